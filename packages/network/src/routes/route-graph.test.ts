import { describe, expect, it } from '@jest/globals';
import {
  type BackendRef,
  build,
  type EndpointRecord,
  type GatewayRecord,
  type HTTPRouteRecord,
  type IngressRecord,
  type NetRecord,
  type ServiceRecord,
  type Topology,
} from '@netkaart/topology';
import fc from 'fast-check';
import { breaks, waits } from './breaks.js';
import type { NamespaceRoutes, RouteGraph, RouteLink, RouteService } from './graph.js';
import { remarkWords } from './remark.js';
import { routeGraph, updateRoutes } from './route-graph.js';

const TCP = 'TCP' as const;
const port = (fields: Partial<ServiceRecord['ports'][number]> = {}) => ({
  name: '',
  protocol: TCP,
  port: 80,
  targetPort: 8080 as number | string,
  nodePort: null,
  appProtocol: '',
  ...fields,
});
const service = (fields: Partial<ServiceRecord> = {}) =>
  build.service({ name: 'web', clusterIPs: ['10.96.0.5'], selector: { app: 'web' }, ports: [port()], ...fields });
const pod = (name: string, fields: Parameters<typeof build.pod>[0] = {}) =>
  build.pod({ name, labels: { app: 'web' }, node: 'n1', containers: [container('http')], ...fields });
const container = (name: string) => ({
  container: 'c',
  init: false,
  ports: [{ name, port: 8080, protocol: TCP, hostPort: null }],
});
function endpoint(name: string, index = 1, fields: Partial<EndpointRecord> = {}): EndpointRecord {
  const uid = build.pod({ name }).uid;
  const target = { kind: 'Pod', namespace: 'default', name, uid };
  return {
    addresses: [`10.0.0.${index}`],
    ready: true,
    serving: true,
    terminating: false,
    hostname: '',
    node: 'n1',
    zone: 'a',
    target,
    zoneHints: [],
    nodeHints: [],
    ...fields,
  };
}
const slice = (
  endpoints: readonly EndpointRecord[],
  ports: Parameters<typeof build.endpointSlice>[0] = {},
  of = 'web',
) =>
  build.endpointSlice({
    name: `${of}-1`,
    service: of,
    ports: [{ name: '', protocol: TCP, port: 8080, appProtocol: '' }],
    endpoints,
    ...ports,
  });
const nodes = [build.node({ name: 'n1' }), build.node({ name: 'n2' }), build.node({ name: 'n3' })];
/** A Service `web` that works. */
const web: readonly NetRecord[] = [service(), pod('w1'), slice([endpoint('w1')])];

const graphOf = (...records: readonly NetRecord[]): RouteGraph => routeGraph(build.topology([...nodes, ...records]));
const routesOf = (graph: RouteGraph, namespace = 'default'): NamespaceRoutes => graph.namespaces.get(namespace)!;
const theService = (graph: RouteGraph, name = 'web'): RouteService =>
  routesOf(graph).services.find((one) => one.name === name)!;
const codes = (remarks: readonly { readonly code: string }[]) => remarks.map((one) => one.code);
const words = (graph: RouteGraph) => breaks(graph).flatMap((one) => one.remarks.map(remarkWords));

