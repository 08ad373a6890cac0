import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createCluster,
  createRandom,
  startServer,
  type Fault,
  type SimCluster,
  type SimServer,
} from '@netkaart/simcluster';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Certainty, Resource } from '../src/index.js';
import { createReader, loadSources, sourceFromKubeconfig, type ClusterReader, type Timing } from '../src/index.js';
import { kubeconfigText } from './kubeconfig-text.js';
import { MemorySink } from './memory-sink.js';
import { until } from './until.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const timing: Partial<Timing> = {
  pageSize: 7,
  startJitterMs: 0,
  backoffMinMs: 20,
  backoffMaxMs: 100,
  stallMs: 600,
  watchMinSeconds: 2,
  watchMaxSeconds: 3,
  shortWatchMs: 20,
  acceptOlderMs: 600_000,
};

async function world(
  onRequest: (url: string) => void = () => undefined,
): Promise<{ cluster: SimCluster; server: SimServer }> {
  const cluster = createCluster({ name: 'faulty', seed: 7 });
  for (const name of ['default', 'kube-system'])
    cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  for (let i = 0; i < 40; i += 1) cluster.create(service(i));
  const server = await startServer(cluster, { bookmarkMs: 200, onRequest: (_method, url) => onRequest(url) });
  closing.push(() => server.close());
  return { cluster, server };
}

function service(i: number, tier = 'front') {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `s${i}`, namespace: 'default', labels: { tier } },
    spec: { selector: { app: `s${i}` }, ports: [{ port: 80 }] },
  };
}

function reading(reader: ClusterReader): ClusterReader {
  closing.push(() => reader.stop());
  reader.start();
  return reader;
}

/** What the cluster holds and what the sink holds, in the same words. */
const truth = (cluster: SimCluster) =>
  cluster
    .list('services')
    .map(({ metadata }) => `${metadata.uid} ${metadata.labels?.['tier']}`)
    .sort();
const mirrored = (sink: MemorySink) =>
  [...sink.records.values()]
    .filter(({ kind }) => kind === 'Service')
    .map(({ uid, labels }) => `${uid} ${labels['tier']}`)
    .sort();
const isSame = (cluster: SimCluster, sink: MemorySink) =>
  JSON.stringify(truth(cluster)) === JSON.stringify(mirrored(sink));

/** A sink that finds out at once when something is taken for deleted that lives. */
class Oracle extends MemorySink {
  readonly lies: string[] = [];

  constructor(private readonly cluster: SimCluster) {
    super();
  }

  override remove(resource: Resource, uids: readonly string[], at: number, certainty: Certainty): Promise<void> {
    const alive = new Set(this.cluster.list(resource.id).map(({ metadata }) => metadata.uid));
    this.lies.push(...uids.filter((uid) => alive.has(uid)));
    return super.remove(resource, uids, at, certainty);
  }
}

describe('reader on a server that breaks', () => {
  it.each([1, 2, 3])(
    'tells nothing false meanwhile and arrives at the truth afterwards (seed %i)',
    async (seed) => {
      const { cluster, server } = await world();
      const random = createRandom(`faults/${seed}`);
      const sink = new Oracle(cluster);
      server.setFaults(() => (random.next() < 0.4 ? anyFault(random.next(), random.next()) : null));
      reading(
        createReader({ source: sourceFromKubeconfig(server.kubeconfig, 'faulty'), sink, resume: new Map(), timing }),
      );
      for (let step = 0; step < 120; step += 1) {
        change(cluster, random.next(), random.next());
        if (step % 30 === 29) cluster.compact();
        if (step % 40 === 39) server.cut();
        await sleep(15);
      }
      server.setFaults(null);
      await until('the truth', () => isSame(cluster, sink));
      expect(sink.lies).toEqual([]);
      expect(sink.problems).toEqual([]);
    },
    90_000,
  );

  it('finds a connection dead on which nothing comes any more', async () => {
    const urls: string[] = [];
    const { cluster, server } = await world((url) => urls.push(url));
    const sink = new MemorySink();
    let isSilent = true;
    server.setFaults(({ watch, resource }) =>
      watch && resource === 'services' && isSilent ? { type: 'silence', afterBytes: 400 } : null,
    );
    reading(
      createReader({
        source: sourceFromKubeconfig(server.kubeconfig, 'faulty'),
        sink,
        resume: new Map(),
        timing: { ...timing, watchMinSeconds: 300, watchMaxSeconds: 300 },
      }),
    );
    await until('live', () => sink.stateOf('services')?.phase === 'live');
    await until('a bookmark', () => sink.calls('proven', 'services').length > 0);
    isSilent = false;
    await until('stale', () => sink.phases('services').includes('stale'));
    cluster.create(service(99));
    await until('the news', () => isSame(cluster, sink));
    expect(urls.filter((url) => url === '/api/v1/services?limit=7')).toHaveLength(1);
  }, 90_000);

  it('goes on with the new token when the old one is refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'netkaart-token-'));
    closing.push(() => rm(folder, { recursive: true }));
    const { cluster, server } = await world();
    await writeFile(join(folder, 'token'), `${server.token}\n`);
    const cluster64 = { 'certificate-authority-data': Buffer.from(server.ca).toString('base64') };
    await writeFile(
      join(folder, 'config'),
      kubeconfigText({ faulty: { server: server.url, cluster: cluster64, user: { tokenFile: 'token' } } }),
    );
    const { sources } = loadSources({ files: [join(folder, 'config')], contexts: [], allContexts: false, env: {} });
    const sink = new MemorySink();
    reading(createReader({ source: sources[0]!, sink, resume: new Map(), timing }));
    await until('live', () => sink.stateOf('services')?.phase === 'live');
    server.setTokens({ 'new-token': 'system:serviceaccount:netkaart:netkaart' });
    await writeFile(join(folder, 'token'), 'new-token\n');
    server.cut();
    cluster.create(service(77));
    await until('the news', () => isSame(cluster, sink));
    expect(sink.calls('remove', 'services')).toEqual([]);
  }, 90_000);
});

function anyFault(which: number, where: number): Fault {
  const afterBytes = Math.floor(where * 6000);
  if (which < 0.3) return { type: 'reset', afterBytes };
  if (which < 0.5) return { type: 'garble', afterBytes };
  if (which < 0.6) return { type: 'silence', afterBytes };
  const [code, reason] =
    which < 0.7 ? [429, 'TooManyRequests'] : which < 0.85 ? [500, 'InternalError'] : [410, 'Expired'];
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: reason,
    reason,
    code,
  } as const;
  return { type: 'status', status: status };
}

function change(cluster: SimCluster, which: number, what: number): void {
  const i = Math.floor(what * 60);
  const isThere = cluster.get('services', 'default', `s${i}`) !== undefined;
  if (which < 0.35 && isThere) cluster.delete('services', 'default', `s${i}`);
  else if (isThere)
    cluster.patch(
      'services',
      'default',
      `s${i}`,
      (draft) => (draft.metadata.labels = { tier: `t${Math.floor(which * 1000)}` }),
    );
  else cluster.create(service(i));
}
