import localFont from 'next/font/local';
import type { ReactNode } from 'react';
const mono = localFont({ src: '../../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2', variable: '--font-mono', weight: '100 900' });
export default function Layout({ children }: { readonly children: ReactNode }) {
  return <html lang="en" className={mono.variable}><body>{children}</body></html>;
}
