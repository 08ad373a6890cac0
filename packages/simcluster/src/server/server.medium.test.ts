import { request as httpsRequest, Agent } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createCluster, type SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';
import { startServer, type ServerOptions, type SimServer } from './server.js';

jest.setTimeout(30_000);

interface Answer {
  code: number;
  headers: IncomingMessage['headers'];
  raw: Buffer;
  body: ListJson & Record<string, unknown>;
}
interface ListJson {
  kind: string;
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number; name?: string; uid?: string };
  items: KubeObject[];
}
interface WatchLine {
  type: string;
  object: KubeObject & { code?: number; reason?: string; message?: string };
}

let cluster: SimCluster;
let server: SimServer;
let agent: Agent;
let testing: AbortController;
const endings: (() => void)[] = [];

beforeEach(async () => {
  testing = new AbortController();
  cluster = createCluster({ name: 'sim', seed: 1 });
  for (const name of ['kube-system', 'default'])
    cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  await serve();
});

afterEach(async () => {
  testing.abort();
  for (const end of endings.splice(0)) end();
  agent.destroy();
  await server.close();
});

async function serve(options: ServerOptions = {}): Promise<void> {
  server = await startServer(cluster, options);
  agent = new Agent({ keepAlive: true, ca: server.ca });
}

async function serveAgain(options: ServerOptions): Promise<void> {
  agent.destroy();
  await server.close();
  await serve(options);
}

function pod(name: string, labels: Record<string, string> = {}, namespace = 'default'): KubeObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec: { nodeName: 'n1' } };
}

function addPods(count: number): void {
  for (let i = 0; i < count; i++) cluster.create(pod(`p${String(i).padStart(3, '0')}`));
}

function open(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const authorization = `Bearer ${server.token}`;
    const request = httpsRequest(server.url + path, { agent, method, headers: { authorization, ...headers } }, resolve);
    request.on('error', reject);
    request.end();
    endings.push(() => request.destroy());
  });
}

async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const response = await open(path, headers, method);
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  const raw = Buffer.concat(pieces);
  const text = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString();
  const json = response.headers['content-type'] === 'application/json' || text.startsWith('{');
  return {
    code: response.statusCode ?? 0,
    headers: response.headers,
    raw,
    body: (json ? JSON.parse(text) : { text }) as Answer['body'],
  };
}

/** The lines of a watch as they come; `ended` when the server closes it. */
class Watching {
  readonly lines: WatchLine[] = [];
  ended = false;
  private rest = '';

  constructor(readonly response: IncomingMessage) {
    response.on('data', (piece: Buffer) => {
      const parts = (this.rest + piece.toString()).split('\n');
      this.rest = parts.pop() ?? '';
      this.lines.push(...parts.map((line) => JSON.parse(line) as WatchLine));
    });
    response.on('end', () => (this.ended = true));
    response.on('error', () => (this.ended = true));
  }

  get seen(): string[] {
    return this.lines.map(({ type, object }) => `${type} ${object.metadata.name}`);
  }
}

async function watch(path: string): Promise<Watching> {
  return new Watching(await open(path));
}

/** Waits for a condition; a test that is over waits no more. */
async function until(condition: () => boolean): Promise<void> {
  const { signal } = testing;
  while (!condition() && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
}

const nameOf = ({ metadata }: KubeObject): string => metadata.name;

describe('who may ask', () => {
  it('answers health and version without a token, and nothing else', async () => {
    for (const path of ['/version', '/readyz', '/livez', '/healthz'])
      expect((await get(path, { authorization: '' })).code).toBe(200);
    const { code, body } = await get('/api/v1/pods', { authorization: '' });
    expect([code, body]).toEqual([
      401,
      {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      },
    ]);
  });

  it('refuses a token that is not or no longer known, whatever the path', async () => {
    expect((await get('/version', { authorization: 'Bearer wrong' })).code).toBe(401);
    server.setTokens({ fresh: 'system:someone' });
    expect((await get('/api/v1/pods')).code).toBe(401);
    expect((await get('/api/v1/pods', { authorization: 'Bearer fresh' })).code).toBe(200);
  });

  it('denies with the sentence of a real server', async () => {
    cluster.deny([{ resources: ['pods'] }, { resources: ['ingresses.networking.k8s.io'], verbs: ['watch'] }]);
    const { code, body } = await get('/api/v1/pods');
    expect([code, body['reason'], body['message']]).toEqual([
      403,
      'Forbidden',
      'pods is forbidden: User "system:serviceaccount:netkaart:netkaart" cannot list resource "pods" in API group "" at the cluster scope',
    ]);
    const ingresses = '/apis/networking.k8s.io/v1/ingresses';
    expect((await get(ingresses)).code).toBe(200);
    expect((await get(`${ingresses}?watch=1`)).body['message']).toBe(
      'ingresses.networking.k8s.io is forbidden: User "system:serviceaccount:netkaart:netkaart" cannot watch resource "ingresses" in API group "networking.k8s.io" at the cluster scope',
    );
  });

  it('allows no method that could write', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { code, body } = await get('/api/v1/pods', {}, method);
      expect([code, body['reason']]).toEqual([405, 'MethodNotAllowed']);
    }
  });

  it('gives a kubeconfig that leads to it and trusts it', () => {
    expect(server.kubeconfig).toContain(`server: ${server.url}`);
    expect(server.kubeconfig).toContain('current-context: sim');
    expect(server.kubeconfig).toContain(Buffer.from(server.ca).toString('base64'));
  });
});

