import { afterEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../test/fake-clock.js';
import {
  event,
  FakeTransport,
  json,
  noAnswer,
  page,
  pod,
  refusal,
  Stream,
  type FakeReply,
  type FakeRequest,
} from '../test/fake-transport.js';
import { kubeconfigText } from '../test/kubeconfig-text.js';
import { MemorySink } from '../test/memory-sink.js';
import { createReader, type ReaderOptions } from './reader.js';
import { sourceFromKubeconfig } from './sources.js';

const ROUTES = 'httproutes.gateway.networking.k8s.io';
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const kubeSystem = (uid: string) => ({ metadata: { name: 'kube-system', uid, resourceVersion: '1' } });

/** A small server: what `replies` does not know by path is an empty list, a watch that is silent, or 404. */
function world(more: Partial<ReaderOptions> = {}) {
  const clock = new FakeClock();
  const transport = new FakeTransport();
  const sink = new MemorySink();
  const groups: object[] = [];
  const replies: Record<string, FakeReply> = {
    '/version': json({ gitVersion: 'v1.36.3' }),
    '/api/v1/namespaces/kube-system': (request) => json(kubeSystem('cluster-1'))(request),
    '/apis': (request) => json({ kind: 'APIGroupDiscoveryList', items: groups })(request),
  };
  transport.other = (request) => (replies[request.path] ?? usual)(request);
  const source = sourceFromKubeconfig(kubeconfigText({ one: {} }), 'one');
  const reader = createReader({ source, sink, resume: new Map(), clock, random: () => 0.5, transport, ...more });
  const start = async () => {
    reader.start();
    stops.push(async () => {
      await reader.stop();
      expect(clock.asleep).toBe(0);
      expect(transport.isClosed).toBe(true);
    });
    await clock.advance(1000);
  };
  return { clock, transport, sink, replies, groups, reader, start };
}

function usual(request: FakeRequest) {
  if (request.verb === 'watch') return new Stream().reply(request);
  return (request.verb === 'list' ? page([], { resourceVersion: '10' }) : refusal(404, 'NotFound'))(request);
}

const gatewayGroup = {
  metadata: { name: 'gateway.networking.k8s.io' },
  versions: [{ version: 'v1', resources: [{ resource: 'httproutes', verbs: ['list', 'watch'] }] }],
};

describe('reader', () => {
  it('asks for identity first, then reads everything that is served', async () => {
    const { transport, sink, start } = world();
    await start();
    expect(transport.requests.slice(0, 2).map(({ path }) => path)).toEqual([
      '/version',
      '/api/v1/namespaces/kube-system',
    ]);
    expect(sink.identities).toEqual([{ uid: 'cluster-1', version: 'v1.36.3' }]);
    for (const id of ['namespaces', 'nodes', 'services', 'pods']) expect(sink.stateOf(id)!.phase).toBe('live');
    expect(sink.stateOf(ROUTES)!.phase).toBe('absent');
    expect(sink.connections).toEqual([{ reachable: true, detail: '', retryAt: null }]);
  });

  it('has at most two lists under way', async () => {
    const { transport, sink, start, clock } = world();
    const held: Stream[] = [];
    const usualReply = transport.other!;
    transport.other = (request) => {
      if (request.verb !== 'list' || request.query.get('limit') !== '500') return usualReply(request);
      held.push(new Stream());
      return held.at(-1)!.reply(request);
    };
    await start();
    expect(held).toHaveLength(2);
    held[0]!.write(JSON.stringify({ metadata: { resourceVersion: '10' }, items: [] })).end();
    await clock.settle();
    expect(held).toHaveLength(3);
    expect(sink.stateOf('namespaces')!.phase).toBe('live');
  });

  it('finds the UID by a list where get is forbidden, and calls the cluster unknown where both are', async () => {
    const { replies, sink, start } = world();
    replies['/api/v1/namespaces/kube-system'] = refusal(403, 'Forbidden');
    replies['/api/v1/namespaces'] = (request) =>
      request.verb === 'list' ? page([kubeSystem('by-list')], { resourceVersion: '9' })(request) : usual(request);
    await start();
    expect(sink.identities.at(-1)!.uid).toBe('by-list');
    const other = world();
    for (const path of ['/api/v1/namespaces/kube-system', '/api/v1/namespaces', '/version'])
      other.replies[path] = refusal(403, 'Forbidden');
    await other.start();
    expect(other.sink.identities).toEqual([{ uid: 'unknown:https://127.0.0.1:6443', version: '' }]);
    expect(other.sink.stateOf('namespaces')!.phase).toBe('denied');
    expect(other.sink.stateOf('pods')!.phase).toBe('live');
  });

  it('waits for a server that is not there, says so with the time of the next attempt, and reads once it is', async () => {
    const { transport, sink, start, clock } = world();
    const working = transport.other!;
    transport.other = noAnswer('nobody home');
    await start();
    expect(sink.connections.at(-1)).toMatchObject({
      reachable: false,
      detail: 'nobody home',
      retryAt: expect.any(Number),
    });
    expect(sink.states.size).toBe(0);
    transport.other = working;
    await clock.advance(30_000);
    expect(sink.connections.at(-1)).toEqual({ reachable: true, detail: '', retryAt: null });
    expect(sink.stateOf('pods')!.phase).toBe('live');
  });

  it('refreshes credentials that are refused at the first contact', async () => {
    const { transport, replies, sink, start, clock } = world();
    replies['/version'] = refusal(401, 'Unauthorized');
    await start();
    expect(sink.connections.at(-1)!.detail).toMatch(/refuses the credentials/);
    expect(transport.refreshes).toBeGreaterThan(0);
    replies['/version'] = json({ gitVersion: 'v1.36.3' });
    await clock.advance(5000);
    expect(sink.stateOf('pods')!.phase).toBe('live');
  });

  it('follows resources that come and go, by repeated discovery', async () => {
    const { groups, sink, start, clock } = world();
    await start();
    groups.push(gatewayGroup);
    await clock.advance(40_000);
    expect(sink.stateOf(ROUTES)!.phase).toBe('live');
  });

  it('discovers at once when a definition comes, where definitions may be watched', async () => {
    const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    const { groups, replies, sink, start, clock } = world();
    const stream = new Stream();
    replies[definitions] = (request) =>
      request.verb === 'watch' ? stream.reply(request) : page([], { resourceVersion: '3' })(request);
    await start();
    groups.push(gatewayGroup);
    stream.write(event('ADDED', { metadata: { name: ROUTES, resourceVersion: '4' } }));
    await clock.advance(500);
    expect(sink.stateOf(ROUTES)!.phase).toBe('live');
  });

  it('tries every resource where discovery is forbidden', async () => {
    const { replies, sink, start } = world();
    replies['/apis'] = refusal(403, 'Forbidden');
    replies[`/apis/gateway.networking.k8s.io/v1/httproutes`] = refusal(404, 'NotFound');
    await start();
    expect(sink.stateOf(ROUTES)!.phase).toBe('absent');
    expect(sink.stateOf('ingresses.networking.k8s.io')!.phase).toBe('live');
  });

  it('tells when another cluster answers at the same address, before anything of it, and takes it from the start', async () => {
    const { replies, sink, start, clock } = world();
    const stream = new Stream();
    replies['/api/v1/pods'] = (request) =>
      request.verb === 'watch' ? stream.reply(request) : page([pod('a', 900)], { resourceVersion: '1000' })(request);
    await start();
    expect(sink.named('Pod', 'a')).toBeDefined();
    replies['/api/v1/namespaces/kube-system'] = json(kubeSystem('cluster-2'));
    replies['/api/v1/pods'] = (request) =>
      request.verb === 'watch' ? new Stream().reply(request) : page([pod('b', 3)], { resourceVersion: '4' })(request);
    await clock.advance(40_000);
    expect(stream.isClosed).toBe(true);
    expect(sink.identities.map(({ uid }) => uid)).toEqual(['cluster-1', 'cluster-2']);
    expect(sink.named('Pod', 'b')).toBeDefined();
    expect(sink.stateOf('pods')!.phase).toBe('live');
  });

  it('polls everything in poll mode', async () => {
    const { transport, sink, start, clock } = world({ mode: 'poll', pollSeconds: 10 });
    await start();
    await clock.advance(10_000);
    expect(sink.stateOf('pods')!.phase).toBe('polling');
    expect(transport.asked('watch')).toEqual([]);
    expect(sink.calls('advance', 'pods')).toHaveLength(2);
  });

  it('stops before it has started, twice, and in the middle of a list', async () => {
    const { reader } = world();
    await reader.stop();
    await reader.stop();
    const { replies, start, sink } = world();
    replies['/api/v1/pods'] = new Stream().write('{"metadata":{"resourceVersion":"5"},"items":[').reply;
    await start();
    expect(sink.stateOf('pods')!.phase).toBe('listing');
  });
});
