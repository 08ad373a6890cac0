import fc from 'fast-check';
import {
  build,
  KINDS,
  recordOf,
  type JsonValue,
  type Kind,
  type NetRecord,
  type RecordOf,
  type Topology,
} from '../src/index.js';

/** Generators of records of every kind: small value ranges so that equal values meet, and every kind of nasty text. */

const nasty = fc.constantFrom(
  '__proto__',
  'constructor',
  '',
  'ünïcødé',
  '\u0000',
  '"\\',
  '\ud800',
  '🌉',
  '\udc00x',
  '\u2028',
  '\ufeff',
);
const text = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('a', 'ab', 'abc', 'web', 'web-1') }, nasty, fc.string());
const labels = fc.dictionary(fc.constantFrom('app', 'tier', '__proto__', 'constructor', 'b'), text, {
  maxKeys: 4,
  noNullPrototype: true,
});
const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 3 });
const orNull = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(item, { nil: null });
const flag = fc.boolean();
const number = fc.oneof(fc.nat(65535), fc.constantFrom(0, 1, 80, 2 ** 31, 2 ** 52, -1));
const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const);
const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('10.244.1.5', '10.244.1.6', 'not an address'));
const seconds = fc.oneof(fc.integer({ min: 1_700_000_000, max: 1_700_010_000 }), fc.constant(0));
const condition = fc.constantFrom('True', 'False', 'Unknown', '');
const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;

const meta = {
  uid: fc.oneof(fc.uuid(), fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'UPPER')),
  namespace: text,
  name: text,
  labels,
  createdAt: seconds,
  deletedAt: orNull(seconds),
};

const selector = fc.record({
  matchLabels: labels,
  matchExpressions: list(
    fc.record({
      key: text,
      operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Odd'),
      values: list(text),
    }),
  ),
});
const objectRef = { group: text, kind: text, namespace: text, name: text };
const parentRef = fc.record({ ...objectRef, sectionName: text, port: orNull(number) });
const backendRef = fc.record({ ...objectRef, port: orNull(number), weight: fc.oneof(number, fc.constant(0.5)) });
const headerMatch = fc.record({ type: text, name: text, value: text });
const route = {
  parentRefs: list(parentRef),
  hostnames: list(text),
  parents: list(
    fc.record({
      parent: parentRef,
      accepted: condition,
      acceptedReason: text,
      resolvedRefs: condition,
      resolvedRefsReason: text,
    }),
  ),
};
const filters = list(fc.record({ type: text, config: json }));
const plainRouteRules = list(fc.record({ name: text, backendRefs: list(backendRef) }));
const portOrName = orNull(fc.oneof<fc.Arbitrary<number | string>[]>(number, text));
const backend = fc.record({
  service: orNull(fc.record({ name: text, port: portOrName })),
  resource: orNull(fc.record({ group: text, kind: text, name: text })),
});
const policyRules = orNull(
  list(
    fc.record({
      peers: orNull(
        list(
          fc.record({
            podSelector: orNull(selector),
            namespaceSelector: orNull(selector),
            ipBlock: orNull(fc.record({ cidr: text, except: list(text) })),
          }),
        ),
      ),
      ports: orNull(list(fc.record({ protocol: text, port: portOrName, endPort: orNull(number) }))),
    }),
  ),
);
const adminRules = list(fc.record({ name: text, action: text, peers: list(json), ports: orNull(list(json)) }));
const adminPolicy = {
  apiVersion: text,
  tier: fc.constantFrom('Admin', 'Baseline', ''),
  priority: orNull(number),
  subject: json,
  ingress: adminRules,
  egress: adminRules,
};
const typedAddresses = list(fc.record({ type: text, value: address }));

