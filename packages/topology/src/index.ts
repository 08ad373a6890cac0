import * as builders from './build.js';

export { KINDS, type Kind, type NetRecord, type RecordOf } from './records.js';
export { type AddressBlockRecord, type IPPoolRecord, type ServiceCIDRRecord } from './records/allocation.js';
export {
  type AdminNetworkPolicyRecord,
  type AdminPolicyRule,
  type BaselineAdminNetworkPolicyRecord,
  type ClusterNetworkPolicyRecord,
  type NetworkPolicyRecord,
  type PolicyPeer,
  type PolicyPort,
  type PolicyRule,
} from './records/policy.js';
export {
  type BackendRef,
  type GRPCRouteRecord,
  type HeaderMatch,
  type HTTPRouteRecord,
  type HTTPRouteRule,
  type ParentRef,
  type ParentStatus,
  type ReferenceGrantRecord,
  type RouteFilter,
  type TCPRouteRecord,
  type TLSRouteRecord,
} from './records/route.js';
export {
  type ContainerPort,
  type ContainerPorts,
  type DnsConfig,
  type NamespaceRecord,
  type NodeRecord,
  type PodRecord,
} from './records/workload.js';
export {
  type EndpointRecord,
  type EndpointSliceRecord,
  type LoadBalancerIngress,
  type ServicePort,
  type ServiceRecord,
} from './records/service.js';
export {
  type GatewayClassRecord,
  type GatewayListener,
  type GatewayRecord,
  type ObjectRef,
} from './records/gateway.js';
export {
  type IngressBackend,
  type IngressClassRecord,
  type IngressRecord,
  type IngressRule,
} from './records/ingress.js';
export {
  type JsonValue,
  type LabelExpression,
  type Labels,
  type LabelSelector,
  type Meta,
  type OwnerRef,
  type Protocol,
  type Seconds,
} from './records/common.js';
export { type Change, type RecordPatch } from './change.js';
export { emptyTopology, recordsOf, type Topology } from './topology.js';
export { BLANK, fieldNames, recordOf } from './blank.js';
export { diff, diffRecord } from './diff.js';
export { apply, ApplyError, applyPatch, unsafeApply, type ApplyErrorCode } from './apply.js';
export { canonicalJson, canonicalRecord, canonicalTopology } from './canonical.js';
export { hash } from './hash.js';
export { equalJson } from './equal.js';
export { createInterner, type Interner } from './intern.js';
export { decodeColumns, encodeColumns } from './columns/columns.js';
export { ColumnsError, type ColumnsErrorCode } from './columns/columns-error.js';
export { formatIPv4, parseIPv4 } from './ipv4.js';
export { formatIPv6, parseIPv6 } from './ipv6.js';
export {
  canonicalAddress,
  compareAddresses,
  formatAddress,
  parseAddress,
  type Address,
  type Family,
  type IPv4Address,
  type IPv6Address,
} from './address.js';
export {
  addressAt,
  bitsOf,
  comparePrefixes,
  enclosingPrefix,
  firstAddress,
  formatPrefix,
  lastAddress,
  offsetIn,
  parsePrefix,
  prefixContains,
  prefixCovers,
  prefixesOverlap,
  prefixOf,
  prefixSize,
  subnetAt,
  subnetIndex,
  type IPv4Prefix,
  type IPv6Prefix,
  type Prefix,
} from './prefix.js';

/** Builders of records for tests and demos: `build.pod({ name: 'web' })`, `build.topology([...])`. */
export const build = builders;