describe('discovery', () => {
  it('tells versions, groups and resources in the classic way', async () => {
    expect((await get('/api')).body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
    expect((await get('/api/v1')).body['resources']).toContainEqual({
      name: 'pods',
      singularName: 'pod',
      namespaced: true,
      kind: 'Pod',
      verbs: ['get', 'list', 'watch'],
      shortNames: ['po'],
    });
    const groups = (await get('/apis')).body['groups'] as { name: string; preferredVersion: { version: string } }[];
    expect(groups.map(({ name }) => name)).toEqual(['apiextensions.k8s.io', 'discovery.k8s.io', 'networking.k8s.io']);
    expect((await get('/apis/discovery.k8s.io')).body).toMatchObject({
      kind: 'APIGroup',
      preferredVersion: { version: 'v1' },
    });
    expect((await get('/apis/discovery.k8s.io/v1')).body).toMatchObject({ groupVersion: 'discovery.k8s.io/v1' });
  });

  it('tells all at once to whom asks for the aggregated form', async () => {
    cluster.installCrds(['httproutes.gateway.networking.k8s.io', 'referencegrants.gateway.networking.k8s.io']);
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const { body, headers } = await get('/apis', { accept });
    expect(body.kind).toBe('APIGroupDiscoveryList');
    expect(headers['content-type']).toContain('as=APIGroupDiscoveryList');
    const gateway = (body.items as unknown as { metadata: { name: string }; versions: { version: string }[] }[]).find(
      ({ metadata }) => metadata.name === 'gateway.networking.k8s.io',
    );
    expect(gateway?.versions.map(({ version }) => version)).toEqual(['v1', 'v1beta1']);
    expect((await get('/api', { accept })).body.kind).toBe('APIGroupDiscoveryList');
  });

  it('does not know paths, groups and objects that are not there', async () => {
    for (const path of [
      '/nothing',
      '/apis/none.example',
      '/apis/apps/v1',
      '/apis/discovery.k8s.io/v9/endpointslices',
      '/api/v1/secrets',
      '/%',
    ])
      expect([path, (await get(path)).code]).toEqual([path, 404]);
    const { code, body } = await get('/api/v1/namespaces/default/pods/none');
    expect([code, body['message'], body['details']]).toEqual([
      404,
      'pods "none" not found',
      { name: 'none', kind: 'pods' },
    ]);
  });

  it('gets one object with its kind', async () => {
    const { code, body } = await get('/api/v1/namespaces/kube-system');
    expect([code, body.kind, body['apiVersion'], body.metadata.name]).toEqual([200, 'Namespace', 'v1', 'kube-system']);
    expect(body.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('serves a custom resource as long as it is installed', async () => {
    const path = '/apis/crd.projectcalico.org/v1/ippools';
    expect((await get(path)).code).toBe(404);
    cluster.installCrds(['ippools.crd.projectcalico.org']);
    cluster.create({ apiVersion: 'crd.projectcalico.org/v1', kind: 'IPPool', metadata: { name: 'p' } });
    const { body } = await get(path);
    expect(body.items.map(({ kind, apiVersion, metadata }) => [kind, apiVersion, metadata.name])).toEqual([
      ['IPPool', 'crd.projectcalico.org/v1', 'p'],
    ]);
    const watching = await watch(`${path}?watch=1`);
    cluster.removeCrd('ippools.crd.projectcalico.org');
    await until(() => watching.ended);
    expect(watching.seen).toEqual(['ADDED p', 'DELETED p']);
    expect((await get(path)).code).toBe(404);
  });
});

describe('a list', () => {
  it('holds all objects of all namespaces in key order, without their kind, and the version it is of', async () => {
    cluster.create(pod('b'));
    cluster.create(pod('a', {}, 'kube-system'));
    cluster.create(pod('a'));
    const { body } = await get('/api/v1/pods');
    expect(body.kind).toBe('PodList');
    expect(body.items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
      'default/a',
      'default/b',
      'kube-system/a',
    ]);
    expect(body.items[0]).not.toHaveProperty('kind');
    expect(body.metadata).toEqual({ resourceVersion: String(cluster.resourceVersion) });
    expect((await get('/api/v1/namespaces/kube-system/pods')).body.items.map(nameOf)).toEqual(['a']);
  });

  it('comes in pages that are consistent, whatever happens in between', async () => {
    addPods(7);
    const first = (await get('/api/v1/pods?limit=3')).body;
    expect([first.items.map(nameOf), first.metadata.remainingItemCount]).toEqual([['p000', 'p001', 'p002'], 4]);
    cluster.delete('pods', 'default', 'p004');
    cluster.create(pod('p0035'));
    cluster.patch('pods', 'default', 'p005', (draft) => (draft.metadata.labels = { changed: 'yes' }));
    const second = (await get(`/api/v1/pods?limit=3&continue=${first.metadata.continue}`)).body;
    const third = (await get(`/api/v1/pods?limit=3&continue=${second.metadata.continue}`)).body;
    expect([...second.items, ...third.items].map(nameOf)).toEqual(['p003', 'p004', 'p005', 'p006']);
    expect(second.items[2]?.metadata.labels).toEqual({});
    expect([second.metadata.resourceVersion, third.metadata.resourceVersion]).toEqual([
      first.metadata.resourceVersion,
      first.metadata.resourceVersion,
    ]);
    expect(third.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion });
  });

  it('whose token is older than the history is expired, and can be gone on with inconsistently', async () => {
    addPods(4);
    const first = (await get('/api/v1/pods?limit=2')).body;
    cluster.delete('pods', 'default', 'p002');
    cluster.compact();
    const { code, body } = await get(`/api/v1/pods?limit=2&continue=${first.metadata.continue}`);
    expect([code, body['reason']]).toEqual([410, 'Expired']);
    const rest = (await get(`/api/v1/pods?limit=2&continue=${body.metadata.continue}`)).body;
    expect(rest.items.map(nameOf)).toEqual(['p003']);
  });

  it('at resourceVersion 0 has no pages, and at a later one than there is says so', async () => {
    addPods(4);
    expect((await get('/api/v1/pods?limit=2&resourceVersion=0')).body.items).toHaveLength(4);
    const { code, body, headers } = await get(`/api/v1/pods?resourceVersion=${cluster.resourceVersion + 5}`);
    expect([code, body['reason'], headers['retry-after']]).toEqual([504, 'Timeout', '1']);
    expect(body['message']).toContain('Too large resource version');
  });

  it('of an exact past version is as it was then, or expired', async () => {
    addPods(2);
    const then = cluster.resourceVersion;
    cluster.delete('pods', 'default', 'p000');
    const path = `/api/v1/pods?resourceVersion=${then}&resourceVersionMatch=Exact`;
    expect((await get(path)).body.items.map(nameOf)).toEqual(['p000', 'p001']);
    cluster.compact();
    expect((await get(path)).code).toBe(410);
  });

  it('is selected by labels and fields', async () => {
    cluster.create(pod('a', { app: 'web', tier: 'front' }));
    cluster.create(pod('b', { app: 'db' }));
    cluster.create(pod('c'));
    const select = async (query: string): Promise<string[]> =>
      (await get(`/api/v1/pods?${query}`)).body.items.map(nameOf);
    expect(await select('labelSelector=app%3Dweb')).toEqual(['a']);
    expect(await select('labelSelector=app%20in%20(web,db),!tier')).toEqual(['b']);
    expect(await select('labelSelector=app!%3Dweb')).toEqual(['b', 'c']);
    expect(await select('fieldSelector=metadata.name%3Dc,spec.nodeName%3Dn1')).toEqual(['c']);
    expect(await select('fieldSelector=spec.nodeName!%3Dn1')).toEqual([]);
  });

  it('names the parameter that makes no sense', async () => {
    for (const query of [
      'limit=x',
      'resourceVersion=abc',
      'continue=zzz',
      'labelSelector=a%3D%3D%3Db%20c',
      'fieldSelector=x',
    ])
      expect([query, (await get(`/api/v1/pods?${query}`)).code]).toEqual([query, 400]);
    expect((await get('/api/v1/pods?limit=x')).body['message']).toContain('limit');
  });

  it('is compressed when it is large and the client can read it', async () => {
    addPods(2000);
    const packed = await get('/api/v1/pods', { 'accept-encoding': 'gzip' });
    const plain = await get('/api/v1/pods');
    expect([packed.headers['content-encoding'], plain.headers['content-encoding']]).toEqual(['gzip', undefined]);
    expect(packed.raw.length).toBeLessThan(plain.raw.length / 4);
    expect(packed.body).toEqual(plain.body);
    expect(
      (await get('/api/v1/namespaces', { 'accept-encoding': 'gzip' })).headers['content-encoding'],
    ).toBeUndefined();
  });
});

describe('a watch', () => {
  it('tells what happens after a version, missed and new, in order', async () => {
    const from = cluster.resourceVersion;
    cluster.create(pod('a'));
    const watching = await watch(`/api/v1/pods?watch=1&resourceVersion=${from}`);
    cluster.patch('pods', 'default', 'a', (draft) => (draft.metadata.labels = { x: 'y' }));
    cluster.delete('pods', 'default', 'a');
    await until(() => watching.lines.length === 3);
    expect(watching.seen).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
    expect(watching.lines.map(({ object }) => [object.kind, object.apiVersion])).toEqual(Array(3).fill(['Pod', 'v1']));
    const versions = watching.lines.map(({ object }) => Number(object.metadata.resourceVersion));
    expect(versions).toEqual([from + 1, from + 2, from + 3]);
  });

  it('without a version begins with what there is', async () => {
    cluster.create(pod('b'));
    cluster.create(pod('a'));
    const watching = await watch('/api/v1/pods?watch=1');
    cluster.create(pod('c'));
    await until(() => watching.lines.length === 3);
    expect(watching.seen).toEqual(['ADDED a', 'ADDED b', 'ADDED c']);
  });

  it('marks the end of what there is for whom asks', async () => {
    cluster.create(pod('a'));
    const watching = await watch(
      '/api/v1/pods?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
    );
    await until(() => watching.lines.length === 2);
    expect(watching.lines[1]?.type).toBe('BOOKMARK');
    expect(watching.lines[1]?.object.metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
  });

  it('sends bookmarks with the current version, only to whom allows them', async () => {
    await serveAgain({ bookmarkMs: 20 });
    const with_ = await watch('/api/v1/pods?watch=1&allowWatchBookmarks=true');
    const without = await watch('/api/v1/pods?watch=1');
    cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'elsewhere' } });
    await until(() =>
      with_.lines.some(({ object }) => object.metadata.resourceVersion === String(cluster.resourceVersion)),
    );
    expect(with_.lines.every(({ type, object }) => type === 'BOOKMARK' && object.kind === 'Pod')).toBe(true);
    expect(without.lines).toEqual([]);
  });

  it('from before the history ends with 410 as an event', async () => {
    const from = cluster.resourceVersion;
    addPods(2);
    cluster.compact();
    addPods(0);
    const watching = await watch(`/api/v1/pods?watch=1&resourceVersion=${from}`);
    await until(() => watching.ended);
    expect(watching.lines).toHaveLength(1);
    expect(watching.lines[0]?.type).toBe('ERROR');
    expect([watching.lines[0]?.object.code, watching.lines[0]?.object.reason]).toEqual([410, 'Expired']);
    expect(watching.lines[0]?.object.message).toContain(`too old resource version: ${from}`);
  });

  it('of a selection sees objects come into it and leave it', async () => {
    cluster.create(pod('a', { app: 'web' }));
    const watching = await watch(
      `/api/v1/pods?watch=1&labelSelector=app%3Dweb&resourceVersion=${cluster.resourceVersion}`,
    );
    const label = (app: string): unknown =>
      cluster.patch('pods', 'default', 'a', (draft) => (draft.metadata.labels = { app }));
    label('db');
    label('db2');
    label('web');
    cluster.create(pod('other', { app: 'db' }));
    cluster.delete('pods', 'default', 'a');
    await until(() => watching.lines.length === 3);
    expect(watching.seen).toEqual(['DELETED a', 'ADDED a', 'DELETED a']);
  });

  it('of a namespace sees that namespace', async () => {
    const watching = await watch(`/api/v1/namespaces/default/pods?watch=1&resourceVersion=${cluster.resourceVersion}`);
    cluster.create(pod('elsewhere', {}, 'kube-system'));
    cluster.create(pod('here'));
    await until(() => watching.lines.length === 1);
    expect(watching.seen).toEqual(['ADDED here']);
  });

  it('ends by itself when its time is up, after a last bookmark', async () => {
    const watching = await watch('/api/v1/pods?watch=1&timeoutSeconds=3&allowWatchBookmarks=true');
    await until(() => watching.ended);
    expect(watching.lines.map(({ type }) => type)).toEqual(['BOOKMARK']);
  });

  it('whose client does not read is dropped, and the others go on', async () => {
    await serveAgain({ backlogBytes: 64 * 1024 });
    const slow = await open(`/api/v1/pods?watch=1&resourceVersion=${cluster.resourceVersion}`);
    slow.pause();
    const quick = await watch(`/api/v1/pods?watch=1&resourceVersion=${cluster.resourceVersion}`);
    const ballast = { ballast: 'x'.repeat(60_000) };
    let dropped = false;
    slow.on('close', () => (dropped = true));
    for (let i = 0; i < 400; i++) {
      cluster.create({ ...pod(`big-${String(i).padStart(3, '0')}`), spec: ballast });
      await until(() => quick.lines.length === i + 1);
    }
    slow.resume();
    await until(() => dropped);
    expect(quick.ended).toBe(false);
    expect(quick.lines).toHaveLength(400);
  });
});