const fieldsOf: {
  readonly [K in Kind]: { readonly [F in Exclude<keyof RecordOf<K>, 'kind'>]: fc.Arbitrary<RecordOf<K>[F]> };
} = {
  Namespace: { ...meta, phase: text },
  Node: {
    ...meta,
    addresses: list(fc.record({ type: text, address })),
    podCIDRs: list(text),
    unschedulable: flag,
    ready: condition,
    readyReason: text,
    readyMessage: text,
    readySince: orNull(seconds),
    networkUnavailable: flag,
    annotations: labels,
    kubeletVersion: text,
    maxPods: orNull(number),
  },
  Pod: {
    ...meta,
    node: text,
    ips: list(address),
    hostNetwork: flag,
    phase: fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'),
    ready: flag,
    reason: text,
    owner: orNull(fc.record({ kind: text, name: text, uid: text })),
    containers: list(
      fc.record({
        container: text,
        init: flag,
        ports: list(fc.record({ name: text, port: number, protocol, hostPort: orNull(number) })),
      }),
    ),
    hostname: text,
    subdomain: text,
    dnsPolicy: text,
    dnsConfig: orNull(
      fc.record({
        nameservers: list(address),
        searches: list(text),
        options: list(fc.record({ name: text, value: orNull(text) })),
      }),
    ),
    flags: labels,
  },
  Service: {
    ...meta,
    type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const, 'LoadBalancer' as const, 'ExternalName' as const),
    clusterIPs: list(address),
    ipFamilies: list(fc.constantFrom('IPv4', 'IPv6')),
    ipFamilyPolicy: text,
    selector: orNull(labels),
    ports: list(
      fc.record({
        name: text,
        protocol,
        port: number,
        targetPort: fc.oneof<fc.Arbitrary<number | string>[]>(number, text),
        nodePort: orNull(number),
        appProtocol: text,
      }),
    ),
    externalName: text,
    externalIPs: list(address),
    loadBalancer: list(fc.record({ ip: address, hostname: text, ipMode: text })),
    loadBalancerClass: text,
    loadBalancerSourceRanges: list(text),
    externalTrafficPolicy: text,
    internalTrafficPolicy: text,
    trafficDistribution: text,
    sessionAffinity: text,
    sessionAffinityTimeoutSeconds: orNull(number),
    publishNotReadyAddresses: flag,
    allocateLoadBalancerNodePorts: flag,
    healthCheckNodePort: orNull(number),
  },
  EndpointSlice: {
    ...meta,
    service: text,
    addressType: text,
    ports: list(fc.record({ name: text, protocol, port: orNull(number), appProtocol: text })),
    endpoints: list(
      fc.record({
        addresses: list(address),
        ready: orNull(flag),
        serving: orNull(flag),
        terminating: orNull(flag),
        hostname: text,
        node: text,
        zone: text,
        target: orNull(fc.record({ kind: text, namespace: text, name: text, uid: text })),
        zoneHints: list(text),
        nodeHints: list(text),
      }),
    ),
  },
  Ingress: {
    ...meta,
    className: text,
    classFromAnnotation: flag,
    defaultBackend: orNull(backend),
    rules: list(fc.record({ host: text, paths: list(fc.record({ path: text, pathType: text, backend })) })),
    tls: list(fc.record({ hosts: list(text), secretName: text })),
    addresses: list(fc.record({ ip: address, hostname: text })),
    annotations: labels,
  },
  IngressClass: { ...meta, controller: text, isDefault: flag },
  Gateway: {
    ...meta,
    className: text,
    listeners: list(
      fc.record({
        name: text,
        hostname: text,
        port: number,
        protocol: text,
        tlsMode: text,
        certificateRefs: list(fc.record(objectRef)),
        allowedFrom: text,
        allowedSelector: orNull(selector),
        allowedKinds: list(fc.record({ group: text, kind: text })),
        attachedRoutes: orNull(number),
      }),
    ),
    requestedAddresses: typedAddresses,
    addresses: typedAddresses,
    programmed: condition,
  },
  GatewayClass: { ...meta, controller: text, accepted: condition },
  HTTPRoute: {
    ...meta,
    ...route,
    rules: list(
      fc.record({
        name: text,
        matches: list(
          fc.record({
            pathType: text,
            path: text,
            method: text,
            headers: list(headerMatch),
            queryParams: list(headerMatch),
          }),
        ),
        filters,
        backendRefs: list(backendRef),
      }),
    ),
  },
  GRPCRoute: {
    ...meta,
    ...route,
    rules: list(
      fc.record({
        name: text,
        matches: list(fc.record({ type: text, service: text, method: text, headers: list(headerMatch) })),
        filters,
        backendRefs: list(backendRef),
      }),
    ),
  },
  TLSRoute: { ...meta, ...route, rules: plainRouteRules },
  TCPRoute: { ...meta, ...route, rules: plainRouteRules },
  ReferenceGrant: {
    ...meta,
    from: list(fc.record({ group: text, kind: text, namespace: text })),
    to: list(fc.record({ group: text, kind: text, name: text })),
  },
  NetworkPolicy: {
    ...meta,
    podSelector: selector,
    policyTypes: orNull(list(text)),
    ingress: policyRules,
    egress: policyRules,
  },
  ClusterNetworkPolicy: { ...meta, ...adminPolicy },
  AdminNetworkPolicy: { ...meta, ...adminPolicy },
  BaselineAdminNetworkPolicy: { ...meta, ...adminPolicy },
  ServiceCIDR: { ...meta, cidrs: list(text), ready: condition },
  IPPool: {
    ...meta,
    source: fc.constantFrom('calico' as const, 'cilium' as const),
    cidrs: list(text),
    blockPrefix: orNull(number),
    nodeSelector: text,
    disabled: flag,
    encapsulation: text,
    natOutgoing: flag,
  },
  AddressBlock: {
    ...meta,
    source: fc.constantFrom('calico' as const, 'cilium' as const),
    cidrs: list(text),
    node: text,
    pool: text,
  },
};

