import {
  canonicalJson,
  type BackendRef,
  type ContainerPorts,
  type EndpointRecord,
  type IngressBackend,
  type JsonValue,
  type LabelSelector,
  type ObjectRef,
  type ParentRef,
  type PolicyPeer,
  type PolicyPort,
  type PolicyRule,
  type Seconds,
  type ServicePort,
} from '@netkaart/topology';

/** Plain JSON as lines: nothing for '' and null, one line for each item of a list or pair of an object. */
export function linesOf(value: JsonValue | undefined): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((item) => lineOf(item));
  if (typeof value !== 'object') return [String(value)];
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${key}=${lineOf(each)}`);
}

function lineOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return canonicalJson(value);
}

/** ISO 8601 in UTC, to the second; [] for no time. */
export function timeOf(seconds: Seconds | null): string[] {
  if (seconds === null || Math.abs(seconds) > 8.64e12) return [];
  return [new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')];
}

/** A selector as kubectl writes it: `app=web,tier in (a,b)`; `all` for the empty one, `none` for nil. */
export function selectorOf(selector: LabelSelector | null): string {
  if (selector === null) return 'none';
  const expressions = selector.matchExpressions.map(({ key, operator, values }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : operator === 'NotIn' ? 'notin' : operator} (${values.join(',')})`;
  });
  return [...linesOf(selector.matchLabels), ...expressions].join(',') || 'all';
}

/** `80/TCP http → 8080, node port 30080`. */
export function servicePortOf(port: ServicePort): string {
  const name = port.name === '' ? '' : ` ${port.name}`;
  const application = port.appProtocol === '' ? '' : ` (${port.appProtocol})`;
  const nodePort = port.nodePort === null ? '' : `, node port ${port.nodePort}`;
  return `${port.port}/${port.protocol}${name}${application} → ${port.targetPort}${nodePort}`;
}

/** One line for each port: `web 8080/TCP http, host port 80`; a container without ports has its own line. */
export function containerPortsOf({ container, init, ports }: ContainerPorts): string[] {
  const name = init ? `${container} (init)` : container;
  if (ports.length === 0) return [name];
  return ports.map((port) => {
    const hostPort = port.hostPort === null ? '' : `, host port ${port.hostPort}`;
    return `${name} ${port.port}/${port.protocol}${port.name === '' ? '' : ` ${port.name}`}${hostPort}`;
  });
}

/** `10.244.1.5 ready, node worker1, Pod default/web`: conditions with their meaning where they are not set. */
export function endpointOf(endpoint: EndpointRecord): string {
  const { target, hostname, node, zone, zoneHints, nodeHints } = endpoint;
  return [
    `${endpoint.addresses.join(' ')} ${conditionsOf(endpoint)}`,
    hostname && `hostname ${hostname}`,
    node && `node ${node}`,
    zone && `zone ${zone}`,
    zoneHints.length > 0 && `for zones ${zoneHints.join(' ')}`,
    nodeHints.length > 0 && `for nodes ${nodeHints.join(' ')}`,
    target && `${target.kind} ${target.namespace}/${target.name}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function conditionsOf({ ready, serving, terminating }: EndpointRecord): string {
  const words = [
    ready === null ? 'ready (not set)' : ready ? 'ready' : 'not ready',
    serving !== null && serving !== (ready ?? true) && (serving ? 'serving' : 'not serving'),
    terminating === true && 'terminating',
  ];
  return words.filter(Boolean).join(' ');
}

/** `Service web:80`, `StorageBucket static (k8s.example.com)`; `nothing` for an empty backend. */
export function ingressBackendOf({ service, resource }: IngressBackend): string {
  if (service) return `Service ${service.name}${service.port === null ? '' : `:${service.port}`}`;
  return resource ? `${resource.kind} ${resource.name} (${resource.group})` : 'nothing';
}

/** `Gateway edge/public`, with the namespace only where it is written. */
export function refOf({ group, kind, namespace, name }: ObjectRef): string {
  const known = group === '' || group === 'gateway.networking.k8s.io';
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}${known ? '' : ` (${group})`}`;
}

/** A parent with its listener and port. */
export function parentOf(ref: ParentRef): string {
  const listener = ref.sectionName === '' ? '' : `, listener ${ref.sectionName}`;
  return `${refOf(ref)}${listener}${ref.port === null ? '' : `, port ${ref.port}`}`;
}

/** A backend with its port and weight. */
export function backendOf(ref: BackendRef): string {
  return `${refOf(ref)}${ref.port === null ? '' : `:${ref.port}`}${ref.weight === 1 ? '' : `, weight ${ref.weight}`}`;
}

/** The rules of one direction of a NetworkPolicy, a line each; absent or empty peers and ports mean all. */
export function policyRulesOf(rules: readonly PolicyRule[], preposition: 'from' | 'to'): string[] {
  return rules.map(({ peers, ports }) => {
    const who = peers === null || peers.length === 0 ? 'everywhere' : peers.map(peerOf).join(' or ');
    const what = ports === null || ports.length === 0 ? 'every port' : ports.map(policyPortOf).join(', ');
    return `${preposition} ${who}: ${what}`;
  });
}

function peerOf({ podSelector, namespaceSelector, ipBlock }: PolicyPeer): string {
  if (ipBlock) return `${ipBlock.cidr}${ipBlock.except.length === 0 ? '' : ` except ${ipBlock.except.join(', ')}`}`;
  const pods = podSelector === null ? 'all pods' : `pods ${selectorOf(podSelector)}`;
  return namespaceSelector === null
    ? `${pods} of this namespace`
    : `${pods} in namespaces ${selectorOf(namespaceSelector)}`;
}

function policyPortOf({ protocol, port, endPort }: PolicyPort): string {
  if (port === null) return `all ${protocol}`;
  return `${port}${endPort === null ? '' : `–${endPort}`}/${protocol}`;
}
