import { recordOf } from './blank.js';
import type { Change } from './change.js';
import { unsafeApply } from './apply.js';
import { KINDS, type Kind, type NetRecord, type RecordOf } from './records.js';
import { emptyTopology, type Topology } from './topology.js';

/**
 * Builders of records for tests, demos and stories: `pod({ name: 'web', ips: ['10.244.1.5'] })`. Each gives a complete
 * record with sensible values; the UID follows from kind, namespace and name unless given. Not for product code.
 */
type Builder<K extends Kind> = (fields?: Partial<RecordOf<K>>) => RecordOf<K>;

const NAMESPACED_DEFAULT = 'default';
const CREATED_AT = 1_760_000_000;

export const namespace = builder('Namespace', (fields) => ({
  namespace: '',
  phase: 'Active',
  labels: { 'kubernetes.io/metadata.name': fields.name ?? 'namespace' },
}));
export const node = builder('Node', () => ({ namespace: '', ready: 'True', kubeletVersion: 'v1.33.4', maxPods: 110 }));
export const pod = builder('Pod', () => ({ phase: 'Running', ready: true, dnsPolicy: 'ClusterFirst' }));
export const service = builder('Service', () => ({
  ipFamilies: ['IPv4'],
  ipFamilyPolicy: 'SingleStack',
  internalTrafficPolicy: 'Cluster',
  sessionAffinity: 'None',
}));
export const endpointSlice = builder('EndpointSlice', () => ({ addressType: 'IPv4' }));
export const ingress = builder('Ingress', () => ({}));
export const ingressClass = builder('IngressClass', () => ({ namespace: '' }));
export const gateway = builder('Gateway', () => ({}));
export const gatewayClass = builder('GatewayClass', () => ({ namespace: '' }));
export const httpRoute = builder('HTTPRoute', () => ({}));
export const grpcRoute = builder('GRPCRoute', () => ({}));
export const tlsRoute = builder('TLSRoute', () => ({}));
export const tcpRoute = builder('TCPRoute', () => ({}));
export const referenceGrant = builder('ReferenceGrant', () => ({}));
export const networkPolicy = builder('NetworkPolicy', () => ({}));
export const clusterNetworkPolicy = builder('ClusterNetworkPolicy', () => ({
  namespace: '',
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  tier: 'Admin',
  priority: 100,
}));
export const adminNetworkPolicy = builder('AdminNetworkPolicy', () => ({
  namespace: '',
  apiVersion: 'policy.networking.k8s.io/v1alpha1',
  priority: 100,
}));
export const baselineAdminNetworkPolicy = builder('BaselineAdminNetworkPolicy', () => ({
  namespace: '',
  apiVersion: 'policy.networking.k8s.io/v1alpha1',
}));
export const serviceCIDR = builder('ServiceCIDR', () => ({ namespace: '', ready: 'True' }));
export const ipPool = builder('IPPool', () => ({ namespace: '' }));
export const addressBlock = builder('AddressBlock', () => ({ namespace: '' }));

/** The topology that holds the records. Two records of one kind with one UID are an error. */
export function topology(records: readonly NetRecord[]): Topology {
  const result = emptyTopology();
  unsafeApply(result, records.map(added));
  return result;
}

function added(record: NetRecord): Change {
  return { op: 'add', kind: record.kind, uid: record.uid, record };
}

function builder<K extends Kind>(
  kind: K,
  defaults: (fields: Partial<RecordOf<K>>) => Partial<RecordOf<K>>,
): Builder<K> {
  return (fields = {}) => {
    const record = {
      namespace: NAMESPACED_DEFAULT,
      name: kind.toLowerCase(),
      createdAt: CREATED_AT,
      ...defaults(fields),
      ...fields,
    };
    return recordOf(kind, { ...record, uid: fields.uid ?? uidOf(kind, record.namespace, record.name) });
  };
}

/** A readable stand-in for a UID: stable, and unique as long as the names are. */
function uidOf(kind: Kind, inNamespace: string, name: string): string {
  return `${KINDS.indexOf(kind)}-${inNamespace}-${name}`;
}