describe('Services (6)', () => {
  it.each<[string, readonly NetRecord[], readonly string[]]>([
    ['6.1 a selector that matches nothing', [service()], ['selector `app=web` matches no pod']],
    [
      'a selector that nearly matches names the label',
      [service({ selector: { app: 'wbe' } }), pod('w1')],
      ['selector `app=wbe` matches no pod; 1 have `app=web`'],
    ],
    [
      'NP9 finished pods are no endpoints',
      [service(), pod('w1', { phase: 'Succeeded' })],
      ['selector `app=web` matches only finished pods'],
    ],
    ['matching pods without slice', [service(), pod('w1')], ['1 pods match but no EndpointSlice lists them']],
    [
      '6.14 neither selector nor slice',
      [service({ selector: null })],
      ['no selector and no EndpointSlice of this name'],
    ],
    [
      'an empty selector is no selector',
      [service({ selector: {} })],
      ['no selector and no EndpointSlice of this name'],
    ],
    [
      '6.1 none ready',
      [service(), pod('w1', { ready: false }), slice([endpoint('w1', 1, { ready: false, serving: false })])],
      ['1 not ready'],
    ],
    [
      'none ready names the reason',
      [
        service(),
        pod('w1', { ready: false, reason: 'CrashLoopBackOff' }),
        slice([endpoint('w1', 1, { ready: false, serving: false })]),
      ],
      ['1 failing (CrashLoopBackOff)'],
    ],
    [
      '6.12 a named target port that no pod has',
      [service({ ports: [port({ targetPort: 'web' })] }), pod('w1'), slice([endpoint('w1')], { ports: [] })],
      ['targetPort `web` but the pods name it `http`'],
    ],
    [
      'a named target port of pods that name none',
      [
        service({ ports: [port({ targetPort: 'web' })] }),
        pod('w1', { containers: [] }),
        slice([endpoint('w1')], { ports: [] }),
      ],
      ['targetPort `web` but the pods name no port'],
    ],
    [
      'only the port that is concerned breaks',
      [
        service({ ports: [port({ name: 'a' }), port({ name: 'b', port: 81, targetPort: 'metrics' })] }),
        pod('w1'),
        slice([endpoint('w1')], { ports: [{ name: 'a', protocol: TCP, port: 8080, appProtocol: '' }] }),
      ],
      ['targetPort `metrics` but the pods name it `http`'],
    ],
    ['a Service that works', web, []],
    [
      '6.14 a selectorless Service with its own slice',
      [service({ selector: null }), slice([endpoint('', 1, { target: null, node: '' })])],
      [],
    ],
    [
      '6.11 ExternalName has no endpoints to miss',
      [service({ type: 'ExternalName', clusterIPs: [], selector: null, externalName: 'db.example' })],
      [],
    ],
    [
      '6.11 a headless Service without ports',
      [service({ clusterIPs: ['None'], ports: [] }), pod('w1'), slice([endpoint('w1')], { ports: [] })],
      [],
    ],
  ])('%s', (_, records, expected) => {
    expect(words(graphOf(...records))).toEqual(expected);
  });

  it('6.8 only what is terminating and serving takes traffic when nothing is ready', () => {
    const draining = { ready: false, serving: true, terminating: true };
    const alone = theService(graphOf(service(), pod('w1'), slice([endpoint('w1', 1, draining)])));
    expect([alone.counts.usable, alone.counts.draining, codes(alone.remarks)]).toEqual([1, 1, ['draining']]);
    const beside = theService(
      graphOf(service(), pod('w1'), pod('w2'), slice([endpoint('w1', 1, draining), endpoint('w2', 2)])),
    );
    expect([beside.counts.usable, codes(beside.remarks)]).toEqual([1, []]);
  });

  it('6.12 gives all numbers of a named port', () => {
    const named = [port({ name: 'http', targetPort: 'http' })];
    const of = (number: number, name: string, at: number) =>
      slice([endpoint(name, at)], { name, ports: [{ name: 'http', protocol: TCP, port: number, appProtocol: '' }] });
    const graph = graphOf(service({ ports: named }), pod('w1'), pod('w2'), of(9090, 'w2', 2), of(8080, 'w1', 1));
    expect(theService(graph).ports[0]?.targets).toEqual([8080, 9090]);
  });

  it('6.10 keeps TCP 53 and UDP 53 apart', () => {
    const ports = [port({ name: 'dns', port: 53, protocol: 'UDP' }), port({ name: 'dns-tcp', port: 53 })];
    expect(theService(graphOf(service({ ports }))).ports.map((one) => one.protocol)).toEqual(['UDP', 'TCP']);
  });

  it('6.3 says from how many nodes internalTrafficPolicy Local works', () => {
    const [remark] = theService(
      graphOf(service({ internalTrafficPolicy: 'Local' }), pod('w1'), slice([endpoint('w1')])),
    ).remarks;
    expect(remarkWords(remark!)).toBe('internalTrafficPolicy: Local, from pods on 1 of 3 nodes');
  });

  it('the states of a Service’s endpoints add up to its total', () => {
    const some = [
      endpoint('w1'),
      endpoint('w2', 2, { ready: false, serving: false }),
      endpoint('w3', 3, { node: 'gone' }),
    ];
    const { counts } = theService(graphOf(service(), pod('w1'), pod('w2'), slice(some)));
    expect(counts.ready + counts.draining + counts.notReady + counts.failing + counts.nodeNotReady).toBe(counts.total);
    expect(counts.total).toBe(3);
  });
});

