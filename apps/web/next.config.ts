import path from 'node:path';
import type { NextConfig } from 'next';

/** Static files only: the api serves `out/` and hashes the inline scripts of each page for its CSP. */
const config: NextConfig = {
  output: 'export',
  trailingSlash: true,
  images: { unoptimized: true },
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run typecheck` checks the whole repository; a second pass here would only slow the first start.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: path.join(import.meta.dirname, '../..') },
};

export default config;
