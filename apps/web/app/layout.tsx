import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import { Shell } from '../src/shell/shell';
import { THEME_SCRIPT } from '../src/theme/theme-script';
import './globals.css';

const sans = localFont({
  src: '../../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-sans',
  weight: '100 900',
});
const mono = localFont({
  src: '../../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-mono',
  weight: '100 900',
  adjustFontFallback: false,
});

export const metadata: Metadata = {
  title: 'Netkaart',
  description: 'How the network of your Kubernetes clusters hangs together, live.',
  referrer: 'no-referrer',
};
export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: dark)', color: '#0B0E13' },
    { media: '(prefers-color-scheme: light)', color: '#F7F9FB' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" className={`${sans.variable} ${mono.variable}`} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>
        <Shell>{children}</Shell>
      </body>
    </html>
  );
}
