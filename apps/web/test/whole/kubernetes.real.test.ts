import { readFile } from 'node:fs/promises';
import { findAssets, startRealCluster, type RealCluster } from '@netkaart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { positionsOf, startWhole, type Whole } from './whole.js';

const NODES = 100;
const PODS = 3000;
const assets = findAssets(process.env);
if ('missing' in assets) console.warn(`Left out: ${assets.missing}`);

interface KubePod {
  readonly uid: string;
  readonly name: string;
  readonly ip: string;
  readonly hostNetwork: boolean;
}

const COLUMNS = 'U:.metadata.uid,N:.metadata.name,I:.status.podIP,H:.spec.hostNetwork';

const deployment = (name: string, replicas: number): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default' },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 8080 }] }] },
    },
  },
});

('missing' in assets ? describe.skip : describe)('a real Kubernetes in the browser', () => {
  let cluster: RealCluster;
  let whole: Whole;
  let page: Page;

  beforeAll(async () => {
    cluster = await startRealCluster({ nodes: NODES });
    await cluster.apply(deployment('shop', PODS - 20), deployment('small', 20));
    whole = await startWhole(await readFile(cluster.kubeconfigPath, 'utf8'), 'real');
    await cluster.kubectl('rollout', 'status', 'deployment/shop', 'deployment/small', '--timeout=240s');
    page = await whole.open('/c/?cluster=real');
  }, 300_000);

  afterAll(async () => {
    await whole.close();
    await cluster.close();
  }, 30_000);

  const pods = async (): Promise<KubePod[]> => {
    const rows = await cluster.kubectl('get', 'pods', '-A', '--no-headers', '-o', `custom-columns=${COLUMNS}`);
    return rows.trim().split('\n').map(podOf);
  };
  const shown = async (): Promise<string[]> => [...(await positionsOf(page)).keys()].sort();
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await page.waitForTimeout(50);
  };
  const agrees = async (): Promise<void> => {
    const expected = addressed(await pods());
    await until(async () => (await shown()).length === expected.length);
    expect(await shown()).toEqual(expected);
  };

  it('counts what kubectl get -A counts, at every level of detail', async () => {
    await agrees();
    const nodes = (await cluster.kubectl('get', 'nodes', '-o', 'name')).trim().split('\n').length;
    const all = await pods();
    const total = all.length.toLocaleString('en');
    const seen = new Set<string>();
    for (let press = 0; press < 24 && seen.size < 4; press++) {
      const detail = await page.evaluate(() => window.__netkaart?.detail ?? '');
      if (!seen.has(detail)) {
        seen.add(detail);
        const words = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
        expect({ detail, words }).toEqual({ detail, words: expect.stringContaining(`${nodes} nodes · ${total} pods`) });
        expect({ detail, words }).toEqual({ detail, words: expect.stringContaining(`${total} of ${total} pods`) });
        expect(await shown()).toEqual(addressed(all));
      }
      await page.keyboard.press(press < 4 ? '-' : '+');
      await page.waitForTimeout(350);
    }
    expect([...seen].sort()).toEqual(['L0', 'L1', 'L2', 'L3']);
  }, 90_000);

  it('shows a deleted pod leave and its successor come', async () => {
    const victim = (await pods()).find((pod) => pod.name.startsWith('small-'));
    await cluster.kubectl('delete', 'pod', victim?.name ?? '', '--wait=false');
    await until(async () => !(await shown()).includes(victim?.uid ?? ''));
    await cluster.kubectl('rollout', 'status', 'deployment/small', '--timeout=60s');
    await agrees();
  }, 60_000);

  it('shows a scaled Deployment', async () => {
    const before = (await shown()).length;
    await cluster.kubectl('scale', 'deployment/small', '--replicas=35');
    await until(async () => (await shown()).length === before + 15);
    await cluster.kubectl('scale', 'deployment/small', '--replicas=5');
    await until(async () => (await shown()).length === before - 15);
    await agrees();
  }, 60_000);

  it('goes on by itself after the API server was gone', async () => {
    await cluster.stopApiserver();
    await cluster.startApiserver();
    await cluster.kubectl('scale', 'deployment/small', '--replicas=12');
    await cluster.kubectl('rollout', 'status', 'deployment/small', '--timeout=60s');
    await agrees();
  }, 90_000);
});

function podOf(row: string): KubePod {
  const [uid = '', name = '', ip = '', hostNetwork = ''] = row.trim().split(/\s+/);
  return { uid, name, ip: ip === '<none>' ? '' : ip, hostNetwork: hostNetwork === 'true' };
}

/** UIDs of the pods that have a place of their own on the subnet map, sorted. */
function addressed(pods: readonly KubePod[]): string[] {
  return pods
    .filter((pod) => pod.ip !== '' && !pod.hostNetwork)
    .map((pod) => pod.uid)
    .sort();
}
