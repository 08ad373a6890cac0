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

export type Labels = Readonly<Record<string, string>>;
export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Seconds = number;

/** The part that all records have. `namespace` is '' for cluster-scoped objects. */
export interface Meta {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly createdAt: Seconds;
  /** metadata.deletionTimestamp, or null while the object is not being deleted. */
  readonly deletedAt: Seconds | null;
}

/** metadata.ownerReferences[controller=true]. */
export interface OwnerRef {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** labels.Selector of apimachinery, kept as written; null is the nil selector (matches nothing), {} matches everything. */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly LabelExpression[];
}
export interface LabelExpression {
  readonly key: string;
  /** In, NotIn, Exists, DoesNotExist; an unknown operator is kept as written. */
  readonly operator: string;
  readonly values: readonly string[];
}

export interface NamespaceRecord extends Meta {
  readonly kind: 'Namespace';
  readonly phase: string;
}

export interface NodeRecord extends Meta {
  readonly kind: 'Node';
  readonly addresses: readonly { readonly type: string; readonly address: string }[];
  /** spec.podCIDRs, in order (the first is the primary family). */
  readonly podCIDRs: readonly string[];
  readonly unschedulable: boolean;
  /** Condition Ready: 'True' | 'False' | 'Unknown' | '' (no condition). */
  readonly ready: string;
  readonly readyReason: string;
  readonly readyMessage: string;
  readonly readySince: Seconds | null;
  readonly networkUnavailable: boolean;
  /** Allow-listed annotations that describe the node's network (flannel, Calico, Cilium, k3s). */
  readonly annotations: Labels;
  readonly kubeletVersion: string;
  /** status.allocatable.pods, or null. */
  readonly maxPods: number | null;
}

export interface ContainerPort {
  /** '' when unnamed. */
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly hostPort: number | null;
}
export interface ContainerPorts {
  readonly container: string;
  readonly init: boolean;
  readonly ports: readonly ContainerPort[];
}

export interface PodRecord extends Meta {
  readonly kind: 'Pod';
  /** spec.nodeName; '' while unscheduled. */
  readonly node: string;
  /** status.podIPs, in order; on the host network these are the node's addresses. */
  readonly ips: readonly string[];
  readonly hostNetwork: boolean;
  /** Pending | Running | Succeeded | Failed | Unknown */
  readonly phase: string;
  readonly ready: boolean;
  /** Why it is not well: the worst container's waiting/terminated reason, else the pod's reason, else ''. */
  readonly reason: string;
  readonly owner: OwnerRef | null;
  /** Containers that declare ports, init and sidecar containers included. */
  readonly containers: readonly ContainerPorts[];
  readonly hostname: string;
  readonly subdomain: string;
  readonly dnsPolicy: string;
  readonly dnsConfig: DnsConfig | null;
  /** Network flags of control-plane containers in kube-system (`--cluster-cidr`, `--service-cluster-ip-range`, …), else {}. */
  readonly flags: Labels;
}
export interface DnsConfig {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly { readonly name: string; readonly value: string | null }[];
}

export interface ServicePort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** A number, or the name of a container port. */
  readonly targetPort: number | string;
  readonly nodePort: number | null;
  readonly appProtocol: string;
}
export interface LoadBalancerIngress {
  readonly ip: string;
  readonly hostname: string;
  /** 'VIP' | 'Proxy' | '' */
  readonly ipMode: string;
}
export interface ServiceRecord extends Meta {
  readonly kind: 'Service';
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** spec.clusterIPs; ['None'] for headless, [] for ExternalName. */
  readonly clusterIPs: readonly string[];
  readonly ipFamilies: readonly string[];
  readonly ipFamilyPolicy: string;
  /** null: no selector (endpoints are managed by someone else). */
  readonly selector: Labels | null;
  readonly ports: readonly ServicePort[];
  readonly externalName: string;
  readonly externalIPs: readonly string[];
  readonly loadBalancer: readonly LoadBalancerIngress[];
  readonly loadBalancerClass: string;
  readonly loadBalancerSourceRanges: readonly string[];
  readonly externalTrafficPolicy: string;
  readonly internalTrafficPolicy: string;
  readonly trafficDistribution: string;
  readonly sessionAffinity: string;
  readonly sessionAffinityTimeoutSeconds: number | null;
  readonly publishNotReadyAddresses: boolean;
  readonly allocateLoadBalancerNodePorts: boolean;
  readonly healthCheckNodePort: number | null;
}