describe('entries of Services (6)', () => {
  const only = (graph: RouteGraph) => routesOf(graph).entries[0];
  const link = (graph: RouteGraph): RouteLink => routesOf(graph).links[0]!;

  it('a NodePort answers on every node', () => {
    const graph = graphOf(
      service({ type: 'NodePort', ports: [port({ nodePort: 30443 })] }),
      pod('w1'),
      slice([endpoint('w1')]),
    );
    expect(only(graph)).toMatchObject({ type: 'nodePort', ports: [30443], nodes: { count: 3, of: 3 } });
  });

  it('6.2 with externalTrafficPolicy Local only on nodes with a usable endpoint', () => {
    const local = { type: 'NodePort' as const, externalTrafficPolicy: 'Local', ports: [port({ nodePort: 30443 })] };
    const graph = graphOf(
      service(local),
      pod('w1'),
      slice([endpoint('w1'), endpoint('w2', 2, { ready: false, serving: false, node: 'n2' })]),
    );
    expect(only(graph)?.nodes).toEqual({ count: 1, of: 3 });
    expect(codes(link(graph).remarks)).toEqual(['external-local']);
  });

  it('a load balancer has its address and all its ports', () => {
    const lb = {
      type: 'LoadBalancer' as const,
      loadBalancer: [{ ip: '203.0.113.9', hostname: '', ipMode: '' }],
      ports: [port({ port: 443 }), port({ name: 'b', port: 80 })],
    };
    expect(only(graphOf(service(lb)))).toMatchObject({
      addresses: ['203.0.113.9'],
      ports: [80, 443],
      waitingSince: null,
    });
  });

  it('a load balancer without address waits since its creation, and its NodePort answers meanwhile', () => {
    const graph = graphOf(
      service({ type: 'LoadBalancer', createdAt: 1000, ports: [port({ nodePort: 31877 })] }),
      pod('w1'),
      slice([endpoint('w1')]),
    );
    expect(only(graph)).toMatchObject({ waitingSince: 1000, nodePorts: [31877] });
    expect(waits(graph).map((one) => [one.name, one.remarks.map(remarkWords)])).toEqual([
      ['web', ['NodePort answers meanwhile']],
    ]);
    expect(breaks(graph)).toEqual([]);
  });

  it('6.20 without node ports nothing answers meanwhile', () => {
    const graph = graphOf(service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }));
    expect(codes(only(graph)!.remarks)).toEqual(['address-pending-alone']);
  });

  it('6.17 external IPs are an entry of their own', () => {
    const graph = graphOf(service({ externalIPs: ['198.51.100.4'] }));
    expect(only(graph)).toMatchObject({ type: 'externalIP', addresses: ['198.51.100.4'], ports: [80] });
  });

  it('a ClusterIP Service opens nothing', () => {
    expect(routesOf(graphOf(...web)).entries).toEqual([]);
  });
});

