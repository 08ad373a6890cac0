import type { Kind, NetRecord, RecordOf } from './records.js';
import type { LabelSelector, Meta } from './records/common.js';

/** Selects everything. */
const EVERYTHING: LabelSelector = { matchLabels: {}, matchExpressions: [] };

const meta: Meta = { uid: '', namespace: '', name: '', labels: {}, createdAt: 0, deletedAt: null };
const route = { parentRefs: [], hostnames: [], parents: [] };
const adminPolicy = { apiVersion: '', tier: '', priority: null, subject: null, ingress: [], egress: [] };

/** An empty record of each kind: every field with its absent value, in the field order that all records of the kind share. */
export const BLANK: { readonly [K in Kind]: RecordOf<K> } = {
  Namespace: { kind: 'Namespace', ...meta, phase: '' },
  Node: {
    kind: 'Node',
    ...meta,
    addresses: [],
    podCIDRs: [],
    unschedulable: false,
    ready: '',
    readyReason: '',
    readyMessage: '',
    readySince: null,
    networkUnavailable: false,
    annotations: {},
    kubeletVersion: '',
    maxPods: null,
  },
  Pod: {
    kind: 'Pod',
    ...meta,
    node: '',
    ips: [],
    hostNetwork: false,
    phase: '',
    ready: false,
    reason: '',
    owner: null,
    containers: [],
    hostname: '',
    subdomain: '',
    dnsPolicy: '',
    dnsConfig: null,
    flags: {},
  },
  Service: {
    kind: 'Service',
    ...meta,
    type: 'ClusterIP',
    clusterIPs: [],
    ipFamilies: [],
    ipFamilyPolicy: '',
    selector: null,
    ports: [],
    externalName: '',
    externalIPs: [],
    loadBalancer: [],
    loadBalancerClass: '',
    loadBalancerSourceRanges: [],
    externalTrafficPolicy: '',
    internalTrafficPolicy: '',
    trafficDistribution: '',
    sessionAffinity: '',
    sessionAffinityTimeoutSeconds: null,
    publishNotReadyAddresses: false,
    allocateLoadBalancerNodePorts: true,
    healthCheckNodePort: null,
  },
  EndpointSlice: { kind: 'EndpointSlice', ...meta, service: '', addressType: '', ports: [], endpoints: [] },
  Ingress: {
    kind: 'Ingress',
    ...meta,
    className: '',
    classFromAnnotation: false,
    defaultBackend: null,
    rules: [],
    tls: [],
    addresses: [],
    annotations: {},
  },
  IngressClass: { kind: 'IngressClass', ...meta, controller: '', isDefault: false },
  Gateway: {
    kind: 'Gateway',
    ...meta,
    className: '',
    listeners: [],
    requestedAddresses: [],
    addresses: [],
    programmed: '',
  },
  GatewayClass: { kind: 'GatewayClass', ...meta, controller: '', accepted: '' },
  HTTPRoute: { kind: 'HTTPRoute', ...meta, ...route, rules: [] },
  GRPCRoute: { kind: 'GRPCRoute', ...meta, ...route, rules: [] },
  TLSRoute: { kind: 'TLSRoute', ...meta, ...route, rules: [] },
  TCPRoute: { kind: 'TCPRoute', ...meta, ...route, rules: [] },
  ReferenceGrant: { kind: 'ReferenceGrant', ...meta, from: [], to: [] },
  NetworkPolicy: {
    kind: 'NetworkPolicy',
    ...meta,
    podSelector: EVERYTHING,
    policyTypes: null,
    ingress: null,
    egress: null,
  },
  ClusterNetworkPolicy: { kind: 'ClusterNetworkPolicy', ...meta, ...adminPolicy },
  AdminNetworkPolicy: { kind: 'AdminNetworkPolicy', ...meta, ...adminPolicy },
  BaselineAdminNetworkPolicy: { kind: 'BaselineAdminNetworkPolicy', ...meta, ...adminPolicy },
  ServiceCIDR: { kind: 'ServiceCIDR', ...meta, cidrs: [], ready: '' },
  IPPool: {
    kind: 'IPPool',
    ...meta,
    source: 'calico',
    cidrs: [],
    blockPrefix: null,
    nodeSelector: '',
    disabled: false,
    encapsulation: '',
    natOutgoing: false,
  },
  AddressBlock: { kind: 'AddressBlock', ...meta, source: 'calico', cidrs: [], node: '', pool: '' },
};

/** Names of all fields of a kind, in the order in which its records hold them; `kind` comes first. */
export function fieldNames<K extends Kind>(kind: K): readonly (keyof RecordOf<K> & string)[] {
  return FIELDS[kind] as readonly (keyof RecordOf<K> & string)[];
}

const FIELDS = Object.fromEntries(
  Object.entries(BLANK).map(([kind, record]) => [kind, Object.keys(record)]),
) as unknown as Readonly<Record<Kind, readonly string[]>>;

/** A record of the kind in which the given fields replace the empty ones; all fields present, in the kind's order. */
export function recordOf<K extends Kind>(kind: K, fields: Partial<RecordOf<K>>): RecordOf<K> {
  return shaped(BLANK[kind], fields);
}

function shaped<R extends NetRecord>(blank: R, fields: Partial<R>): R {
  const record: Record<string, unknown> = { ...blank };
  for (const name of Object.keys(blank)) {
    const value = (fields as Record<string, unknown>)[name];
    if (value !== undefined) record[name] = value;
  }
  return record as unknown as R;
}
