// Pictures of the running product, for the README and the docs: starts Netkaart with its demo fleet on a free port and an
// empty data folder, waits until each page has drawn everything, and writes docs/screenshots/NAME-THEME.png.
// Usage: npm run screenshots [-- NAME …]   needs a build and Chromium (CHROMIUM_PATH, else /usr/bin/chromium).
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'docs', 'screenshots');
const DESK = { width: 1440, height: 900 };
const LARGE = { width: 1920, height: 1080 };
const PHONE = { width: 390, height: 844, scale: 2 };
const NGINX2 = 'pod:default/nginx2-57bbd47f4d-xbkfv';

/** `keys` are pressed and `type` is typed once the page stands; `zoom`: so many steps nearer to the selection. */
const PICTURES = [
  { name: 'clusters', path: '/', size: DESK },
  { name: 'subnet-example', path: '/c/?cluster=example', size: DESK },
  { name: 'subnet-example-panel', path: `/c/?cluster=example&sel=${NGINX2}`, size: DESK },
  { name: 'subnet-harbour', path: '/c/?cluster=harbour', size: DESK },
  { name: 'subnet-harbour-1080p', path: '/c/?cluster=harbour', size: LARGE },
  { name: 'subnet-harbour-far', path: '/c/?cluster=harbour', size: DESK, keys: ['-', '-', '-'] },
  { name: 'subnet-harbour-L2', path: '/c/?cluster=harbour&sel=node:harbour-b-03', size: DESK, keys: ['f'] },
  { name: 'subnet-harbour-L3', path: '/c/?cluster=harbour&sel=node:harbour-b-03', size: DESK, keys: ['f', '+', '+'] },
  { name: 'subnet-L0', path: '/c/?cluster=atlas', size: LARGE },
  { name: 'subnet-edge', path: '/c/?cluster=edge', size: DESK },
  { name: 'routes-example', path: '/c/?cluster=example&view=routes', size: DESK },
  { name: 'routes-harbour', path: '/c/?cluster=harbour&view=routes', size: DESK },
  { name: 'routes-harbour-service', path: '/c/?cluster=harbour&view=routes&open=shop&sel=svc:shop/api', size: LARGE },
  { name: 'table-harbour', path: '/c/?cluster=harbour&t=table', size: DESK },
  { name: 'palette', path: '/c/?cluster=harbour', size: DESK, keys: ['Control+k'], type: '10.60.17.199' },
  { name: 'keys', path: '/c/?cluster=harbour', size: DESK, keys: ['?'] },
  { name: 'phone-clusters', path: '/', size: PHONE },
  { name: 'phone-subnet', path: `/c/?cluster=example&sel=${NGINX2}`, size: PHONE },
];

async function standing(page) {
  await page.waitForFunction(() => window.__netkaart?.connection === 'online');
  if (new URL(page.url()).pathname === '/c/') {
    await page.waitForFunction(() => window.__netkaart?.cursor != null, undefined, { timeout: 60_000 });
  } else await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.evaluate(() => window.__netkaart?.settled());
  await page.waitForTimeout(400);
}

async function shoot(browser, origin, picture, theme) {
  const { width, height, scale = 1 } = picture.size;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(new URL(picture.path, origin).href);
  await standing(page);
  for (const key of picture.keys ?? []) await page.keyboard.press(key);
  if (picture.type) await page.keyboard.type(picture.type);
  await page.waitForTimeout(600);
  await page.evaluate(() => window.__netkaart?.settled());
  const path = join(target, `${picture.name}-${theme}.png`);
  await page.screenshot({ path });
  await context.close();
  console.log(`docs/screenshots/${picture.name}-${theme}.png`);
}

/** All clusters of the fleet read once, so that no picture shows one that is still being read. */
async function fleetRead(origin) {
  for (let left = 1000; left > 0; left--) {
    const { clusters } = await (await fetch(`${origin}/api/clusters`)).json();
    if (clusters.length > 0 && clusters.every(({ phase }) => phase === 'live')) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error('The clusters were not live after four minutes.');
}

/** 5,000 nodes and 150,000 pods behind a server of their own. */
async function largeCluster() {
  const { createLoadCluster, startServer } = await import(join(root, 'packages/simcluster/dist/index.js'));
  const { sourceFromKubeconfig } = await import(join(root, 'packages/kube/dist/index.js'));
  const { cluster } = createLoadCluster({ nodes: 5000, pods: 150_000, seed: 1 });
  const { kubeconfig } = await startServer(cluster);
  return [sourceFromKubeconfig(kubeconfig, 'atlas')];
}

async function main(names) {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`No Chromium at ${executablePath}: set CHROMIUM_PATH.`);
  const api = join(root, 'apps', 'api', 'dist', 'start-app.js');
  if (!existsSync(api)) throw new Error('Netkaart is not built: npm run build');
  mkdirSync(target, { recursive: true });
  const dataFolder = mkdtempSync(join(tmpdir(), 'netkaart-screenshots-'));
  const wanted = PICTURES.filter(({ name }) => names.length === 0 || names.includes(name));
  const atlas = wanted.some(({ path }) => path.includes('atlas')) ? await largeCluster() : [];
  const { startApp } = await import(api);
  const app = await startApp({ dataFolder, demo: true, sources: atlas, port: 0 });
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    await fleetRead(app.url);
    for (const picture of wanted) for (const theme of ['dark', 'light']) await shoot(browser, app.url, picture, theme);
  } finally {
    await browser.close();
    await app.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
process.exit(0);