/** Any record of one kind, complete and in the kind's field order. */
export function anyRecordOf<K extends Kind>(kind: K): fc.Arbitrary<RecordOf<K>> {
  const fields = fieldsOf[kind] as unknown as Record<string, fc.Arbitrary<unknown>>;
  return fc.record(fields).map((values) => recordOf(kind, values as Partial<RecordOf<K>>));
}

/** Any record of any kind. */
export function anyRecord(): fc.Arbitrary<NetRecord> {
  return fc.oneof(...KINDS.map((kind): fc.Arbitrary<NetRecord> => anyRecordOf(kind)));
}

/** Any topology, UIDs distinct within a kind. */
export function anyTopology(maxLength = 8): fc.Arbitrary<Topology> {
  const records = fc.uniqueArray(anyRecord(), { maxLength, selector: (record) => `${record.kind} ${record.uid}` });
  return records.map(build.topology);
}

/** Two topologies that share some records, differ in fields of others, and hold each some alone. */
export function twoTopologies(): fc.Arbitrary<readonly [Topology, Topology]> {
  const fates = fc.constantFrom('same', 'first', 'second', 'changed');
  return fc
    .tuple(anyTopology(), fc.infiniteStream(fates), fc.infiniteStream(anyRecordOf('Pod')))
    .map(([topology, fate, pods]) => {
      const first: NetRecord[] = [];
      const second: NetRecord[] = [];
      for (const record of KINDS.flatMap((kind): NetRecord[] => [...topology.kinds[kind].values()])) {
        const next = String(fate.next().value);
        const other = pods.next().value as RecordOf<'Pod'>;
        if (next !== 'second') first.push(record);
        if (next === 'changed')
          second.push({ ...record, name: other.name, labels: other.labels, createdAt: other.createdAt });
        else if (next !== 'first') second.push(record);
      }
      return [build.topology(first), build.topology(second.reverse())] as const;
    });
}
