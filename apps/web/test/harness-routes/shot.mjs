import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../harness/serve.mjs';

/**
 * `node shot.mjs OUT name=query …`: pictures of the route map into the folder OUT. The query says what to draw (see
 * page.ts), the size w and h and the pixel ratio dpr; `what=records&file=F` draws the topology in F: `{ now, records }`.
 */
const [out = 'shots', ...wanted] = process.argv.slice(2);
const root = join(import.meta.dirname, '../../../..');
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
await mkdir(out, { recursive: true });
const server = await serve(root);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
try {
  for (const shot of wanted) {
    const at = shot.indexOf('=');
    const query = new URL(`http://x/?${shot.slice(at + 1)}`).searchParams;
    const viewport = { width: Number(query.get('w') ?? 1376), height: Number(query.get('h') ?? 796) };
    const page = await browser.newPage({ viewport, deviceScaleFactor: Number(query.get('dpr') ?? 1) });
    page.on('pageerror', (error) => console.log(String(error)));
    page.on('console', (message) => console.log(message.text()));
    const file = query.get('file');
    if (file)
      await page.route('**/records.json', (route) => route.fulfill({ path: file, contentType: 'application/json' }));
    await page.goto(`http://127.0.0.1:${server.port}/apps/web/test/harness-routes/index.html?${query}`);
    await page.waitForFunction('globalThis.drawn !== undefined', null, { timeout: 20_000 });
    console.log(shot.slice(0, at), JSON.stringify(await page.evaluate('globalThis.drawn')));
    await page.screenshot({ path: join(out, `${shot.slice(0, at)}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
