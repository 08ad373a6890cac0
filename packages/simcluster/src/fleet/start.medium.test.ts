import { Agent, get } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DRAWN_AT_MS } from '../clock.js';
import type { SimServer } from '../server/server.js';
import { startDemoFleet, type DemoFleet } from './start.js';

let fleet: DemoFleet;
beforeAll(async () => {
  fleet = await startDemoFleet({ speed: 0, nowMs: DRAWN_AT_MS });
});
afterAll(() => fleet.close());

function countOf({ url, ca, token }: SimServer, resource: string): Promise<number> {
  const agent = new Agent({ ca });
  return new Promise((resolve, reject) => {
    get(`${url}/api/v1/${resource}?limit=1`, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => (text += piece.toString()));
      response.on('end', () => {
        agent.destroy();
        const { metadata, items } = JSON.parse(text) as { metadata: { remainingItemCount?: number }; items: unknown[] };
        resolve(items.length + (metadata.remainingItemCount ?? 0));
      });
    }).on('error', reject);
  });
}

const refused = (server: SimServer): Promise<boolean> =>
  countOf(server, 'pods').then(
    () => false,
    () => true,
  );

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('the demo fleet', () => {
  it('is three clusters in one kubeconfig, each behind a server of its own', async () => {
    expect([...fleet.kubeconfig.matchAll(/^- name: (\w+)\n {2}context:/gm)].map(([, name]) => name)).toEqual([
      'example',
      'harbour',
      'edge',
    ]);
    const { example, harbour, edge } = fleet.servers;
    expect(await Promise.all([example, harbour, edge].map((server) => countOf(server, 'pods')))).toEqual([
      17, 1403, 37,
    ]);
    expect(await Promise.all([example, harbour, edge].map((server) => countOf(server, 'nodes')))).toEqual([3, 60, 3]);
  });

  it('loses edge for a minute after five minutes, and then every twelve', async () => {
    const { edge } = fleet.clusters;
    edge.advance(299_000);
    expect(await refused(fleet.servers.edge)).toBe(false);
    edge.advance(1000);
    await until(() => refused(fleet.servers.edge));
    edge.advance(60_000);
    await until(async () => !(await refused(fleet.servers.edge)));
    edge.advance(660_000);
    await until(() => refused(fleet.servers.edge));
    expect(await countOf(fleet.servers.harbour, 'pods')).toBe(1403);
  });

  it('closes while edge is out of reach, and leaves nothing open', async () => {
    await fleet.close();
    expect(await refused(fleet.servers.example)).toBe(true);
  });
});
