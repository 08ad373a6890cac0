import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceFromKubeconfig } from '@netkaart/kube';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startApp, type App } from '../../../api/src/start-app.js';
import type { Rect } from '../../src/map/view';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A whole Netkaart over one cluster, with an empty database of its own, and a browser. */
export interface Whole {
  readonly app: App;
  readonly browser: Browser;
  /** A page at a path of it, once everything known is drawn. */
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

export async function startWhole(kubeconfig: string, context: string): Promise<Whole> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'netkaart-whole-'));
  const app = await startApp({ dataFolder, sources: [sourceFromKubeconfig(kubeconfig, context)], port: 0 });
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  return {
    app,
    browser,
    open: async (path) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(new URL(path, app.url).href);
      await settled(page);
      return page;
    },
    close: async () => {
      await browser.close();
      await app.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the page has drawn everything that it knows. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => window.__netkaart?.cursor != null);
  await page.evaluate(() => window.__netkaart?.settled());
}

/** uid of each pod → its cell in the world. */
export async function positionsOf(page: Page): Promise<Map<string, Rect>> {
  return new Map(await page.evaluate(async () => [...((await window.__netkaart?.positions()) ?? [])]));
}

/** Resolves when the page shows all that the server has committed. */
export async function caughtUp(page: Page, app: App): Promise<void> {
  for (;;) {
    const answer = await fetch(`${app.url}/api/clusters`);
    const { clusters } = (await answer.json()) as { clusters: { cursor: { epoch: number; seq: number } }[] };
    const cursor = clusters[0]?.cursor;
    const shown = await page.evaluate(() => window.__netkaart?.cursor);
    if (cursor && shown === `${cursor.epoch}:${cursor.seq}`) return;
    await page.waitForTimeout(50);
  }
}
