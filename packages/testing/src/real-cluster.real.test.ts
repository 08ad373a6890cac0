import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { findAssets, startRealCluster, type RealCluster } from './index.js';
import { request } from './real-cluster/request.js';
import { contains } from './real-cluster/subnets.js';

interface List<T> {
  metadata: { resourceVersion: string };
  items: T[];
}
interface Pod {
  metadata: { name: string };
  spec: { nodeName: string };
  status: { phase: string; podIP: string };
}
interface Node {
  metadata: { name: string };
  spec: { podCIDR: string };
}

const assets = findAssets();
if ('missing' in assets) console.warn(`Skipped, as there is no real Kubernetes: ${assets.missing}`);
const withAssets = 'missing' in assets ? describe.skip : describe;

const deployment = (name: string, replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default' },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'main', image: 'example/main:1' }] },
    },
  },
});

async function list<T>(cluster: RealCluster, ...what: string[]): Promise<List<T>> {
  return JSON.parse(await cluster.kubectl('get', ...what, '-o', 'json')) as List<T>;
}

async function roll(cluster: RealCluster, name: string, replicas: number): Promise<Pod[]> {
  await cluster.apply(deployment(name, replicas));
  await cluster.kubectl('rollout', 'status', `deployment/${name}`, '--timeout=120s');
  return (await list<Pod>(cluster, 'pods', '-l', `app=${name}`)).items;
}

function linesOfProcessesIn(folder: string): string[] {
  const lines = execFileSync('ps', ['-A', '-o', 'stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(folder) && !line.startsWith('Z'));
}

function eventsOf(body: string): { type: string; code?: number | undefined }[] {
  const events = body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; object: { code?: number } });
  return events.map(({ type, object }) => ({ type, code: object.code }));
}

withAssets('a real cluster', () => {
  let cluster: RealCluster;
  beforeAll(async () => {
    cluster = await startRealCluster({ nodes: 3 });
  }, 180_000);
  afterAll(() => cluster.close(), 30_000);

  const get = (path: string, token = cluster.token) =>
    request({ url: cluster.url, ca: cluster.ca, token }, 'GET', path);

  it('runs pods with addresses of their own out of their node’s subnet, and leaves cni0 its address', async () => {
    const pods = await roll(cluster, 'web', 30);
    const nodes = (await list<Node>(cluster, 'nodes')).items;
    const subnets = new Map(nodes.map((node) => [node.metadata.name, node.spec.podCIDR]));
    expect([...subnets.keys()]).toEqual(['node-0000', 'node-0001', 'node-0002']);
    expect(pods.map((pod) => pod.status.phase)).toEqual(Array<string>(30).fill('Running'));
    expect(new Set(pods.map((pod) => pod.spec.nodeName))).toEqual(new Set(subnets.keys()));
    expect(new Set(pods.map((pod) => pod.status.podIP)).size).toBe(30);
    const strangers = pods.filter((pod) => !contains(subnets.get(pod.spec.nodeName) ?? '', pod.status.podIP));
    expect(strangers).toEqual([]);
    expect(pods.map((pod) => pod.status.podIP).filter((address) => address.endsWith('.1'))).toEqual([]);
  }, 150_000);

  it('answers 410 to a watch from before a restart and a compaction, and works on', async () => {
    const { resourceVersion } = (JSON.parse((await get('/api/v1/pods?limit=1')).body) as List<Pod>).metadata;
    const before = await list<Node>(cluster, 'nodes');
    await cluster.kubectl('create', 'configmap', 'later');
    await cluster.stopApiserver();
    await expect(get('/readyz')).rejects.toThrow();
    await cluster.startApiserver();
    await cluster.compact();
    const watch = await get(`/api/v1/pods?watch=1&timeoutSeconds=5&resourceVersion=${resourceVersion}`);
    expect(eventsOf(watch.body)).toEqual([{ type: 'ERROR', code: 410 }]);
    const after = await list<Node>(cluster, 'nodes');
    expect(after.items.map((node) => node.spec)).toEqual(before.items.map((node) => node.spec));
    expect(await roll(cluster, 'web', 33)).toHaveLength(33);
  }, 150_000);

  it('gives a user no right that nobody bound to it', async () => {
    const nobody = await cluster.kubeconfigFor('nobody');
    const viewer = await cluster.kubeconfigFor('viewer');
    await cluster.kubectl('create', 'clusterrolebinding', 'viewers', '--clusterrole=view', '--user=viewer');
    await expect(cluster.kubectl('--kubeconfig', nobody, 'get', 'pods')).rejects.toThrow(/Forbidden/);
    expect(await cluster.kubectl('--kubeconfig', viewer, 'get', 'pods', '-o', 'name')).toContain('pod/web-');
    await expect(cluster.kubectl('--kubeconfig', viewer, 'get', 'secrets')).rejects.toThrow(/Forbidden/);
    expect((await get('/api/v1/pods', 'no-such-token')).status).toBe(401);
    await expect(cluster.kubeconfigFor('stranger')).rejects.toThrow(/admin, viewer, nobody/);
  }, 60_000);

  it('lets a service account in by its token', async () => {
    const token = (await cluster.kubectl('create', 'token', 'default')).trim();
    const path = await cluster.kubeconfigFor('robot', token);
    const who = await cluster.kubectl('--kubeconfig', path, 'auth', 'whoami');
    expect(who).toContain('system:serviceaccount:default:default');
  }, 60_000);

  it('ends the pods of a deleted Deployment, and the pods of a Job when they are done', async () => {
    const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'example/main:1' }] } };
    await cluster.apply({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'once', namespace: 'default' },
      spec: { template },
    });
    await cluster.kubectl('wait', '--for=condition=complete', 'job/once', '--timeout=60s');
    await cluster.kubectl('delete', 'deployment', 'web', '--cascade=foreground', '--timeout=60s');
    expect((await list<Pod>(cluster, 'pods', '-l', 'app=web')).items).toEqual([]);
  }, 150_000);
});

withAssets('a real cluster with smaller subnets', () => {
  it('schedules no pod beyond a subnet, and leaves each subnet its first address', async () => {
    const cluster = await startRealCluster({ nodes: 2, nodeMaskSize: 28 });
    try {
      const pods = await roll(cluster, 'web', 24);
      const addresses = pods.map((pod) => pod.status.podIP).sort();
      expect(addresses).toHaveLength(24);
      expect(addresses).not.toContain('10.244.0.1');
      expect(addresses).not.toContain('10.244.0.17');
      await cluster.addNodes(1, 2);
      expect((await roll(cluster, 'web', 30)).filter((pod) => pod.spec.nodeName === 'node-0002')).not.toEqual([]);
    } finally {
      await cluster.close();
    }
  }, 180_000);
});

withAssets('a closed cluster', () => {
  it('leaves no process and no file', async () => {
    const cluster = await startRealCluster({ nodes: 2, workloads: false });
    const folder = dirname(cluster.kubeconfigPath);
    const subnets = (await list<Node>(cluster, 'nodes')).items.map((node) => node.spec.podCIDR);
    expect(subnets).toEqual(['10.244.0.0/24', '10.244.1.0/24']);
    expect(linesOfProcessesIn(folder).length).toBeGreaterThanOrEqual(2);
    await cluster.close();
    expect(linesOfProcessesIn(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    await expect(cluster.close()).resolves.toBeUndefined();
  }, 180_000);
});