describe('Ingress (7)', () => {
  const nginx = build.ingressClass({ name: 'nginx', controller: 'k8s.io/ingress-nginx' });
  const path = (name: string, number: number | string | null = 80, at = '/', pathType = 'Prefix') => ({
    path: at,
    pathType,
    backend: { service: { name, port: number }, resource: null },
  });
  const ingress = (fields: Partial<IngressRecord> = {}) =>
    build.ingress({ name: 'in', className: 'nginx', rules: [{ host: 'a.example', paths: [path('web')] }], ...fields });

  it.each<[string, readonly NetRecord[], readonly string[]]>([
    ['7.6 a class that exists', [nginx, ingress()], []],
    ['7.6 a class that does not', [ingress()], ['IngressClass `nginx` does not exist: no controller serves it']],
    [
      '7.6 none and no default',
      [nginx, ingress({ className: '' })],
      ['no class and no default IngressClass: no controller serves it'],
    ],
    ['7.6 none but a default', [build.ingressClass({ name: 'std', isDefault: true }), ingress({ className: '' })], []],
    ['7.6 a bare annotation may be served', [ingress({ classFromAnnotation: true })], []],
    [
      '7.5 a backend Service that does not exist',
      [nginx, ingress({ rules: [{ host: 'a.example', paths: [path('nope')] }] })],
      ['Service `nope` does not exist'],
    ],
    [
      '7.5 a port number that the Service has not',
      [nginx, ingress({ rules: [{ host: 'a.example', paths: [path('web', 81)] }] })],
      ['Service `web` has no port `81`, only `80`'],
    ],
    [
      '7.5 a port name that the Service has not',
      [nginx, ingress({ rules: [{ host: 'a.example', paths: [path('web', 'https')] }] })],
      ['Service `web` has no port `https`, only `80`'],
    ],
    [
      'a backend without port',
      [nginx, ingress({ rules: [{ host: 'a.example', paths: [path('web', null)] }] })],
      ['backend `web` names no port'],
    ],
  ])('%s', (_, records, expected) => {
    expect(words(graphOf(...web, ...records))).toEqual(expected);
  });

  it('7.1 one entry per class and host, whichever Ingresses name it; no host is any host', () => {
    const graph = graphOf(
      ...web,
      nginx,
      ingress(),
      ingress({
        name: 'more',
        rules: [
          { host: 'a.example', paths: [path('web', 80, '/x')] },
          { host: '', paths: [path('web')] },
        ],
      }),
    );
    expect(routesOf(graph).entries.map((entry) => [entry.host, entry.uids.length])).toEqual([
      ['*', 1],
      ['a.example', 2],
    ]);
  });

  it('7.2 shows an Exact path apart from a prefix', () => {
    const rules = [{ host: 'a.example', paths: [path('web', 80, '/x', 'Exact'), path('web', 80, '/y')] }];
    expect(routesOf(graphOf(...web, nginx, ingress({ rules }))).rules.map((rule) => rule.match)).toEqual([
      '= /x',
      '/y',
    ]);
  });

  it('7.4 the default backend takes anything else; without rules every request', () => {
    const defaultBackend = { service: { name: 'web', port: 80 }, resource: null };
    const match = (fields: Partial<IngressRecord>) =>
      routesOf(graphOf(...web, nginx, ingress({ defaultBackend, ...fields })))
        .rules.map((rule) => rule.match)
        .sort();
    expect(match({})).toEqual(['/', 'anything else']);
    expect(match({ rules: [] })).toEqual(['every request']);
  });

  it('7.8 the older of two Ingresses keeps a path that both claim', () => {
    const graph = graphOf(
      ...web,
      nginx,
      ingress({ name: 'young', createdAt: 20 }),
      ingress({ name: 'old', createdAt: 10 }),
    );
    const young = routesOf(graph).rules.find((rule) => rule.name === 'young');
    expect(young?.remarks.map(remarkWords)).toEqual(['also claimed by Ingress old, which is older']);
    expect(routesOf(graph).links.map((one) => one.from)).toEqual([expect.stringContaining('/old/')]);
  });

  it('7.5 finds a port by name', () => {
    const named = service({ ports: [port({ name: 'http' })] });
    const graph = graphOf(
      named,
      pod('w1'),
      nginx,
      ingress({ rules: [{ host: 'a.example', paths: [path('web', 'http')] }] }),
    );
    expect(routesOf(graph).links[0]).toMatchObject({ ports: [80], remarks: [] });
  });
});

