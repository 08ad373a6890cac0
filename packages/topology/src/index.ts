import * as builders from './build.js';

export {
  KINDS,
  type AddressBlockRecord,
  type AdminNetworkPolicyRecord,
  type AdminPolicyRule,
  type BackendRef,
  type BaselineAdminNetworkPolicyRecord,
  type ClusterNetworkPolicyRecord,
  type ContainerPort,
  type ContainerPorts,
  type DnsConfig,
  type EndpointRecord,
  type EndpointSliceRecord,
  type GatewayClassRecord,
  type GatewayListener,
  type GatewayRecord,
  type GRPCRouteRecord,
  type HeaderMatch,
  type HTTPRouteRecord,
  type HTTPRouteRule,
  type IngressBackend,
  type IngressClassRecord,
  type IngressRecord,
  type IngressRule,
  type IPPoolRecord,
  type JsonValue,
  type Kind,
  type LabelExpression,
  type Labels,
  type LabelSelector,
  type LoadBalancerIngress,
  type Meta,
  type NamespaceRecord,
  type NetRecord,
  type NetworkPolicyRecord,
  type NodeRecord,
  type ObjectRef,
  type OwnerRef,
  type ParentRef,
  type ParentStatus,
  type PodRecord,
  type PolicyPeer,
  type PolicyPort,
  type PolicyRule,
  type Protocol,
  type RecordOf,
  type ReferenceGrantRecord,
  type RouteFilter,
  type Seconds,
  type ServiceCIDRRecord,
  type ServicePort,
  type ServiceRecord,
  type TCPRouteRecord,
  type TLSRouteRecord,
} from './records.js';
export { type Change, type RecordPatch } from './change.js';
export { emptyTopology, recordsOf, type Topology } from './topology.js';
export { BLANK, fieldNames, recordOf } from './blank.js';
export { diff, diffRecord } from './diff.js';
export { apply, ApplyError, applyPatch, unsafeApply, type ApplyErrorCode } from './apply.js';
export { canonicalJson, canonicalRecord, canonicalTopology } from './canonical.js';
export { hash, hashText } from './hash.js';
export { equalJson } from './equal.js';
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
