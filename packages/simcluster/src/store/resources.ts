/** One resource of the API: what discovery says of it. */
export interface ResourceType {
  /** `pods`, `endpointslices.discovery.k8s.io`: plural and group. */
  readonly id: string;
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  /** Whether it comes from a CustomResourceDefinition and may be removed at run time. */
  readonly custom: boolean;
}

/** What every API server of the given minor version serves, as far as a reader of the network asks. */
export function builtInTypes(minor: number): readonly ResourceType[] {
  const serviceCidrs = builtIn('networking.k8s.io', 'v1', 'servicecidrs', 'ServiceCIDR', false);
  return minor >= 33 ? [...builtIns, serviceCidrs] : builtIns;
}

/** The custom resources that can be installed, by id. */
export function customType(id: string): ResourceType | undefined {
  return customTypes.get(id);
}

/** Ids of all custom resources of one API group. */
export function customIds(group: string): string[] {
  return [...customTypes.values()].filter((type) => type.group === group).map((type) => type.id);
}

/** `v1`, `discovery.k8s.io/v1` */
export function apiVersionOf(type: ResourceType): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`;
}

const builtIns = [
  builtIn('', 'v1', 'namespaces', 'Namespace', false, 'ns'),
  builtIn('', 'v1', 'nodes', 'Node', false, 'no'),
  builtIn('', 'v1', 'pods', 'Pod', true, 'po'),
  builtIn('', 'v1', 'services', 'Service', true, 'svc'),
  builtIn('discovery.k8s.io', 'v1', 'endpointslices', 'EndpointSlice', true),
  builtIn('networking.k8s.io', 'v1', 'ingresses', 'Ingress', true, 'ing'),
  builtIn('networking.k8s.io', 'v1', 'ingressclasses', 'IngressClass', false),
  builtIn('networking.k8s.io', 'v1', 'networkpolicies', 'NetworkPolicy', true, 'netpol'),
  builtIn('apiextensions.k8s.io', 'v1', 'customresourcedefinitions', 'CustomResourceDefinition', false, 'crd'),
];

const gateway = 'gateway.networking.k8s.io';
const policy = 'policy.networking.k8s.io';
const calico = 'crd.projectcalico.org';
const cilium = 'cilium.io';

const customTypes = new Map(
  [
    custom(gateway, 'v1', 'gatewayclasses', 'GatewayClass', false),
    custom(gateway, 'v1', 'gateways', 'Gateway', true),
    custom(gateway, 'v1', 'httproutes', 'HTTPRoute', true),
    custom(gateway, 'v1', 'grpcroutes', 'GRPCRoute', true),
    custom(gateway, 'v1alpha2', 'tlsroutes', 'TLSRoute', true),
    custom(gateway, 'v1alpha2', 'tcproutes', 'TCPRoute', true),
    custom(gateway, 'v1beta1', 'referencegrants', 'ReferenceGrant', true),
    custom(policy, 'v1alpha1', 'adminnetworkpolicies', 'AdminNetworkPolicy', false),
    custom(policy, 'v1alpha1', 'baselineadminnetworkpolicies', 'BaselineAdminNetworkPolicy', false),
    custom(policy, 'v1alpha2', 'clusternetworkpolicies', 'ClusterNetworkPolicy', false),
    custom(calico, 'v1', 'ippools', 'IPPool', false),
    custom(calico, 'v1', 'ipamblocks', 'IPAMBlock', false),
    custom(cilium, 'v2', 'ciliumnodes', 'CiliumNode', false),
    custom(cilium, 'v2alpha1', 'ciliumpodippools', 'CiliumPodIPPool', false),
  ].map((type) => [type.id, type]),
);

function builtIn(
  group: string,
  version: string,
  plural: string,
  kind: string,
  namespaced: boolean,
  ...shortNames: string[]
): ResourceType {
  const id = group === '' ? plural : `${plural}.${group}`;
  return { id, group, version, plural, singular: kind.toLowerCase(), kind, namespaced, shortNames, custom: false };
}

function custom(group: string, version: string, plural: string, kind: string, namespaced: boolean): ResourceType {
  return { ...builtIn(group, version, plural, kind, namespaced), custom: true };
}
