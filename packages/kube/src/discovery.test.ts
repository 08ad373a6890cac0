import { describe, expect, it } from '@jest/globals';
import { FakeTransport, json, noAnswer, refusal, type FakeReply } from '../test/fake-transport.js';
import { discover, type Served } from './discovery.js';
import { RESOURCES } from './resources.js';

const signal = new AbortController().signal;
const contact = { answered: () => undefined, failed: () => undefined };
const nothing: Served = new Map();

function serverOf(replies: Readonly<Record<string, FakeReply>>) {
  const transport = new FakeTransport();
  transport.other = (request) => (replies[request.path] ?? refusal(404, 'NotFound'))(request);
  return { transport, contact };
}

const found = (served: Served) =>
  [...served].filter(([, version]) => version !== null).map(([id, version]) => `${id} ${version}`);
const core = ['namespaces v1', 'nodes v1', 'services v1', 'pods v1'];

const group = (name: string, versions: Record<string, string[]>, freshness = 'Current', verbs = ['list', 'watch']) => ({
  metadata: { name },
  versions: Object.entries(versions).map(([version, plurals]) => ({
    version,
    freshness,
    resources: plurals.map((resource) => ({ resource, verbs })),
  })),
});
const aggregated = (...items: object[]) => serverOf({ '/apis': json({ kind: 'APIGroupDiscoveryList', items }) });

describe('discover', () => {
  it('finds each resource in the first version that both know, by one request', async () => {
    const server = aggregated(
      group('discovery.k8s.io', { v1: ['endpointslices'] }),
      group('gateway.networking.k8s.io', {
        v1beta1: ['gateways', 'httproutes'],
        v1: ['gateways'],
        v1alpha2: ['tcproutes'],
      }),
      group('networking.k8s.io', { v1beta1: ['servicecidrs'] }),
    );
    expect(found(await discover(server, nothing, signal))).toEqual([
      ...core,
      'endpointslices.discovery.k8s.io v1',
      'servicecidrs.networking.k8s.io v1beta1',
      'gateways.gateway.networking.k8s.io v1',
      'httproutes.gateway.networking.k8s.io v1beta1',
      'tcproutes.gateway.networking.k8s.io v1alpha2',
    ]);
    expect(server.transport.requests.map(({ path }) => path)).toEqual(['/apis']);
    expect(server.transport.requests[0]!.accept).toMatch(
      /^application\/json;g=apidiscovery\.k8s\.io;v=v2;as=APIGroupDiscoveryList,/,
    );
  });

  it('passes over what can not be listed', async () => {
    const server = aggregated(group('discovery.k8s.io', { v1: ['endpointslices'] }, 'Current', ['get']));
    expect(found(await discover(server, nothing, signal))).toEqual(core);
  });

  it('keeps what it knew of a group whose server is down', async () => {
    const before: Served = new Map([['tlsroutes.gateway.networking.k8s.io', 'v1alpha2']]);
    const server = aggregated(group('gateway.networking.k8s.io', { v1alpha2: [] }, 'Stale'));
    expect(found(await discover(server, before, signal))).toEqual([
      ...core,
      'tlsroutes.gateway.networking.k8s.io v1alpha2',
    ]);
  });

  it('asks group by group where there is no aggregated discovery, and keeps what it knew where that fails', async () => {
    const groups = ['discovery.k8s.io/v1', 'networking.k8s.io/v1', 'apps/v1'].map((groupVersion) => ({
      versions: [{ groupVersion }],
    }));
    const server = serverOf({
      '/apis': json({ kind: 'APIGroupList', groups }),
      '/apis/discovery.k8s.io/v1': json({
        resources: [
          { name: 'endpointslices', verbs: ['list'] },
          { name: 'endpointslices/status', verbs: ['get'] },
        ],
      }),
      '/apis/networking.k8s.io/v1': refusal(503, 'ServiceUnavailable'),
    });
    const before: Served = new Map([['ingresses.networking.k8s.io', 'v1']]);
    expect(found(await discover(server, before, signal))).toEqual([
      ...core,
      'endpointslices.discovery.k8s.io v1',
      'ingresses.networking.k8s.io v1',
    ]);
    expect(server.transport.requests.map(({ path }) => path)).not.toContain('/apis/apps/v1');
  });

  it.each([
    ['forbidden', refusal(403, 'Forbidden'), 'denied'],
    ['unreachable', noAnswer(), 'network'],
    ['garbled', json('nothing'), 'malformed'],
  ])('says so when the server is %s', async (_what, reply, type) => {
    await expect(discover(serverOf({ '/apis': reply }), nothing, signal)).rejects.toMatchObject({ failure: { type } });
  });

  it('knows every id once', () => {
    expect(new Set(RESOURCES.map(({ id }) => id)).size).toBe(RESOURCES.length);
    expect(RESOURCES.every(({ version, versions }) => versions[0] === version)).toBe(true);
  });
});
