import {
  build,
  type AdminPolicyRule,
  type BackendRef,
  type Kind,
  type LabelSelector,
  type NetRecord,
  type ParentRef,
  type PolicyRule,
  type RecordOf,
  type Topology,
} from '@netkaart/topology';
import fc from 'fast-check';

/** Small clusters in which names, labels and addresses come from so few values that objects refer to one another often. */

const name = fc.constantFrom('a', 'b', 'c');
const nameOrNone = fc.constantFrom('a', 'b', 'c', '');
const namespace = fc.constantFrom('x', 'y');
const namespaceOrNone = fc.constantFrom('x', 'y', '');
const labels = fc.dictionary(fc.constantFrom('app', 'tier'), name, { maxKeys: 2, noNullPrototype: true });
const few = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 2 });
const several = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { minLength: 1, maxLength: 5 });
const orNull = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(item, { nil: null });
const selector: fc.Arbitrary<LabelSelector> = fc.record({
  matchLabels: labels,
  matchExpressions: few(
    fc.record({
      key: fc.constantFrom('app', 'tier', 'kubernetes.io/metadata.name'),
      operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
      values: few(fc.constantFrom('a', 'b', 'x')),
    }),
  ),
});
const cidr = fc.constantFrom('10.0.0.0/24', '10.0.0.0/8', '10.96.0.0/12', 'fd00::/64', 'nonsense');
const ref = { group: fc.constant(''), namespace: namespaceOrNone, name };
const backendRef: fc.Arbitrary<BackendRef> = fc.record({
  ...ref,
  kind: fc.constantFrom('Service', 'Service', 'Other', ''),
  port: fc.constant(80),
  weight: fc.constant(1),
});
const parentRef: fc.Arbitrary<ParentRef> = fc.record({
  ...ref,
  kind: fc.constantFrom('Gateway', 'Service', ''),
  sectionName: fc.constant(''),
  port: fc.constant(null),
});
const policyRule: fc.Arbitrary<PolicyRule> = fc.record({
  peers: orNull(
    few(
      fc.record({
        podSelector: orNull(selector),
        namespaceSelector: orNull(selector),
        ipBlock: fc.constant(null),
      }),
    ),
  ),
  ports: fc.constant(null),
});
const subject = fc.oneof(
  selector.map((namespaces) => ({ namespaces })),
  fc.record({ namespaceSelector: selector, podSelector: selector }).map((pods) => ({ pods })),
  fc.constant({ pods: { podSelector: {} } }),
  fc.constantFrom(null, {}, { networks: ['10.0.0.0/8'] }),
);
const adminRule = few(subject).map((peers): AdminPolicyRule => ({
  name: '',
  action: 'Deny',
  peers: peers as AdminPolicyRule['peers'],
  ports: null,
}));

const route = {
  parentRefs: few(parentRef),
  rules: few(few(backendRef).map((backendRefs) => ({ name: '', matches: [], filters: [], backendRefs }))),
};
const admin = {
  subject: subject as fc.Arbitrary<RecordOf<'AdminNetworkPolicy'>['subject']>,
  ingress: few(adminRule),
  egress: few(adminRule),
};
const backend = name.map((service) => ({ service: { name: service, port: 80 }, resource: null }));
const endpoint = fc.record({
  node: nameOrNone,
  name,
  namespace,
  byName: fc.boolean(),
  kind: fc.constantFrom('Pod', 'Node'),
});

