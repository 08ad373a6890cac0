import { build, type NetRecord, type Topology } from '@netkaart/topology';

/** A company's cluster with every kind of route and several honest mistakes; names as drawn in the picture of the route map. */
const NOW = 1_763_822_000;
const ZONES = ['a', 'b', 'c'] as const;
const PER_ZONE = 20;

interface Backends {
  readonly ns: string;
  readonly name: string;
  readonly ip?: string;
  readonly port?: number;
  readonly target?: number | string;
  readonly portName?: string;
  readonly pods?: number;
  readonly notReady?: number;
  readonly failing?: number;
  readonly nodePort?: number;
  readonly service?: Record<string, unknown>;
  readonly labels?: Record<string, string>;
  /** Nodes to use, by index into the nodes that are ready. */
  readonly nodes?: readonly number[];
}

const nodeName = (zone: string, index: number): string => `${zone}-${String(index).padStart(2, '0')}`;
const nodeNames = ZONES.flatMap((zone) => Array.from({ length: PER_ZONE }, (_, index) => nodeName(zone, index + 1)));
let nextAddress = 10;

function nodes(): NetRecord[] {
  return nodeNames.map((name) =>
    build.node({
      name,
      labels: { 'topology.kubernetes.io/zone': name.slice(0, 1) },
      ready: name === 'b-14' ? 'Unknown' : 'True',
    }),
  );
}

/** A Service with its pods and slice. */
function backends(spec: Backends): NetRecord[] {
  const {
    ns,
    name,
    ip = `10.43.${1 + (nextAddress % 200)}.${nextAddress % 250}`,
    port = 80,
    target = 8080,
    pods = 3,
  } = spec;
  const labels = spec.labels ?? { app: name };
  const records: NetRecord[] = [];
  const endpoints = Array.from({ length: pods }, (_, index) => {
    nextAddress += 1;
    const address = `10.44.${Math.floor(nextAddress / 250)}.${nextAddress % 250}`;
    const failing = index < (spec.failing ?? 0);
    const ready = !failing && index >= pods - (pods - (spec.failing ?? 0) - (spec.notReady ?? 0));
    const node = nodeNames[spec.nodes?.[index % spec.nodes.length] ?? (nextAddress * 7) % nodeNames.length] ?? '';
    const pod = build.pod({
      namespace: ns,
      name: `${name}-${index}`,
      labels,
      ips: [address],
      node,
      ready,
      reason: failing ? 'CrashLoopBackOff' : '',
      containers: [
        {
          container: 'main',
          init: false,
          ports: [{ name: spec.portName ?? 'http', port: 8080, protocol: 'TCP', hostPort: null }],
        },
      ],
    });
    records.push(pod);
    const target = { kind: 'Pod', namespace: ns, name: pod.name, uid: pod.uid };
    return {
      addresses: [address],
      ready,
      serving: ready,
      terminating: false,
      hostname: '',
      node,
      zone: node.slice(0, 1),
      target,
      zoneHints: [],
      nodeHints: [],
    };
  });
  const unmatched = typeof target === 'string' && target !== (spec.portName ?? 'http');
  records.push(
    build.service({
      namespace: ns,
      name,
      clusterIPs: [ip],
      selector: labels,
      createdAt: NOW - 3 * 86_400,
      ports: [
        { name: '', protocol: 'TCP', port, targetPort: target, nodePort: spec.nodePort ?? null, appProtocol: '' },
      ],
      ...spec.service,
    }),
  );
  if (endpoints.length > 0) {
    const ports = unmatched
      ? []
      : [{ name: '', protocol: 'TCP' as const, port: typeof target === 'number' ? target : 8080, appProtocol: '' }];
    records.push(build.endpointSlice({ namespace: ns, name: `${name}-x`, service: name, ports, endpoints }));
  }
  return records;
}

const gatewayParent = {
  group: 'gateway.networking.k8s.io',
  kind: 'Gateway',
  namespace: 'gateway-system',
  name: 'public',
  sectionName: '',
  port: null,
};

function rule(path: string, name: string, port: number, namespace = '') {
  return {
    name: '',
    matches: [{ pathType: 'PathPrefix', path, method: '', headers: [], queryParams: [] }],
    filters: [],
    backendRefs: [{ group: '', kind: 'Service', namespace, name, port, weight: 1 }],
  };
}

