import { createExample, startServer, type SimCluster, type SimServer } from '@netkaart/simcluster';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startCuttableLine, type CuttableLine } from './support/cuttable-line';
import { wordsOf } from './support/look';
import { caughtUp, settled, startWhole, type Whole } from './whole/whole';

describe('trouble in the browser', () => {
  let cluster: SimCluster;
  let server: SimServer;
  let whole: Whole;
  let line: CuttableLine;
  let page: Page;

  beforeAll(async () => {
    cluster = createExample();
    server = await startServer(cluster, { bookmarkMs: 1000 });
    whole = await startWhole(server.kubeconfig, 'example');
    line = await startCuttableLine(whole.app.port);
    page = await whole.browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${line.port}/c/?cluster=example`);
    await settled(page);
  }, 90_000);

  afterAll(async () => {
    await whole.close();
    await line.close();
    await server.close();
  });

  it('a cut line shows at once with its age and the next attempt, and catches up from its cursor', async () => {
    const before = await page.evaluate(() => window.__netkaart?.cursor);
    line.cut();
    await page.getByText(/No word from the server for/).waitFor();
    expect(await wordsOf(page)).toMatch(/trying again/);
    cluster.delete('pods', 'default', 'nginx2-57bbd47f4d-xbkfv');
    cluster.advance(5000);
    line.mend();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText(/No word from the server for/).waitFor({ state: 'detached' });
    await caughtUp(page, whole.app);
    expect(await page.evaluate(() => window.__netkaart?.cursor)).not.toBe(before);
  }, 60_000);
});

describe('a cluster that may not be read in full', () => {
  let server: SimServer;
  let whole: Whole;

  beforeAll(async () => {
    const cluster = createExample();
    cluster.deny([{ resources: ['ingresses.networking.k8s.io'] }]);
    server = await startServer(cluster, { bookmarkMs: 1000 });
    whole = await startWhole(server.kubeconfig, 'example');
  }, 90_000);

  afterAll(async () => {
    await whole.close();
    await server.close();
  });

  it('shows the rest, names the verb and the resource, and hands out the ClusterRole that allows it', async () => {
    const page = await whole.open('/c/?cluster=example');
    await page.getByText('Ingress may not be read in example').waitFor();
    const words = await wordsOf(page);
    expect(words).toMatch(/cannot (list|watch) resource "ingresses"/);
    expect(words).toContain('apiGroups: ["networking.k8s.io"]');
    expect(words).toContain('verbs: ["list", "watch"]');
    expect(words).toContain('7 of 759 pod addresses taken');
  }, 30_000);
});