type Fields = { readonly [K in Kind]?: Readonly<Record<string, fc.Arbitrary<unknown>>> };
const fields: Fields = {
  Namespace: { name: namespace, labels },
  Node: { name, ready: fc.constantFrom('True', 'False', 'Unknown', '') },
  Pod: {
    labels,
    node: nameOrNone,
    hostNetwork: fc.boolean(),
    ips: few(fc.constantFrom('10.0.0.1', '10.0.0.2')),
    phase: fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'),
    ready: fc.boolean(),
    reason: fc.constantFrom('', 'CrashLoopBackOff', 'ContainerCreating'),
    deletedAt: orNull(fc.constant(5)),
    owner: orNull(
      fc.record({
        kind: fc.constantFrom('Job', 'DaemonSet'),
        name: fc.constantFrom('calico-node', 'kube-flannel-ds'),
        uid: name,
      }),
    ),
  },
  Service: {
    type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
    selector: orNull(labels),
    clusterIPs: few(fc.constantFrom('10.96.0.10', '10.0.0.7', 'None', 'fd00::7')),
  },
  EndpointSlice: {
    service: nameOrNone,
    endpoints: few(endpoint).map((endpoints) => endpoints.map(endpointTo)),
  },
  Ingress: {
    className: nameOrNone,
    defaultBackend: orNull(backend),
    rules: few(
      fc.record({ host: name, paths: few(backend.map((each) => ({ path: '/', pathType: 'Prefix', backend: each }))) }),
    ),
  },
  IngressClass: {},
  Gateway: {
    className: nameOrNone,
    listeners: few(
      fc.record({
        name,
        hostname: name,
        port: fc.constant(80),
        protocol: fc.constant('HTTP'),
        tlsMode: fc.constant(''),
        certificateRefs: few(fc.record({ ...ref, kind: fc.constant('Secret') })),
        allowedFrom: fc.constant('Same'),
        allowedSelector: fc.constant(null),
        allowedKinds: fc.constant([]),
        attachedRoutes: fc.constant(null),
      }),
    ),
  },
  GatewayClass: {},
  HTTPRoute: route,
  GRPCRoute: route,
  TLSRoute: route,
  TCPRoute: route,
  ReferenceGrant: {
    from: several(
      fc.record({ group: fc.constant(''), kind: fc.constantFrom('HTTPRoute', 'Gateway', 'TCPRoute'), namespace }),
    ),
    to: several(fc.record({ group: fc.constant(''), kind: fc.constantFrom('Service', 'Secret'), name: nameOrNone })),
  },
  NetworkPolicy: { podSelector: selector, ingress: orNull(few(policyRule)), egress: orNull(few(policyRule)) },
  ClusterNetworkPolicy: admin,
  AdminNetworkPolicy: admin,
  BaselineAdminNetworkPolicy: admin,
  ServiceCIDR: { cidrs: few(cidr) },
  IPPool: { source: fc.constantFrom('calico', 'cilium'), cidrs: few(cidr) },
  AddressBlock: { source: fc.constantFrom('calico', 'cilium'), cidrs: few(cidr), node: nameOrNone, pool: nameOrNone },
};

const builders: { readonly [K in Kind]: (fields: Partial<RecordOf<K>>) => RecordOf<K> } = {
  Namespace: build.namespace,
  Node: build.node,
  Pod: build.pod,
  Service: build.service,
  EndpointSlice: build.endpointSlice,
  Ingress: build.ingress,
  IngressClass: build.ingressClass,
  Gateway: build.gateway,
  GatewayClass: build.gatewayClass,
  HTTPRoute: build.httpRoute,
  GRPCRoute: build.grpcRoute,
  TLSRoute: build.tlsRoute,
  TCPRoute: build.tcpRoute,
  ReferenceGrant: build.referenceGrant,
  NetworkPolicy: build.networkPolicy,
  ClusterNetworkPolicy: build.clusterNetworkPolicy,
  AdminNetworkPolicy: build.adminNetworkPolicy,
  BaselineAdminNetworkPolicy: build.baselineAdminNetworkPolicy,
  ServiceCIDR: build.serviceCIDR,
  IPPool: build.ipPool,
  AddressBlock: build.addressBlock,
};

const CLUSTER_SCOPED = new Set<Kind>([
  'Namespace',
  'Node',
  'IngressClass',
  'GatewayClass',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ServiceCIDR',
  'IPPool',
  'AddressBlock',
]);

/** A record of the kind; its UID follows from its name. */
export function smallRecord(kind: Kind): fc.Arbitrary<NetRecord> {
  const scope = CLUSTER_SCOPED.has(kind) ? fc.constant('') : namespace;
  const make = builders[kind] as (values: object) => NetRecord;
  return fc.record({ name, namespace: scope, ...fields[kind] }).map(make);
}

/** A topology of up to `maxLength` records of the given kinds. */
export function smallCluster(kinds: readonly Kind[], maxLength = 14): fc.Arbitrary<Topology> {
  const records = fc.uniqueArray(fc.oneof(...kinds.map(smallRecord)), {
    maxLength,
    selector: (record) => `${record.kind} ${record.uid}`,
  });
  return records.map(build.topology);
}

function endpointTo(target: {
  node: string;
  name: string;
  namespace: string;
  byName: boolean;
  kind: string;
}): RecordOf<'EndpointSlice'>['endpoints'][number] {
  const uid = target.byName ? '' : build.pod({ name: target.name, namespace: target.namespace }).uid;
  return {
    addresses: ['10.0.0.1'],
    ready: true,
    serving: null,
    terminating: null,
    hostname: '',
    node: target.node,
    zone: '',
    target: { kind: target.kind, namespace: target.namespace, name: target.name, uid },
    zoneHints: [],
    nodeHints: [],
  };
}