describe('trouble', () => {
  it('cuts every connection when it is out of reach, and answers at the same address afterwards', async () => {
    const { url } = server;
    const watching = await watch('/api/v1/pods?watch=1');
    await server.setReachable(false);
    await until(() => watching.response.destroyed);
    await expect(get('/version')).rejects.toThrow('ECONNREFUSED');
    await server.setReachable(true);
    expect((await get('/version')).code).toBe(200);
    expect(server.url).toBe(url);
  });

  it('survives a cut with its state', async () => {
    const watching = await watch('/api/v1/pods?watch=1');
    server.cut();
    await until(() => watching.response.destroyed);
    cluster.create(pod('a'));
    expect((await get('/api/v1/pods')).body.items.map(nameOf)).toEqual(['a']);
  });

  it('answers what the fault plan says', async () => {
    server.setFaults(({ resource }) =>
      resource === 'pods'
        ? { type: 'status', status: { code: 429, reason: 'TooManyRequests', message: 'wait' }, retryAfterSeconds: 7 }
        : null,
    );
    const { code, headers, body } = await get('/api/v1/pods');
    expect([code, headers['retry-after'], body['reason']]).toEqual([429, '7', 'TooManyRequests']);
    expect((await get('/api/v1/namespaces')).code).toBe(200);
  });

  it('cuts, spoils or stops a body where the fault plan says', async () => {
    addPods(5);
    const whole = (await get('/api/v1/pods')).raw;
    server.setFaults(() => ({ type: 'reset', afterBytes: 100 }));
    await expect(get('/api/v1/pods')).rejects.toThrow();
    server.setFaults(() => ({ type: 'garble', afterBytes: 100 }));
    await expect(get('/api/v1/pods')).rejects.toThrow(SyntaxError);
    server.setFaults(() => ({ type: 'silence', afterBytes: 100 }));
    const silent = await open('/api/v1/pods');
    const piece = await new Promise<Buffer>((resolve) => silent.once('data', resolve));
    expect(piece.equals(whole.subarray(0, 100))).toBe(true);
    expect(silent.complete).toBe(false);
  });

  it('never answers a request that hangs', async () => {
    server.setFaults(({ watch: isWatch }) => (isWatch ? { type: 'hang' } : null));
    let answered = false;
    void open('/api/v1/pods?watch=1').then(
      () => (answered = true),
      () => undefined,
    );
    await get('/api/v1/pods');
    expect(answered).toBe(false);
  });
});
