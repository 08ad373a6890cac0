import type { NamespaceRecord, NodeRecord, PodRecord } from './records/workload.js';
import type { EndpointSliceRecord, ServiceRecord } from './records/service.js';
import type { IngressClassRecord, IngressRecord } from './records/ingress.js';
import type { GatewayClassRecord, GatewayRecord } from './records/gateway.js';
import type {
  GRPCRouteRecord,
  HTTPRouteRecord,
  ReferenceGrantRecord,
  TCPRouteRecord,
  TLSRouteRecord,
} from './records/route.js';
import type {
  AdminNetworkPolicyRecord,
  BaselineAdminNetworkPolicyRecord,
  ClusterNetworkPolicyRecord,
  NetworkPolicyRecord,
} from './records/policy.js';
import type { AddressBlockRecord, IPPoolRecord, ServiceCIDRRecord } from './records/allocation.js';

/**
 * One record per Kubernetes object: its network-relevant part, normalised.
 *
 * Every field is always present (absent = `null`, `''`, `[]` or `{}`), so that all records of a kind share one shape.
 * Values are plain JSON. Lists whose order carries no meaning are sorted. Nested values are treated as immutable and
 * may be shared between records. Times are whole seconds since 1970 (UTC).
 */

/** Every kind that Netkaart reads. Secrets and Leases are never read. */
export const KINDS = [
  'Namespace',
  'Node',
  'Pod',
  'Service',
  'EndpointSlice',
  'Ingress',
  'IngressClass',
  'Gateway',
  'GatewayClass',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'ReferenceGrant',
  'NetworkPolicy',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ServiceCIDR',
  'IPPool',
  'AddressBlock',
] as const;

export type Kind = (typeof KINDS)[number];

export type NetRecord =
  | NamespaceRecord
  | NodeRecord
  | PodRecord
  | ServiceRecord
  | EndpointSliceRecord
  | IngressRecord
  | IngressClassRecord
  | GatewayRecord
  | GatewayClassRecord
  | HTTPRouteRecord
  | GRPCRouteRecord
  | TLSRouteRecord
  | TCPRouteRecord
  | ReferenceGrantRecord
  | NetworkPolicyRecord
  | ClusterNetworkPolicyRecord
  | AdminNetworkPolicyRecord
  | BaselineAdminNetworkPolicyRecord
  | ServiceCIDRRecord
  | IPPoolRecord
  | AddressBlockRecord;

/** The record type of one kind. */
export type RecordOf<K extends Kind> = Extract<NetRecord, { readonly kind: K }>;