function gatewayRecords(): NetRecord[] {
  return [
    build.gatewayClass({ name: 'envoy', controller: 'example.com/envoy', accepted: 'True' }),
    build.gateway({
      namespace: 'gateway-system',
      name: 'public',
      className: 'envoy',
      programmed: 'True',
      addresses: [{ type: 'IPAddress', value: '203.0.113.10' }],
      listeners: [
        {
          name: 'https',
          hostname: '*.harbour.example',
          port: 443,
          protocol: 'HTTPS',
          tlsMode: 'Terminate',
          certificateRefs: [],
          allowedFrom: 'All',
          allowedSelector: null,
          allowedKinds: [],
          attachedRoutes: 4,
        },
      ],
    }),
    ...backends({
      ns: 'gateway-system',
      name: 'envoy',
      ip: '10.43.7.10',
      port: 443,
      target: 8443,
      pods: 12,
      service: {
        type: 'LoadBalancer',
        loadBalancer: [{ ip: '203.0.113.10', hostname: '', ipMode: '' }],
        externalTrafficPolicy: 'Cluster',
      },
    }),
    ...backends({ ns: 'gateway-system', name: 'envoy-admin', port: 9901, target: 9901, pods: 2 }),
  ];
}

function media(): NetRecord[] {
  return [
    ...backends({ ns: 'media', name: 'thumbs', ip: '10.43.60.9', target: 'web', pods: 6 }),
    ...backends({
      ns: 'media',
      name: 'stream',
      ip: '10.43.61.30',
      port: 1935,
      target: 1935,
      pods: 9,
      nodes: [3, 22, 41],
      nodePort: 30935,
      service: {
        type: 'LoadBalancer',
        loadBalancer: [{ ip: '203.0.113.25', hostname: '', ipMode: 'VIP' }],
        externalTrafficPolicy: 'Local',
      },
    }),
    ...backends({
      ns: 'media',
      name: 'upload',
      ip: '10.43.62.4',
      port: 443,
      target: 8443,
      pods: 4,
      notReady: 1,
      nodePort: 30443,
      service: { type: 'NodePort', externalTrafficPolicy: 'Cluster' },
    }),
    build.httpRoute({
      namespace: 'media',
      name: 'img',
      hostnames: ['img.harbour.example'],
      parentRefs: [gatewayParent],
      rules: [rule('/', 'thumbs', 80)],
    }),
  ];
}

function payments(): NetRecord[] {
  const inside = (name: string, pods: number, service = {}) =>
    backends({ ns: 'payments', name, port: 5432, target: 5432, pods, service });
  return [
    ...backends({ ns: 'payments', name: 'pay-api', ip: '10.43.118.7', port: 443, target: 8443, pods: 8 }),
    ...backends({
      ns: 'payments',
      name: 'pos-api',
      ip: '10.43.131.20',
      port: 443,
      target: 8443,
      pods: 3,
      nodePort: 31443,
      service: { type: 'LoadBalancer', loadBalancer: [{ ip: '203.0.113.24', hostname: '', ipMode: 'VIP' }] },
    }),
    ...backends({
      ns: 'payments',
      name: 'settle',
      ip: '10.43.77.3',
      port: 9000,
      target: 9000,
      pods: 2,
      nodePort: 31877,
      service: { type: 'LoadBalancer' },
    }),
    ...inside('fraud', 6),
    ...inside('ledger', 5),
    ...inside('pay-db', 3, { clusterIPs: ['None'] }),
    build.referenceGrant({
      namespace: 'payments',
      name: 'allow-shop',
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
      to: [{ group: '', kind: 'Service', name: 'pay-api' }],
    }),
  ];
}

function shop(): NetRecord[] {
  const inside = (name: string, pods: number, service = {}) =>
    backends({ ns: 'shop', name, port: 80, target: 8080, pods, service });
  return [
    ...backends({ ns: 'shop', name: 'storefront', ip: '10.43.12.80', pods: 24, notReady: 1 }),
    ...backends({
      ns: 'shop',
      name: 'api',
      ip: '10.43.96.14',
      pods: 12,
      nodes: [6, 7, 9, 15, 16, 46, 47, 51, 55, 56, 57, 7],
    }),
    ...backends({ ns: 'shop', name: 'cart', ip: '10.43.40.2', pods: 10 }),
    ...inside('pricing', 6),
    ...inside('recommend', 8),
    ...inside('sessions', 4, { clusterIPs: ['None'] }),
    build.httpRoute({
      namespace: 'shop',
      name: 'storefront',
      hostnames: ['shop.harbour.example'],
      parentRefs: [gatewayParent],
      rules: [rule('/', 'storefront', 80), rule('/api', 'api', 80), rule('/cart', 'cart', 80)],
    }),
    build.httpRoute({
      namespace: 'shop',
      name: 'checkout',
      hostnames: ['pay.harbour.example'],
      parentRefs: [gatewayParent],
      rules: [rule('/pay', 'pay-api', 443, 'payments')],
    }),
  ];
}