export interface EndpointRecord {
  readonly addresses: readonly string[];
  /** Conditions as written; null = not set (ready: read as true, serving: as ready, terminating: as false). */
  readonly ready: boolean | null;
  readonly serving: boolean | null;
  readonly terminating: boolean | null;
  readonly hostname: string;
  readonly node: string;
  readonly zone: string;
  readonly target: {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
  } | null;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
}
export interface EndpointSliceRecord extends Meta {
  readonly kind: 'EndpointSlice';
  /** Label kubernetes.io/service-name; '' when none. */
  readonly service: string;
  /** 'IPv4' | 'IPv6' | 'FQDN' */
  readonly addressType: string;
  /** port null: all ports. */
  readonly ports: readonly {
    readonly name: string;
    readonly protocol: Protocol;
    readonly port: number | null;
    readonly appProtocol: string;
  }[];
  readonly endpoints: readonly EndpointRecord[];
}

export interface IngressBackend {
  /** Service backend, or null for a resource backend. */
  readonly service: { readonly name: string; readonly port: number | string | null } | null;
  readonly resource: { readonly group: string; readonly kind: string; readonly name: string } | null;
}
export interface IngressRule {
  readonly host: string;
  readonly paths: readonly { readonly path: string; readonly pathType: string; readonly backend: IngressBackend }[];
}
export interface IngressRecord extends Meta {
  readonly kind: 'Ingress';
  /** spec.ingressClassName, else the annotation kubernetes.io/ingress.class, else ''. */
  readonly className: string;
  readonly classFromAnnotation: boolean;
  readonly defaultBackend: IngressBackend | null;
  readonly rules: readonly IngressRule[];
  readonly tls: readonly { readonly hosts: readonly string[]; readonly secretName: string }[];
  /** status.loadBalancer.ingress */
  readonly addresses: readonly { readonly ip: string; readonly hostname: string }[];
  /** Allow-listed annotations (ingress-nginx regex, rewrite, service-upstream, backend-protocol). */
  readonly annotations: Labels;
}
export interface IngressClassRecord extends Meta {
  readonly kind: 'IngressClass';
  readonly controller: string;
  readonly isDefault: boolean;
}

export interface GatewayClassRecord extends Meta {
  readonly kind: 'GatewayClass';
  readonly controller: string;
  readonly accepted: string;
}
export interface GatewayListener {
  readonly name: string;
  readonly hostname: string;
  readonly port: number;
  readonly protocol: string;
  readonly tlsMode: string;
  readonly certificateRefs: readonly ObjectRef[];
  /** 'Same' | 'All' | 'Selector' */
  readonly allowedFrom: string;
  readonly allowedSelector: LabelSelector | null;
  readonly allowedKinds: readonly { readonly group: string; readonly kind: string }[];
  /** status.listeners[name].attachedRoutes, or null. */
  readonly attachedRoutes: number | null;
}
export interface GatewayRecord extends Meta {
  readonly kind: 'Gateway';
  readonly className: string;
  readonly listeners: readonly GatewayListener[];
  readonly requestedAddresses: readonly { readonly type: string; readonly value: string }[];
  /** status.addresses */
  readonly addresses: readonly { readonly type: string; readonly value: string }[];
  /** Condition Programmed: 'True' | 'False' | 'Unknown' | '' */
  readonly programmed: string;
}
export interface ObjectRef {
  readonly group: string;
  readonly kind: string;
  /** '' = the referrer's own namespace. */
  readonly namespace: string;
  readonly name: string;
}
export interface ParentRef extends ObjectRef {
  readonly sectionName: string;
  readonly port: number | null;
}
export interface BackendRef extends ObjectRef {
  readonly port: number | null;
  readonly weight: number;
}
export interface RouteFilter {
  readonly type: string;
  /** The filter's own settings, as written. */
  readonly config: JsonValue;
}
export interface HeaderMatch {
  readonly type: string;
  readonly name: string;
  readonly value: string;
}
export interface ParentStatus {
  readonly parent: ParentRef;
  readonly accepted: string;
  readonly acceptedReason: string;
  readonly resolvedRefs: string;
  readonly resolvedRefsReason: string;
}
interface RouteBase extends Meta {
  readonly parentRefs: readonly ParentRef[];
  readonly hostnames: readonly string[];
  readonly parents: readonly ParentStatus[];
}
export interface HTTPRouteRule {
  readonly name: string;
  readonly matches: readonly {
    readonly pathType: string;
    readonly path: string;
    readonly method: string;
    readonly headers: readonly HeaderMatch[];
    readonly queryParams: readonly HeaderMatch[];
  }[];
  readonly filters: readonly RouteFilter[];
  readonly backendRefs: readonly BackendRef[];
}
export interface HTTPRouteRecord extends RouteBase {
  readonly kind: 'HTTPRoute';
  readonly rules: readonly HTTPRouteRule[];
}
export interface GRPCRouteRecord extends RouteBase {
  readonly kind: 'GRPCRoute';
  readonly rules: readonly {
    readonly name: string;
    readonly matches: readonly {
      readonly type: string;
      readonly service: string;
      readonly method: string;
      readonly headers: readonly HeaderMatch[];
    }[];
    readonly filters: readonly RouteFilter[];
    readonly backendRefs: readonly BackendRef[];
  }[];
}
export interface TLSRouteRecord extends RouteBase {
  readonly kind: 'TLSRoute';
  readonly rules: readonly { readonly name: string; readonly backendRefs: readonly BackendRef[] }[];
}
export interface TCPRouteRecord extends RouteBase {
  readonly kind: 'TCPRoute';
  readonly rules: readonly { readonly name: string; readonly backendRefs: readonly BackendRef[] }[];
}
export interface ReferenceGrantRecord extends Meta {
  readonly kind: 'ReferenceGrant';
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  /** name '' = every object of the kind. */
  readonly to: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
}