describe('Gateway API (8)', () => {
  const listener: GatewayRecord['listeners'][number] = {
    name: 'https',
    hostname: '*.example',
    port: 443,
    protocol: 'HTTPS',
    tlsMode: 'Terminate',
    certificateRefs: [],
    allowedFrom: 'All',
    allowedSelector: null,
    allowedKinds: [],
    attachedRoutes: 1,
  };
  const gateway = (fields: Partial<GatewayRecord> = {}) =>
    build.gateway({
      namespace: 'edge',
      name: 'public',
      className: 'envoy',
      programmed: 'True',
      listeners: [listener],
      addresses: [{ type: 'IPAddress', value: '203.0.113.10' }],
      ...fields,
    });
  const envoy = build.gatewayClass({ name: 'envoy' });
  const parent = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    namespace: 'edge',
    name: 'public',
    sectionName: '',
    port: null,
  };
  const ref = (fields: Partial<BackendRef> = {}): BackendRef => ({
    group: '',
    kind: 'Service',
    namespace: '',
    name: 'web',
    port: 80,
    weight: 1,
    ...fields,
  });
  const match = { pathType: 'PathPrefix', path: '/', method: '', headers: [], queryParams: [] };
  const rule = (backendRefs: readonly BackendRef[], more: Partial<HTTPRouteRecord['rules'][number]> = {}) => ({
    name: '',
    matches: [match],
    filters: [],
    backendRefs,
    ...more,
  });
  const route = (fields: Partial<HTTPRouteRecord> = {}) =>
    build.httpRoute({
      name: 'r',
      hostnames: ['shop.example'],
      parentRefs: [parent],
      rules: [rule([ref()])],
      ...fields,
    });
  const grant = build.referenceGrant({
    namespace: 'pay',
    name: 'allow-default',
    from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'default' }],
    to: [{ group: '', kind: 'Service', name: '' }],
  });
  const status = (accepted: string, acceptedReason: string) => [
    { parent, accepted, acceptedReason, resolvedRefs: '', resolvedRefsReason: '' },
  ];
  const crossing = route({ rules: [rule([ref({ namespace: 'pay' })])] });
  const payWeb = [service({ namespace: 'pay' }), slice([endpoint('w1', 1, { target: null })], { namespace: 'pay' })];

  it.each<[string, readonly NetRecord[], readonly string[]]>([
    ['a route that works', [gateway(), envoy, route()], []],
    [
      'hostname intersection is empty',
      [gateway(), envoy, route({ hostnames: ['shop.other'] })],
      ['host `shop.other` fits no listener of Gateway public'],
    ],
    [
      'allowedRoutes refuses the namespace',
      [gateway({ listeners: [{ ...listener, allowedFrom: 'Same' }] }), envoy, route()],
      ['Gateway public takes no routes from namespace `default`'],
    ],
    [
      'allowedRoutes refuses the kind',
      [gateway({ listeners: [{ ...listener, protocol: 'TLS' }] }), envoy, route()],
      ['no listener of Gateway public takes a HTTPRoute'],
    ],
    [
      'sectionName names no listener',
      [gateway(), envoy, route({ parentRefs: [{ ...parent, sectionName: 'x' }] })],
      ['Gateway public has no listener `x`'],
    ],
    ['the Gateway does not exist', [envoy, route()], ['Gateway `public` does not exist']],
    [
      'the Gateway is not programmed',
      [gateway({ programmed: 'False' }), envoy, route()],
      ['Gateway `public` is not programmed'],
    ],
    [
      'the GatewayClass does not exist',
      [gateway({ programmed: '' }), route()],
      ['GatewayClass `envoy` does not exist: no controller serves it'],
    ],
    [
      'the controller does not accept it',
      [gateway(), envoy, route({ parents: status('False', 'NotAllowedByListeners') })],
      ['not accepted by Gateway public: NotAllowedByListeners'],
    ],
    [
      'the controller’s word outweighs the spec',
      [gateway(), envoy, route({ hostnames: ['shop.other'], parents: status('True', 'Accepted') })],
      [],
    ],
    [
      'a backend that does not exist',
      [gateway(), envoy, route({ rules: [rule([ref({ name: 'nope' })])] })],
      ['Service `nope` does not exist'],
    ],
    [
      'a port that does not exist',
      [gateway(), envoy, route({ rules: [rule([ref({ port: 9 })])] })],
      ['Service `web` has no port `9`, only `80`'],
    ],
    [
      'cross-namespace without ReferenceGrant',
      [gateway(), envoy, ...payWeb, crossing],
      ['to pay/web: no ReferenceGrant in `pay` allows it'],
    ],
    ['cross-namespace with ReferenceGrant', [gateway(), envoy, ...payWeb, grant, crossing], []],
    [
      'all weights 0',
      [gateway(), envoy, route({ rules: [rule([ref({ weight: 0 })])] })],
      ['all weights are 0: requests get an error'],
    ],
    ['no backend', [gateway(), envoy, route({ rules: [rule([])] })], ['has no backend: requests get an error']],
    [
      'a redirect needs none',
      [gateway(), envoy, route({ rules: [rule([], { filters: [{ type: 'RequestRedirect', config: {} }] })] })],
      [],
    ],
    ['a route without parent', [gateway(), envoy, route({ parentRefs: [] })], ['names no Gateway']],
  ])('8 %s', (_, records, expected) => {
    expect(words(graphOf(...web, ...records))).toEqual(expected);
  });

  it('8 the entry stands in the route’s namespace, with the Gateway’s address and all its ports of that host', () => {
    const http = { ...listener, name: 'http', port: 80, protocol: 'HTTP' };
    const graph = graphOf(...web, gateway({ listeners: [listener, http] }), envoy, route());
    expect(routesOf(graph).entries).toMatchObject([
      { host: 'shop.example', via: 'Gateway public', addresses: ['203.0.113.10'], ports: [80, 443] },
    ]);
    expect(graph.namespaces.has('edge')).toBe(false);
  });

  it('8 a listener to which nothing attaches is an entry of its Gateway’s namespace', () => {
    const graph = graphOf(gateway({ listeners: [{ ...listener, attachedRoutes: 0 }] }), envoy);
    expect(routesOf(graph, 'edge').entries.map((entry) => codes(entry.remarks))).toEqual([['no-route']]);
  });

  it('8 weights become shares; weight 0 gets nothing and is no break', () => {
    const two = [service({ name: 'canary' }), slice([endpoint('w1')], { name: 'c' }, 'canary')];
    const refs = [
      ref({ weight: 9 }),
      ref({ name: 'canary', weight: 1 }),
      ref({ name: 'canary', port: 80, weight: 0, namespace: 'default' }),
    ];
    const graph = graphOf(...web, ...two, gateway(), envoy, route({ rules: [rule(refs)] }));
    const links = routesOf(graph).links.map((link) => [link.to.name, link.share, codes(link.remarks)]);
    expect(links).toEqual(
      expect.arrayContaining([
        ['web', 0.9, []],
        ['canary', 0.1, []],
        ['canary', 0, ['weight-zero']],
      ]),
    );
  });

  it('8 the grant and both ends of a crossing are named', () => {
    const graph = graphOf(gateway(), envoy, ...payWeb, grant, crossing);
    expect(graph.crossings).toHaveLength(1);
    expect(graph.crossings[0]?.remarks.map(remarkWords)).toEqual(['to pay/web, by ReferenceGrant allow-default']);
  });

  it.each([
    [{ pathType: 'Exact', path: '/a', method: '', headers: [], queryParams: [] }, '= /a'],
    [{ pathType: 'PathPrefix', path: '/a', method: 'GET', headers: [], queryParams: [] }, 'GET /a'],
    [
      {
        pathType: 'RegularExpression',
        path: '/a.*',
        method: '',
        headers: [{ type: 'Exact', name: 'x', value: '1' }],
        queryParams: [],
      },
      '~ /a.* · header',
    ],
  ])('8 a match %j reads %s', (one, expected) => {
    const graph = graphOf(...web, gateway(), envoy, route({ rules: [rule([ref()], { matches: [one] })] }));
    expect(routesOf(graph).rules[0]?.match).toBe(expected);
  });

  it('8 GRPC, TLS and TCP routes lead to Services too', () => {
    const base = { hostnames: [], parentRefs: [parent], parents: [] };
    const plain = { name: '', backendRefs: [ref()] };
    const listeners = [
      listener,
      { ...listener, name: 'tls', protocol: 'TLS', port: 8443 },
      { ...listener, name: 'tcp', protocol: 'TCP', port: 5432 },
    ];
    const graph = graphOf(
      ...web,
      gateway({ listeners }),
      envoy,
      build.grpcRoute({
        name: 'g',
        ...base,
        rules: [{ ...plain, filters: [], matches: [{ type: 'Exact', service: 'shop.Cart', method: '', headers: [] }] }],
      }),
      build.tlsRoute({ name: 't', ...base, rules: [plain] }),
      build.tcpRoute({ name: 'c', ...base, rules: [plain] }),
    );
    expect(routesOf(graph).rules.map((one) => [one.kind, one.match])).toEqual([
      ['GRPCRoute', 'shop.Cart/*'],
      ['TCPRoute', 'every connection'],
      ['TLSRoute', 'TLS by name'],
    ]);
    expect(routesOf(graph).links.every((link) => link.uid !== null)).toBe(true);
    expect(words(graph)).toEqual([]);
  });
});

