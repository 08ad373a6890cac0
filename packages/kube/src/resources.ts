import type { Kind, NetRecord } from '@netkaart/topology';
import type { Resource } from './sink.js';

/** A resource that Netkaart can read, with the versions that it understands, the preferred one first (= `version`). */
export interface KnownResource extends Resource {
  readonly versions: readonly string[];
  /** Served by every API server; others are found by discovery. */
  readonly core: boolean;
}

const CORE = '';
const GATEWAY = 'gateway.networking.k8s.io';
const POLICY = 'policy.networking.k8s.io';
const CALICO = 'crd.projectcalico.org';
const CILIUM = 'cilium.io';

/** Everything that is read, in the order in which the first lists are asked for. Never Secrets, never Leases. */
export const RESOURCES: readonly KnownResource[] = [
  known('Namespace', CORE, 'namespaces', 'v1'),
  known('Node', CORE, 'nodes', 'v1'),
  known('Service', CORE, 'services', 'v1'),
  known('Pod', CORE, 'pods', 'v1'),
  known('EndpointSlice', 'discovery.k8s.io', 'endpointslices', 'v1'),
  known('ServiceCIDR', 'networking.k8s.io', 'servicecidrs', 'v1', 'v1beta1'),
  known('IPPool', CALICO, 'ippools', 'v1'),
  known('AddressBlock', CALICO, 'ipamblocks', 'v1'),
  known('IPPool', CILIUM, 'ciliumpodippools', 'v2', 'v2alpha1'),
  known('AddressBlock', CILIUM, 'ciliumnodes', 'v2'),
  known('NetworkPolicy', 'networking.k8s.io', 'networkpolicies', 'v1'),
  known('ClusterNetworkPolicy', POLICY, 'clusternetworkpolicies', 'v1alpha2'),
  known('AdminNetworkPolicy', POLICY, 'adminnetworkpolicies', 'v1alpha1'),
  known('BaselineAdminNetworkPolicy', POLICY, 'baselineadminnetworkpolicies', 'v1alpha1'),
  known('Ingress', 'networking.k8s.io', 'ingresses', 'v1'),
  known('IngressClass', 'networking.k8s.io', 'ingressclasses', 'v1'),
  known('GatewayClass', GATEWAY, 'gatewayclasses', 'v1', 'v1beta1'),
  known('Gateway', GATEWAY, 'gateways', 'v1', 'v1beta1'),
  known('HTTPRoute', GATEWAY, 'httproutes', 'v1', 'v1beta1'),
  known('GRPCRoute', GATEWAY, 'grpcroutes', 'v1', 'v1alpha2'),
  known('TLSRoute', GATEWAY, 'tlsroutes', 'v1', 'v1alpha3', 'v1alpha2'),
  known('TCPRoute', GATEWAY, 'tcproutes', 'v1', 'v1alpha2'),
  known('ReferenceGrant', GATEWAY, 'referencegrants', 'v1', 'v1beta1', 'v1alpha2'),
];

/** Whether a record comes from this resource: two resources may feed one kind. */
export function belongsTo(resource: Resource, record: NetRecord): boolean {
  if (record.kind !== resource.kind) return false;
  if (record.kind !== 'IPPool' && record.kind !== 'AddressBlock') return true;
  return record.source === sourceOf(resource);
}

/** Whose address management a resource of CALICO or CILIUM belongs to. */
export function sourceOf(resource: Resource): 'calico' | 'cilium' {
  return resource.group === CILIUM ? 'cilium' : 'calico';
}

/** The path of the collection over all namespaces. */
export function pathOf({ group, version, plural }: Pick<Resource, 'group' | 'version' | 'plural'>): string {
  return group === CORE ? `/api/${version}/${plural}` : `/apis/${group}/${version}/${plural}`;
}

function known(kind: Kind, group: string, plural: string, version: string, ...older: string[]): KnownResource {
  const id = group === CORE ? plural : `${plural}.${group}`;
  return { id, kind, group, version, plural, versions: [version, ...older], core: group === CORE };
}