export interface PolicyPort {
  readonly protocol: string;
  /** A number, a port name, or null (every port of the protocol). */
  readonly port: number | string | null;
  readonly endPort: number | null;
}
export interface PolicyPeer {
  readonly podSelector: LabelSelector | null;
  readonly namespaceSelector: LabelSelector | null;
  readonly ipBlock: { readonly cidr: string; readonly except: readonly string[] } | null;
}
/** peers/ports null: section absent; [] : present and empty (both mean "all", but are kept apart as evidence). */
export interface PolicyRule {
  readonly peers: readonly PolicyPeer[] | null;
  readonly ports: readonly PolicyPort[] | null;
}
export interface NetworkPolicyRecord extends Meta {
  readonly kind: 'NetworkPolicy';
  readonly podSelector: LabelSelector;
  /** As written; null when absent (the default then depends on the sections). */
  readonly policyTypes: readonly string[] | null;
  readonly ingress: readonly PolicyRule[] | null;
  readonly egress: readonly PolicyRule[] | null;
}

/** One peer or port of the admin policy generations, as written (their schemas still move); unknown fields are kept. */
export interface AdminPolicyRule {
  readonly name: string;
  /** Allow | Accept | Deny | Pass */
  readonly action: string;
  /** from/to */
  readonly peers: readonly JsonValue[];
  /** ports (v1alpha1) or protocols (v1alpha2); null when absent. */
  readonly ports: readonly JsonValue[] | null;
}
interface AdminPolicyBase extends Meta {
  readonly apiVersion: string;
  /** Admin | Baseline; '' where the kind implies it. */
  readonly tier: string;
  readonly priority: number | null;
  readonly subject: JsonValue;
  readonly ingress: readonly AdminPolicyRule[];
  readonly egress: readonly AdminPolicyRule[];
}
export interface ClusterNetworkPolicyRecord extends AdminPolicyBase {
  readonly kind: 'ClusterNetworkPolicy';
}
export interface AdminNetworkPolicyRecord extends AdminPolicyBase {
  readonly kind: 'AdminNetworkPolicy';
}
export interface BaselineAdminNetworkPolicyRecord extends AdminPolicyBase {
  readonly kind: 'BaselineAdminNetworkPolicy';
}

export interface ServiceCIDRRecord extends Meta {
  readonly kind: 'ServiceCIDR';
  readonly cidrs: readonly string[];
  readonly ready: string;
}

/** A range from which blocks are cut: Calico's IPPool, Cilium's CiliumPodIPPool. */
export interface IPPoolRecord extends Meta {
  readonly kind: 'IPPool';
  readonly source: 'calico' | 'cilium';
  readonly cidrs: readonly string[];
  /** Prefix length of the blocks cut from it, or null when unknown. */
  readonly blockPrefix: number | null;
  /** Calico's spec.nodeSelector as written; '' when none. */
  readonly nodeSelector: string;
  readonly disabled: boolean;
  /** 'VXLAN' | 'VXLANCrossSubnet' | 'IPIP' | 'IPIPCrossSubnet' | '' */
  readonly encapsulation: string;
  readonly natOutgoing: boolean;
}

/** The blocks that one allocator object hands to a node: Calico's IPAMBlock (one cidr), Cilium's CiliumNode (several). */
export interface AddressBlockRecord extends Meta {
  readonly kind: 'AddressBlock';
  readonly source: 'calico' | 'cilium';
  readonly cidrs: readonly string[];
  /** The node that owns it; '' when none. */
  readonly node: string;
  /** Name of the pool, '' when unknown. */
  readonly pool: string;
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

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
