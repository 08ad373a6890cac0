import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';

const here = import.meta.dirname;
const fonts = join(here, '../../../../node_modules/geist/dist/fonts');
const FILES = {
  '/sans.woff2': join(fonts, 'geist-sans/Geist-Variable.woff2'),
  '/mono.woff2': join(fonts, 'geist-mono/GeistMono-Variable.woff2'),
};

/** Serves the harness on a free loopback port: `/?fleet=six&theme=dark&lang=en`. `?frame=1` leaves room for the shell's bars. */
export async function serve() {
  const { script, css } = bundle(join(here, 'page.tsx'));
  const tokens = readFileSync(join(here, '../../src/theme/tokens.css'), 'utf8');
  const html = page(`${tokens}\n${css}`);
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (FILES[path]) response.end(readFileSync(FILES[path]));
    else if (path === '/page.js') response.setHeader('content-type', 'text/javascript').end(script);
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  return { url: `http://127.0.0.1:${port}/`, close: () => new Promise((done) => server.close(done)) };
}

const FRAME = `
@font-face{font-family:G;src:url(/sans.woff2);font-weight:100 900}
@font-face{font-family:M;src:url(/mono.woff2);font-weight:100 900}
:root{--font-sans:G;--font-mono:M}
body{margin:0;height:100vh;background:var(--bg);font-family:var(--font-sans)}
#root{position:fixed;inset:48px 0 56px 64px;border:solid var(--hair2);border-width:1px 0 1px 1px}
@media(max-width:640px){#root{inset:0 0 64px;border:0}}`;

function page(css) {
  return `<!doctype html><html><head><meta charset="utf-8"><title>Netkaart</title><meta name="viewport" content="width=device-width"><style>${FRAME}${css}</style></head><body><main id="root"></main><script src="/page.js"></script></body></html>`;
}