describe('evidence', () => {
  it('every remark, entry, rule and link names the object and the field that say so', () => {
    const graph = graphOf(
      service({ type: 'LoadBalancer' }),
      build.ingress({
        className: 'x',
        rules: [
          {
            host: 'a',
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'no', port: 1 }, resource: null } }],
          },
        ],
      }),
    );
    const { entries, rules, links, services } = routesOf(graph);
    const evidence = [...entries, ...rules, ...links].flatMap((one) => [
      one.evidence,
      ...one.remarks.map((remark) => remark.evidence),
    ]);
    const all = [...evidence, ...services.flatMap((one) => one.remarks.map((remark) => remark.evidence))];
    expect(all.length).toBeGreaterThan(6);
    for (const { uid, path } of all)
      expect([uid, path]).toEqual([expect.stringMatching(/.+/), expect.stringMatching(/^(spec|status|metadata)\./)]);
  });
});

describe('updateRoutes', () => {
  const record = fc.oneof(
    fc
      .record({
        ns: fc.constantFrom('a', 'b'),
        name: fc.constantFrom('web', 'api'),
        type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const),
      })
      .map(({ ns, name, type }) => service({ namespace: ns, name, type, ports: [port({ nodePort: 30000 })] })),
    fc
      .record({ ns: fc.constantFrom('a', 'b'), ready: fc.boolean(), node: fc.constantFrom('n1', 'n2', 'x') })
      .map(({ ns, ready, node }) => pod('w1', { namespace: ns, ready, node })),
    fc
      .record({
        ns: fc.constantFrom('a', 'b'),
        of: fc.constantFrom('web', 'api'),
        ready: fc.boolean(),
        node: fc.constantFrom('n1', 'n2'),
      })
      .map(({ ns, of, ready, node }) => slice([endpoint('w1', 1, { ready, node })], { namespace: ns, name: of }, of)),
    fc.constantFrom('True', 'False').map((ready) => build.node({ name: 'n1', ready })),
    fc.constantFrom('n7', 'n8').map((name) => build.node({ name })),
    fc.constantFrom('a', 'b').map((ns) =>
      build.ingress({
        namespace: ns,
        className: 'c',
        rules: [
          {
            host: 'h',
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: 80 }, resource: null } }],
          },
        ],
      }),
    ),
    fc.boolean().map((isDefault) => build.ingressClass({ name: 'c', isDefault })),
    fc.constantFrom('a', 'b').map((ns) =>
      build.httpRoute({
        namespace: 'a',
        name: 'x',
        rules: [
          {
            name: '',
            matches: [],
            filters: [],
            backendRefs: [{ group: '', kind: 'Service', namespace: ns, name: 'web', port: 80, weight: 1 }],
          },
        ],
      }),
    ),
    fc.constantFrom('HTTPRoute', 'GRPCRoute').map((kind) =>
      build.referenceGrant({
        namespace: 'b',
        from: [{ group: 'gateway.networking.k8s.io', kind, namespace: 'a' }],
        to: [{ group: '', kind: 'Service', name: '' }],
      }),
    ),
  );
  const anyTopology: fc.Arbitrary<Topology> = fc
    .uniqueArray(record, { selector: (one) => one.uid, maxLength: 14 })
    .map((records) => build.topology(records));
  const visible = ({ namespaces, nodes: rail, crossings }: RouteGraph) => ({
    namespaces: [...namespaces].map(([name, { dependsOn: _, ...routes }]) => [name, routes]),
    rail,
    crossings,
  });

  it('equals a fresh graph after any change', () => {
    fc.assert(
      fc.property(anyTopology, anyTopology, (before, after) => {
        expect(visible(updateRoutes(routeGraph(before), after))).toEqual(visible(routeGraph(after)));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of records', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const reversed = Object.values(topology.kinds)
          .flatMap((map) => [...map.values()] as NetRecord[])
          .reverse();
        expect(visible(routeGraph(build.topology(reversed)))).toEqual(visible(routeGraph(topology)));
      }),
    );
  });

  it('takes untouched namespaces over as they are', () => {
    const other = service({ namespace: 'other' });
    const before = graphOf(...web, other);
    const after = updateRoutes(before, build.topology([...nodes, service({ name: 'new' }), ...web, other]));
    expect(after.namespaces.get('other')).toBe(before.namespaces.get('other'));
    expect(after.namespaces.get('default')).not.toBe(before.namespaces.get('default'));
  });

  it('looks only at the kinds that the changes name', () => {
    const before = graphOf(...web);
    const next = build.topology([...nodes, ...web, service({ name: 'new' })]);
    const podChange = [{ op: 'delete' as const, kind: 'Pod' as const, uid: 'x' }];
    const serviceChange = [
      { op: 'add' as const, kind: 'Service' as const, uid: 'x', record: service({ name: 'new' }) },
    ];
    expect(updateRoutes(before, next, podChange).namespaces.get('default')?.services).toHaveLength(1);
    expect(updateRoutes(before, next, serviceChange).namespaces.get('default')?.services).toHaveLength(2);
  });
});
