import { describe, expect, it } from '@jest/globals';
import { build, type GatewayListener, type ParentRef } from '@netkaart/topology';
import { attach, type RouteKind } from './gateway-attachment.js';
import { groupRecords } from './grouping.js';
import { sourcesOf } from './sources.js';

const sources = sourcesOf(
  groupRecords(build.topology([build.namespace({ name: 'shop', namespace: '', labels: { team: 'shop' } })])),
);
function listener(fields: Partial<GatewayListener> = {}): GatewayListener {
  return {
    name: 'http',
    hostname: '',
    port: 80,
    protocol: 'HTTP',
    tlsMode: '',
    certificateRefs: [],
    allowedFrom: 'Same',
    allowedSelector: null,
    allowedKinds: [],
    attachedRoutes: null,
    ...fields,
  };
}
const parent = (fields: Partial<ParentRef> = {}): ParentRef => ({
  group: 'gateway.networking.k8s.io',
  kind: 'Gateway',
  namespace: '',
  name: 'public',
  sectionName: '',
  port: null,
  ...fields,
});
const selector = (team: string) => ({ matchLabels: { team }, matchExpressions: [] });

interface Case {
  readonly listeners: readonly GatewayListener[];
  readonly parent?: Partial<ParentRef>;
  readonly kind?: RouteKind;
  readonly hostnames?: readonly string[];
  /** Namespace of the route; the Gateway's is 'edge'. */
  readonly from?: string;
}

describe('attach (8, allowedRoutes and parentRefs)', () => {
  it.each<[string, Case, readonly string[] | string]>([
    ['Same admits the Gateway’s own namespace', { listeners: [listener()], from: 'edge' }, ['http']],
    ['Same refuses another namespace', { listeners: [listener()], from: 'shop' }, 'listener-namespace'],
    ['All admits every namespace', { listeners: [listener({ allowedFrom: 'All' })], from: 'shop' }, ['http']],
    [
      'Selector admits by the namespace’s labels',
      { listeners: [listener({ allowedFrom: 'Selector', allowedSelector: selector('shop') })], from: 'shop' },
      ['http'],
    ],
    [
      'Selector refuses other labels',
      { listeners: [listener({ allowedFrom: 'Selector', allowedSelector: selector('ci') })], from: 'shop' },
      'listener-namespace',
    ],
    [
      'Selector refuses a namespace that is not known',
      { listeners: [listener({ allowedFrom: 'Selector', allowedSelector: selector('shop') })], from: 'gone' },
      'listener-namespace',
    ],
    [
      'sectionName names one listener',
      { listeners: [listener(), listener({ name: 'admin' })], parent: { sectionName: 'admin' } },
      ['admin'],
    ],
    [
      'a sectionName that is not there',
      { listeners: [listener()], parent: { sectionName: 'nope' } },
      'listener-missing',
    ],
    [
      'port narrows to listeners of that port',
      { listeners: [listener(), listener({ name: 'https', port: 443, protocol: 'HTTPS' })], parent: { port: 443 } },
      ['https'],
    ],
    ['HTTP takes GRPCRoutes too', { listeners: [listener()], kind: 'GRPCRoute' }, ['http']],
    ['HTTP takes no TCPRoute', { listeners: [listener()], kind: 'TCPRoute' }, 'listener-kind'],
    ['TLS takes TLSRoutes', { listeners: [listener({ protocol: 'TLS' })], kind: 'TLSRoute' }, ['http']],
    [
      'kinds, when given, are the whole list',
      { listeners: [listener({ allowedKinds: [{ group: '', kind: 'GRPCRoute' }] })], kind: 'HTTPRoute' },
      'listener-kind',
    ],
    [
      'a protocol of a vendor takes any kind',
      { listeners: [listener({ protocol: 'example.com/QUIC' })], kind: 'TCPRoute' },
      ['http'],
    ],
    [
      'no host in common',
      { listeners: [listener({ hostname: 'a.example' })], hostnames: ['b.example'] },
      'listener-hostname',
    ],
    [
      'TCPRoutes know no hosts',
      { listeners: [listener({ protocol: 'TCP', hostname: 'a.example' })], kind: 'TCPRoute' },
      ['http'],
    ],
  ])('%s', (_, one, expected) => {
    const gateway = build.gateway({ namespace: 'edge', name: 'public', listeners: one.listeners });
    const route = {
      kind: one.kind ?? ('HTTPRoute' as const),
      namespace: one.from ?? 'edge',
      hostnames: one.hostnames ?? [],
    };
    const result = attach(route, parent(one.parent), gateway, sources);
    expect('attached' in result ? result.attached.map((each) => each.listener.name) : result.refused).toEqual(expected);
  });
});