/** Mistakes of routes, each once. */
function mistakes(): NetRecord[] {
  const ingress = (name: string, host: string, className: string, service: string, port: number | string) =>
    build.ingress({
      namespace: 'staging',
      name,
      className,
      rules: [
        {
          host,
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: service, port }, resource: null } }],
        },
      ],
      addresses: className === 'nginx' ? [{ ip: '203.0.113.30', hostname: '' }] : [],
    });
  return [
    build.ingressClass({ name: 'nginx', controller: 'k8s.io/ingress-nginx', isDefault: false }),
    ...backends({ ns: 'staging', name: 'web', pods: 6, failing: 1 }),
    ...backends({ ns: 'staging', name: 'jobs', pods: 5, failing: 5 }),
    ...backends({ ns: 'staging', name: 'mailer', pods: 0, labels: { app: 'mailr' } }),
    build.pod({ namespace: 'staging', name: 'mailer-0', labels: { app: 'mailer' }, ips: ['10.44.30.1'], node: 'a-01' }),
    build.pod({ namespace: 'staging', name: 'mailer-1', labels: { app: 'mailer' }, ips: ['10.44.30.2'], node: 'a-02' }),
    build.service({
      namespace: 'staging',
      name: 'billing',
      type: 'ExternalName',
      externalName: 'billing.partner.example',
    }),
    ingress('web', 'staging.harbour.example', 'nginx', 'web', 80),
    ingress('old', 'old.harbour.example', 'traefik', 'web', 80),
    ingress('gone', 'gone.harbour.example', 'nginx', 'no-such', 80),
    ingress('wrong-port', 'port.harbour.example', 'nginx', 'jobs', 'https'),
    build.httpRoute({
      namespace: 'staging',
      name: 'refused',
      hostnames: ['refused.harbour.example'],
      parentRefs: [gatewayParent],
      rules: [rule('/', 'ledger', 5432, 'payments')],
    }),
    build.httpRoute({
      namespace: 'staging',
      name: 'stranger',
      hostnames: ['elsewhere.example'],
      parentRefs: [gatewayParent],
      rules: [rule('/', 'web', 80)],
    }),
    ...backends({
      ns: 'staging',
      name: 'big',
      pods: 260,
      notReady: 3,
      failing: 2,
      nodePort: 30500,
      service: { type: 'NodePort' },
    }),
    ...backends({ ns: 'staging', name: 'mid', pods: 70, nodePort: 30501, service: { type: 'NodePort' } }),
  ];
}

function plain(ns: string, services: number, pods: number, exposed: number, failing = 0): NetRecord[] {
  return Array.from({ length: services }, (_, index) =>
    backends({
      ns,
      name: `${ns}-${index + 1}`,
      pods: Math.max(1, Math.round(pods / services)),
      failing: index === 0 ? failing : 0,
      nodePort: index < exposed ? 30_600 + nextAddress : 0,
      service:
        index < exposed
          ? { type: 'LoadBalancer', loadBalancer: [{ ip: `203.0.113.${60 + index}`, hostname: '', ipMode: '' }] }
          : {},
    }),
  ).flat();
}

export function harbourLike(more: readonly NetRecord[] = []): Topology {
  nextAddress = 10;
  const namespaces = [
    'accounts',
    'ci',
    'default',
    'gateway-system',
    'kube-system',
    'logging',
    'media',
    'monitoring',
    'notify',
    'orders',
    'payments',
    'reports',
    'search',
    'shop',
    'staging',
  ];
  return build.topology([
    ...nodes(),
    ...namespaces.map((name) => build.namespace({ name, namespace: '' })),
    ...plain('accounts', 3, 119, 1, 1),
    ...plain('ci', 2, 8, 0, 1),
    ...plain('default', 1, 3, 0),
    ...gatewayRecords(),
    ...plain('kube-system', 3, 9, 0),
    ...plain('logging', 2, 24, 0),
    ...media(),
    ...plain('monitoring', 6, 25, 1),
    ...plain('notify', 2, 44, 0),
    ...plain('orders', 4, 175, 1, 1),
    ...payments(),
    ...plain('reports', 3, 75, 1, 1),
    ...plain('search', 4, 171, 1, 1),
    ...shop(),
    ...mistakes(),
    ...more,
  ]);
}

export const HARBOUR_NOW = NOW * 1000;
