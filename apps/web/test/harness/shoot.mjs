import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

/**
 * Draws named scenes in Chromium without the shell and writes PNGs: `node shoot.mjs OUT [name-part]`.
 * COLUMNS_OF names a folder with SCENE.cols (encodeColumns of a topology) to show instead of the built-in scenes.
 * With `bench` as second word it prints draw times instead.
 */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const PANEL = { width: 1016, height: 796 };
const WINDOW = { width: 1376, height: 796 };
const LARGE = { width: 1856, height: 976 };
const nginx2 = 'uid:2-default-nginx2-57bbd47f4d-xbkfv';
const at = (k, wx, wy) => ({ k, x: 60 - wx * k, y: 60 - wy * k });

const SHOTS = [
  ['example', 'panel', { ...PANEL, selection: nginx2 }],
  ['example', 'window', WINDOW],
  ['example', 'large', LARGE],
  ['example', 'house', { ...WINDOW, camera: at(6, 380, 360), selection: nginx2 }],
  ['example', 'street', { ...WINDOW, camera: at(1.6, 340, 60), selection: nginx2 }],
  ['example', 'block', { ...WINDOW, camera: { k: 0.5, x: 100, y: 60 } }],
  ['example', 'region', { ...WINDOW, camera: { k: 0.1, x: 300, y: 60 } }],
  ['harbour', 'window', { ...WINDOW, minimap: true }],
  ['harbour', 'panel', { ...PANEL, minimap: true }],
  ['harbour', 'selected', { ...WINDOW, selection: 'cidr:10.60.16.0/26' }],
  ['harbour', 'namespace', { ...WINDOW, colourBy: 'namespace' }],
  ['harbour', 'street', { ...WINDOW, camera: at(2.4, 20, 120) }],
  ['harbour', 'house', { ...WINDOW, camera: at(14, 26, 140) }],
  ['harbour', 'large', { ...LARGE, minimap: true }],
  ['harbour', 'region', { ...WINDOW, camera: { k: 0.3, x: 300, y: 60 } }],
  ['edge', 'window', WINDOW],
  ['bare', 'window', WINDOW],
  ['flat', 'window', WINDOW],
  ['single', 'window', WINDOW],
  ['atlas', 'large', LARGE],
  ['atlas', 'window', WINDOW],
  ['atlas', 'block', { ...LARGE, camera: at(4, 24, 60) }],
  ['atlas', 'block-close', { ...LARGE, camera: at(9, 24, 60) }],
  ['atlas', 'street', { ...LARGE, camera: at(24, 24, 80) }],
  ['atlas', 'house', { ...LARGE, camera: at(120, 24, 84) }],
];

const root = join(import.meta.dirname, '../../../..');
const [out = 'shots', part = '', theme = ''] = process.argv.slice(2);
const server = await serve(root);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });
try {
  await run();
} finally {
  await browser.close();
  await server.close();
}

async function run() {
  mkdirSync(out, { recursive: true });
  for (const scene of new Set(SHOTS.map(([name]) => name))) {
    const shots = SHOTS.filter(
      ([name, shot]) => name === scene && (part === 'bench' || `${name}-${shot}`.includes(part)),
    );
    if (shots.length > 0) await scenePage(scene, shots);
  }
}

async function scenePage(scene, shots) {
  const page = await browser.newPage({ viewport: { width: 1856, height: 976 } });
  page.on('console', (message) => console.log(message.text()));
  page.on('pageerror', (error) => console.log(error.stack));
  await page.goto(`http://127.0.0.1:${server.port}/apps/web/test/harness/index.html`);
  await page.waitForFunction('window.harness');
  const columns = process.env['COLUMNS_OF']
    ? readFileSync(join(process.env['COLUMNS_OF'], `${scene}.cols`)).toString('base64')
    : '';
  const { ms } = await page.evaluate(([name, given]) => window.harness.load(name, given), [scene, columns]);
  console.log(`${scene}: first update ${Math.round(ms)} ms`);
  for (const [, name, shot] of shots) {
    if (part === 'bench')
      console.log(
        scene,
        name,
        JSON.stringify(await page.evaluate((s) => window.harness.bench({ ...s, theme: 'dark' }, 120), shot)),
      );
    else
      for (const look of theme ? [theme] : ['dark', 'light'])
        await picture(page, scene, name, { ...shot, theme: look });
  }
  await page.close();
}

async function picture(page, scene, name, shot) {
  const said = await page.evaluate((s) => window.harness.draw(s), shot);
  const clip = { x: 0, y: 0, width: shot.width, height: shot.height };
  await page.screenshot({ path: join(out, `${scene}-${name}-${shot.theme}.png`), clip });
  if (shot.theme !== 'light')
    console.log(
      scene,
      name,
      said.detail,
      `k ${said.camera.k.toFixed(3)}`,
      `${said.marks} marks`,
      `${said.ms.toFixed(1)} ms`,
      JSON.stringify(said.title.values),
    );
}
