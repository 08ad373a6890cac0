import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createReader,
  sourceFromKubeconfig,
  type ClusterReader,
  type ReaderOptions,
  type ResumePoint,
} from '../src/index.js';
import { MemorySink } from './memory-sink.js';
import { until } from './until.js';

/** An object as it is sent to an API server. */
export interface ServerObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  readonly [field: string]: unknown;
}

export interface ObjectRef {
  /** Resource id: `services`, `ingresses.networking.k8s.io`. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

/** An API server that the reader is tried on. It has the namespaces `default` and `kube-system`. */
export interface ContractServer {
  readonly kubeconfig: string;
  readonly context: string;
  /** Creates or replaces. */
  put(object: ServerObject): Promise<void>;
  /** Deletes without delay. */
  delete(ref: ObjectRef): Promise<void>;
  /** Forgets the past: whoever goes on from before gets 410. Connections may break. */
  compact(): Promise<void>;
  /** Cuts every connection, and is back at the same address with the same objects. */
  restart(): Promise<void>;
  /** Access of a user who may read Services and Namespaces, but not Ingresses until `grant`. */
  denyKubeconfig(): Promise<{ kubeconfig: string; context: string; grant(): Promise<void> }>;
  /** Serves httproutes.gateway.networking.k8s.io. */
  addCrd(): Promise<void>;
  removeCrd(): Promise<void>;
  close(): Promise<void>;
}

export type StartServer = () => Promise<ContractServer>;

const timing = {
  pageSize: 4,
  startJitterMs: 0,
  backoffMinMs: 40,
  backoffMaxMs: 400,
  discoveryMs: 300,
  parkMs: 400,
  watchMinSeconds: 300,
  watchMaxSeconds: 300,
};

/** The tests that every API server must pass the reader through: the simulated one and a real one. */
export function describeReaderContract(name: string, start: StartServer): void {
  describe(`reader on ${name}`, () => {
    let server: ContractServer;
    const readers: ClusterReader[] = [];

    beforeAll(async () => {
      server = await start();
    }, 120_000);
    afterEach(async () => {
      await Promise.all(readers.splice(0).map((reader) => reader.stop()));
    });
    afterAll(() => server.close(), 60_000);

    const test = (title: string, run: (server: ContractServer) => Promise<void>) =>
      it(title, () => run(server), 90_000);

    const read = (
      access: Pick<ContractServer, 'kubeconfig' | 'context'>,
      sink: MemorySink,
      more: Partial<ReaderOptions> = {},
    ) => {
      const source = sourceFromKubeconfig(access.kubeconfig, access.context);
      const resume: ReadonlyMap<string, ResumePoint> = sink.resume.size > 0 ? new Map(sink.resume) : new Map();
      const reader = createReader({ source, sink, resume, ...more, timing: { ...timing, ...more.timing } });
      readers.push(reader);
      reader.start();
      return reader;
    };
    const live = (sink: MemorySink, id: string) => until(`${id} live`, () => sink.stateOf(id)?.phase === 'live');

    test('tells which cluster it is before anything else', async (server) => {
      const sink = new MemorySink();
      read(server, sink);
      await live(sink, 'namespaces');
      expect(sink.identities).toHaveLength(1);
      expect(sink.identities[0]!.uid).toBe(sink.named('Namespace', 'kube-system')!.uid);
      expect(sink.identities[0]!.version).toMatch(/^v1\.\d+/);
      expect(sink.connections).toEqual([{ reachable: true, detail: '', retryAt: null }]);
    });

    test('reads a list page by page, tells how far it is, and advances at its end only', async (server) => {
      for (let i = 0; i < 14; i += 1) await server.put(service(`page-${i}`));
      const sink = new MemorySink();
      read(server, sink);
      await live(sink, 'services');
      const names = [...sink.records.values()].filter(({ kind }) => kind === 'Service').map(({ name }) => name);
      for (let i = 0; i < 14; i += 1) expect(names).toContain(`page-${i}`);
      expect(new Set(names).size).toBe(names.length);
      const states = sink.states.get('services')!.filter(({ phase }) => phase === 'listing');
      expect(states.some(({ read, total }) => read > 0 && total !== null && read < total)).toBe(true);
      const calls = sink.told.filter(({ id }) => id === 'services').map(({ call }) => call);
      expect(calls.indexOf('advance')).toBe(calls.lastIndexOf('upsert') + 1);
      expect(sink.problems).toEqual([]);
    });

    test('mirrors additions, changes and deletions as they happen', async (server) => {
      const sink = new MemorySink();
      read(server, sink);
      await live(sink, 'services');
      await server.put(service('watched'));
      await until('the addition', () => sink.named('Service', 'watched') !== undefined);
      await server.put({
        ...service('watched'),
        metadata: { name: 'watched', namespace: 'default', labels: { tier: 'back' } },
      });
      await until('the change', () => sink.named('Service', 'watched')?.labels['tier'] === 'back');
      const { uid } = sink.named('Service', 'watched')!;
      await server.delete({ resource: 'services', namespace: 'default', name: 'watched' });
      await until('the deletion', () => sink.named('Service', 'watched') === undefined);
      const removed = sink.calls('remove', 'services').at(-1)!;
      expect([removed.uids, removed.certainty]).toEqual([[uid], { type: 'observed' }]);
    });

    test('takes a name that is deleted and created again for two lives', async (server) => {
      const sink = new MemorySink();
      read(server, sink);
      await live(sink, 'services');
      await server.put(service('twice'));
      await until('the first life', () => sink.named('Service', 'twice') !== undefined);
      const first = sink.named('Service', 'twice')!.uid;
      await server.delete({ resource: 'services', namespace: 'default', name: 'twice' });
      await server.put(service('twice'));
      await until('the second life', () => sink.named('Service', 'twice') !== undefined && !sink.records.has(first));
      expect(sink.named('Service', 'twice')!.uid).not.toBe(first);
      expect(sink.calls('remove', 'services').flatMap(({ uids }) => uids)).toContain(first);
    });

    test('goes on from its resume points without a list and misses nothing', async (server) => {
      const sink = new MemorySink();
      await server.put(service('doomed'));
      const reader = read(server, sink);
      await live(sink, 'services');
      await reader.stop();
      const doomed = sink.named('Service', 'doomed')!.uid;
      await server.put(service('while-away'));
      await server.delete({ resource: 'services', namespace: 'default', name: 'doomed' });
      sink.states.clear();
      sink.told.length = 0;
      read(server, sink);
      await until(
        'what was missed',
        () => sink.named('Service', 'while-away') !== undefined && !sink.records.has(doomed),
      );
      expect(sink.phases('services')).not.toContain('listing');
      expect(sink.calls('upsert', 'services').flatMap(({ records }) => records.map(({ name }) => name))).toEqual([
        'while-away',
      ]);
      expect(sink.calls('remove', 'services').map(({ certainty }) => certainty.type)).toEqual(['observed']);
    });

    test('tells nothing new after a restart when nothing has changed', async (server) => {
      const sink = new MemorySink();
      const reader = read(server, sink);
      await live(sink, 'services');
      await live(sink, 'namespaces');
      await reader.stop();
      sink.states.clear();
      sink.told.length = 0;
      read(server, sink);
      await live(sink, 'services');
      await live(sink, 'namespaces');
      const news = sink.told.filter(
        ({ call, id }) => call !== 'advance' && call !== 'proven' && (id === 'services' || id === 'namespaces'),
      );
      expect(news).toEqual([]);
    });

    test('lists again when its resume point is forgotten, and infers what was deleted within a window', async (server) => {
      const sink = new MemorySink();
      await server.put(service('lost'));
      await server.put(service('kept'));
      const reader = read(server, sink);
      await live(sink, 'services');
      await reader.stop();
      const [lost, kept] = [sink.named('Service', 'lost')!.uid, sink.named('Service', 'kept')!.uid];
      const lastGood = sink.resume.get('services')!.at!;
      await server.delete({ resource: 'services', namespace: 'default', name: 'lost' });
      await server.compact();
      sink.states.clear();
      sink.told.length = 0;
      read(server, sink);
      await until('the inferred deletion', () => !sink.records.has(lost));
      const [removed] = sink.calls('remove', 'services');
      expect(removed!.uids).toEqual([lost]);
      expect(removed!.certainty).toEqual({ type: 'inferred', window: [lastGood, expect.any(Number)] });
      expect(sink.records.has(kept)).toBe(true);
      expect(sink.phases('services')).toContain('listing');
    });

    test('is proven fresh by bookmarks when nothing happens', async (server) => {
      const sink = new MemorySink();
      const id = 'ingressclasses.networking.k8s.io';
      read(server, sink, { timing: { watchMinSeconds: 5, watchMaxSeconds: 5 } });
      await live(sink, id);
      const listed = sink.resume.get(id)!;
      await server.put(service('elsewhere'));
      // A server whose etcd tells no progress by itself asks for it when there are lists.
      read(server, new MemorySink(), { mode: 'poll', pollSeconds: 0.5 });
      await until('a bookmark', () => sink.resume.get(id)!.resourceVersion !== listed.resourceVersion);
      expect(sink.calls('proven', id).length).toBeGreaterThan(0);
      expect(sink.calls('upsert', id)).toEqual([]);
    });

    test('parks what it may not list with the verb and the resource, and reads it once it may', async (server) => {
      await server.put(ingress('guarded'));
      const access = await server.denyKubeconfig();
      const sink = new MemorySink();
      read(access, sink);
      const id = 'ingresses.networking.k8s.io';
      await until('denied', () => sink.stateOf(id)?.phase === 'denied');
      await live(sink, 'services');
      expect(sink.stateOf(id)!.detail).toMatch(
        /^list ingresses\.networking\.k8s\.io is forbidden: .*cannot list resource "ingresses"/,
      );
      expect(sink.stateOf(id)!.retryAt).not.toBeNull();
      await access.grant();
      await live(sink, id);
      expect(sink.named('Ingress', 'guarded')).toBeDefined();
    });

    test('reads a custom resource when its definition comes, parks it when it goes, and lists it when it is back', async (server) => {
      const id = 'httproutes.gateway.networking.k8s.io';
      const sink = new MemorySink();
      read(server, sink);
      await live(sink, 'services');
      await until('absent', () => sink.stateOf(id)?.phase === 'absent');
      await server.addCrd();
      await live(sink, id);
      await server.put(httpRoute('shop'));
      await until('the route', () => sink.named('HTTPRoute', 'shop') !== undefined);
      await server.removeCrd();
      await until('absent again', () => sink.stateOf(id)?.phase === 'absent');
      expect(sink.calls('remove', id).every(({ certainty }) => certainty.type === 'observed')).toBe(true);
      await server.addCrd();
      await live(sink, id);
      await server.put(httpRoute('shop-2'));
      await until('the second route', () => sink.named('HTTPRoute', 'shop-2') !== undefined);
      await until('the end of the first', () => sink.named('HTTPRoute', 'shop') === undefined);
    });

    test('outlives a restart of the server without inventing a deletion or asking for a list', async (server) => {
      const sink = new MemorySink();
      await server.put(service('survivor'));
      read(server, sink);
      await live(sink, 'services');
      sink.states.clear();
      await server.restart();
      await server.put(service('after-restart'));
      await until('news after the restart', () => sink.named('Service', 'after-restart') !== undefined);
      await live(sink, 'services');
      expect(sink.phases('services')).toContain('stale');
      expect(sink.phases('services')).not.toContain('listing');
      expect(sink.named('Service', 'survivor')).toBeDefined();
      expect(sink.calls('remove', 'services')).toEqual([]);
      expect(sink.connections.at(-1)).toEqual({ reachable: true, detail: '', retryAt: null });
    });

    test('polls where it is told to, and infers deletions from complete lists', async (server) => {
      const sink = new MemorySink();
      await server.put(service('polled'));
      read(server, sink, { mode: 'poll', pollSeconds: 0.3 });
      await until('polling', () => sink.stateOf('services')?.phase === 'polling');
      const { uid } = sink.named('Service', 'polled')!;
      await server.delete({ resource: 'services', namespace: 'default', name: 'polled' });
      await until('the deletion', () => !sink.records.has(uid));
      expect(sink.calls('remove', 'services').at(-1)!.certainty.type).toBe('inferred');
      await server.put(service('polled-2'));
      await until('the addition', () => sink.named('Service', 'polled-2') !== undefined);
    });
  });
}

function service(name: string): ServerObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }] },
  };
}

function ingress(name: string): ServerObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'default' },
    spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
  };
}

function httpRoute(name: string): ServerObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: 'default' },
    spec: { hostnames: ['shop.example'], rules: [{ backendRefs: [{ name: 'shop', port: 80 }] }] },
  };
}
