import type { KindState } from '@netkaart/protocol';

/** Plural and API group of each kind that an administrator may have to allow. */
const RESOURCES: Readonly<Record<KindState['kind'], readonly (readonly [group: string, plural: string])[]>> = {
  Namespace: [['', 'namespaces']],
  Node: [['', 'nodes']],
  Pod: [['', 'pods']],
  Service: [['', 'services']],
  EndpointSlice: [['discovery.k8s.io', 'endpointslices']],
  Ingress: [['networking.k8s.io', 'ingresses']],
  IngressClass: [['networking.k8s.io', 'ingressclasses']],
  Gateway: [['gateway.networking.k8s.io', 'gateways']],
  GatewayClass: [['gateway.networking.k8s.io', 'gatewayclasses']],
  HTTPRoute: [['gateway.networking.k8s.io', 'httproutes']],
  GRPCRoute: [['gateway.networking.k8s.io', 'grpcroutes']],
  TLSRoute: [['gateway.networking.k8s.io', 'tlsroutes']],
  TCPRoute: [['gateway.networking.k8s.io', 'tcproutes']],
  ReferenceGrant: [['gateway.networking.k8s.io', 'referencegrants']],
  NetworkPolicy: [['networking.k8s.io', 'networkpolicies']],
  ClusterNetworkPolicy: [['policy.networking.k8s.io', 'clusternetworkpolicies']],
  AdminNetworkPolicy: [['policy.networking.k8s.io', 'adminnetworkpolicies']],
  BaselineAdminNetworkPolicy: [['policy.networking.k8s.io', 'baselineadminnetworkpolicies']],
  ServiceCIDR: [['networking.k8s.io', 'servicecidrs']],
  IPPool: [
    ['crd.projectcalico.org', 'ippools'],
    ['cilium.io', 'ciliumpodippools'],
  ],
  AddressBlock: [
    ['crd.projectcalico.org', 'ipamblocks'],
    ['cilium.io', 'ciliumnodes'],
  ],
};

/** A ClusterRole that allows exactly what is missing: `list` and `watch`, nothing that writes. Ready for kubectl apply. */
export function clusterRoleFor(denied: readonly Pick<KindState, 'kind'>[]): string {
  const byGroup = new Map<string, Set<string>>();
  for (const { kind } of denied) {
    for (const [group, plural] of RESOURCES[kind]) byGroup.set(group, (byGroup.get(group) ?? new Set()).add(plural));
  }
  const rules = [...byGroup]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, plurals]) => ruleFor(group, [...plurals].sort()));
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: ClusterRole',
    'metadata:',
    '  name: netkaart-reader',
    'rules:',
    ...rules,
    '',
  ].join('\n');
}

function ruleFor(group: string, plurals: readonly string[]): string {
  return `  - apiGroups: ["${group}"]\n    resources: [${plurals.map((name) => `"${name}"`).join(', ')}]\n    verbs: ["list", "watch"]`;
}
