import { createHarbour, startServer, type SimCluster, type SimServer } from '@netkaart/simcluster';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { caughtUp, positionsOf, startWhole, type Whole } from './whole.js';

const MINUTES = 10;
const STEP_MS = 5000;

describe('harbour in the browser', () => {
  let cluster: SimCluster;
  let server: SimServer;
  let whole: Whole;
  let page: Page;

  beforeAll(async () => {
    cluster = createHarbour();
    server = await startServer(cluster, { bookmarkMs: 2000 });
    whole = await startWhole(server.kubeconfig, 'harbour');
    page = await whole.open('/c/?cluster=harbour');
    await caughtUp(page, whole.app);
  }, 60_000);

  afterAll(async () => {
    await whole.close();
    await server.close();
  });

  it('moves no survivor by a pixel while it lives for ten simulated minutes', async () => {
    const before = await positionsOf(page);
    const cursorBefore = await page.evaluate(() => window.__netkaart?.cursor ?? '');
    for (let lived = 0; lived < MINUTES * 60_000; lived += STEP_MS) {
      cluster.advance(STEP_MS);
      await page.waitForTimeout(20);
    }
    await caughtUp(page, whole.app);
    const after = await positionsOf(page);
    const survivors = [...before].filter(([uid]) => after.has(uid));
    const moved = survivors.filter(([uid, rect]) => JSON.stringify(after.get(uid)) !== JSON.stringify(rect));

    expect(moved).toEqual([]);
    expect(survivors.length).toBeGreaterThan(900);
    expect(before.size - survivors.length).toBeGreaterThan(5);
    expect(after.size - survivors.length).toBeGreaterThan(5);
    expect(await page.evaluate(() => window.__netkaart?.cursor)).not.toBe(cursorBefore);
  }, 120_000);

  it('holds in the page what the server holds', async () => {
    await caughtUp(page, whole.app);
    const answer = await fetch(`${whole.app.url}/api/clusters/harbour/state`);
    const { decodeColumns, hash } = await import('@netkaart/topology');
    const expected = hash(decodeColumns(new Uint8Array(await answer.arrayBuffer())));
    expect(await page.evaluate(() => window.__netkaart?.hash())).toBe(expected);
  }, 30_000);
});
