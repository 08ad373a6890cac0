import {
  canonicalJson,
  type AddressBlockRecord,
  type Kind,
  type LabelSelector,
  type NetRecord,
  type NodeRecord,
} from '@netkaart/topology';

/** A command that shows what the panel says, and what it prints; `output` '' where it prints nothing. */
export interface KubectlProof {
  readonly command: string;
  readonly output: string;
}

/** Full resource names, so that kubectl finds the right API group. */
const RESOURCES: Record<Exclude<Kind, 'IPPool' | 'AddressBlock'>, string> = {
  Namespace: 'namespace',
  Node: 'node',
  Pod: 'pod',
  Service: 'service',
  EndpointSlice: 'endpointslice',
  Ingress: 'ingress',
  IngressClass: 'ingressclass',
  Gateway: 'gateways.gateway.networking.k8s.io',
  GatewayClass: 'gatewayclasses.gateway.networking.k8s.io',
  HTTPRoute: 'httproutes.gateway.networking.k8s.io',
  GRPCRoute: 'grpcroutes.gateway.networking.k8s.io',
  TLSRoute: 'tlsroutes.gateway.networking.k8s.io',
  TCPRoute: 'tcproutes.gateway.networking.k8s.io',
  ReferenceGrant: 'referencegrants.gateway.networking.k8s.io',
  NetworkPolicy: 'networkpolicy',
  ClusterNetworkPolicy: 'clusternetworkpolicies.policy.networking.k8s.io',
  AdminNetworkPolicy: 'adminnetworkpolicies.policy.networking.k8s.io',
  BaselineAdminNetworkPolicy: 'baselineadminnetworkpolicies.policy.networking.k8s.io',
  ServiceCIDR: 'servicecidr',
};

/** The kubectl line that proves the record's main fact, with the output that follows from the record. */
export function proveIt(record: NetRecord): KubectlProof {
  const { path, output } = factOf(record);
  const namespace = record.namespace === '' ? '' : ` -n ${quoted(record.namespace)}`;
  return {
    command: `kubectl get ${resourceOf(record)} ${quoted(record.name)}${namespace} -o jsonpath='${path}'`,
    output,
  };
}

interface Fact {
  readonly path: string;
  readonly output: string;
}

function factOf(record: NetRecord): Fact {
  switch (record.kind) {
    case 'Namespace':
      return fact('{.status.phase}', record.phase);
    case 'Node':
      return record.podCIDRs.length > 0
        ? fact('{.spec.podCIDR}', record.podCIDRs[0])
        : fact('{.status.addresses[?(@.type=="InternalIP")].address}', internalIPs(record));
    case 'Pod':
      return fact('{.status.podIP}', record.ips[0]);
    case 'Service':
      return record.type === 'ExternalName'
        ? fact('{.spec.externalName}', record.externalName)
        : fact('{.spec.clusterIP}', record.clusterIPs[0]);
    case 'EndpointSlice':
      return fact('{.metadata.labels.kubernetes\\.io/service-name}', record.service);
    case 'Ingress':
      return record.classFromAnnotation
        ? fact('{.metadata.annotations.kubernetes\\.io/ingress\\.class}', record.className)
        : fact('{.spec.ingressClassName}', record.className);
    case 'IngressClass':
      return fact('{.spec.controller}', record.controller);
    case 'GatewayClass':
      return fact('{.spec.controllerName}', record.controller);
    case 'Gateway':
      return fact('{.spec.gatewayClassName}', record.className);
    default:
      return factOfTheRest(record);
  }
}

type Rest = Exclude<
  NetRecord,
  {
    kind:
      | 'Namespace'
      | 'Node'
      | 'Pod'
      | 'Service'
      | 'EndpointSlice'
      | 'Ingress'
      | 'IngressClass'
      | 'GatewayClass'
      | 'Gateway';
  }
>;

function factOfTheRest(record: Rest): Fact {
  switch (record.kind) {
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
    case 'TCPRoute':
      return fact('{.spec.parentRefs[*].name}', joined(record.parentRefs.map(({ name }) => name)));
    case 'ReferenceGrant':
      return fact('{.spec.from[*].namespace}', joined(record.from.map(({ namespace }) => namespace)));
    case 'NetworkPolicy':
      return fact('{.spec.podSelector}', asWritten(record.podSelector));
    case 'ClusterNetworkPolicy':
    case 'AdminNetworkPolicy':
    case 'BaselineAdminNetworkPolicy':
      return fact('{.spec.subject}', canonicalJson(record.subject));
    case 'ServiceCIDR':
      return fact('{.spec.cidrs[*]}', joined(record.cidrs));
    case 'IPPool':
      return record.source === 'calico'
        ? fact('{.spec.cidr}', record.cidrs[0])
        : fact('{.spec.ipv4.cidrs[*]}', joined(record.cidrs.filter((cidr) => !cidr.includes(':'))));
    case 'AddressBlock':
      return fact(blockPath(record), joined(record.cidrs));
  }
}

function internalIPs({ addresses }: NodeRecord): string {
  return joined(addresses.flatMap(({ type, address }) => (type === 'InternalIP' ? [address] : [])));
}

function fact(path: string, output: string | undefined): Fact {
  return { path, output: output ?? '' };
}

function joined(texts: readonly string[]): string {
  return texts.join(' ');
}

/** A selector as the API server stores it: empty parts are absent, keys sorted, as kubectl prints them. */
function asWritten({ matchLabels, matchExpressions }: LabelSelector): string {
  const expressions = matchExpressions.map(({ key, operator, values }) => ({
    key,
    operator,
    ...(values.length > 0 ? { values } : {}),
  }));
  return canonicalJson({
    ...(expressions.length > 0 ? { matchExpressions: expressions } : {}),
    ...(Object.keys(matchLabels).length > 0 ? { matchLabels } : {}),
  });
}

function blockPath({ source, pool }: AddressBlockRecord): string {
  if (source === 'calico') return '{.spec.cidr}';
  return pool === '' ? '{.spec.ipam.podCIDRs[*]}' : '{.spec.ipam.pools.allocated[*].cidrs[*]}';
}

function resourceOf(record: NetRecord): string {
  if (record.kind === 'IPPool') {
    return record.source === 'calico' ? 'ippools.crd.projectcalico.org' : 'ciliumpodippools.cilium.io';
  }
  if (record.kind === 'AddressBlock') {
    return record.source === 'calico' ? 'ipamblocks.crd.projectcalico.org' : 'ciliumnodes.cilium.io';
  }
  return RESOURCES[record.kind];
}

/** Safe for a shell, whatever an object calls itself. */
function quoted(name: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
