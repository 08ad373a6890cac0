import type { SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';
import { isHostNetwork, isOver, isReady, nodeOf, podIPsOf } from './pod-state.js';

/** A Service with a selector, as the controller sees it. */
export interface ServiceView {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly object: KubeObject;
  readonly selector: Readonly<Record<string, string>>;
}

export interface Endpoint {
  readonly addresses: readonly [string];
  readonly conditions: { readonly ready: boolean; readonly serving: boolean; readonly terminating: boolean };
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly zone?: string;
  readonly hints?: object;
  readonly targetRef: { readonly kind: 'Pod'; readonly namespace: string; readonly name: string; readonly uid: string };
}

interface EndpointPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

/** Endpoints that share an address family and port numbers; they may fill several slices. */
export interface EndpointGroup {
  readonly addressType: 'IPv4' | 'IPv6';
  readonly ports: readonly EndpointPort[];
  /** By UID of the pod. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
}

interface ServiceFields {
  readonly ports?: readonly {
    name?: string;
    port: number;
    targetPort: number | string;
    protocol: string;
    appProtocol?: string;
  }[];
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  readonly clusterIP?: string;
  readonly publishNotReadyAddresses?: boolean;
  readonly trafficDistribution?: string;
}

export function selects(selector: Readonly<Record<string, string>>, pod: KubeObject): boolean {
  const labels = pod.metadata.labels ?? {};
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/**
 * What the slices of a Service should hold. A named target port is looked up in each pod, so pods may fall into several
 * groups; where no pod has the name, the endpoints stand without ports. At least one group per family, if need be empty.
 */
export function desiredSlices(cluster: SimCluster, service: ServiceView, pods: readonly KubeObject[]): EndpointGroup[] {
  const fields = service.object['spec'] as ServiceFields;
  const backends = pods.filter((pod) => selects(service.selector, pod) && !isOver(pod));
  return (fields.ipFamilies ?? ['IPv4']).flatMap((family) => groupsOf(cluster, service, fields, family, backends));
}

function groupsOf(
  cluster: SimCluster,
  service: ServiceView,
  fields: ServiceFields,
  addressType: 'IPv4' | 'IPv6',
  backends: readonly KubeObject[],
): EndpointGroup[] {
  const groups = new Map<string, { ports: EndpointPort[]; endpoints: Map<string, Endpoint> }>();
  for (const pod of backends) {
    const address = podIPsOf(pod).find((ip) => ip.includes(':') === (addressType === 'IPv6'));
    if (address === undefined) continue;
    const ports = portsOf(fields, pod);
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, endpoints: new Map<string, Endpoint>() };
    groups.set(key, group);
    group.endpoints.set(pod.metadata.uid ?? '', endpointOf(cluster, service, fields, pod, address));
  }
  if (groups.size === 0) return [{ addressType, ports: [], endpoints: new Map() }];
  return [...groups.values()].map((group) => ({ addressType, ...group }));
}

function portsOf({ ports = [] }: ServiceFields, pod: KubeObject): EndpointPort[] {
  return ports.flatMap(({ name = '', targetPort, protocol, appProtocol }) => {
    const port = typeof targetPort === 'number' ? targetPort : namedPort(pod, targetPort, protocol);
    return port === undefined ? [] : [{ name, port, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }];
  });
}

function namedPort(pod: KubeObject, name: string, protocol: string): number | undefined {
  const { containers } = pod['spec'] as {
    containers: { ports?: { name?: string; containerPort: number; protocol: string }[] }[];
  };
  const ports = containers.flatMap((container) => container.ports ?? []);
  return ports.find((port) => port.name === name && port.protocol === protocol)?.containerPort;
}

function endpointOf(
  cluster: SimCluster,
  service: ServiceView,
  fields: ServiceFields,
  pod: KubeObject,
  address: string,
): Endpoint {
  const { namespace = '', name, uid = '', deletionTimestamp } = pod.metadata;
  const { hostname, subdomain } = pod['spec'] as { hostname?: string; subdomain?: string };
  const nodeName = nodeOf(pod);
  const zone = cluster.get('nodes', '', nodeName)?.metadata.labels?.['topology.kubernetes.io/zone'];
  const terminating = deletionTimestamp !== undefined;
  const serving = isReady(pod);
  const ready = fields.publishNotReadyAddresses === true || (serving && !terminating);
  return {
    addresses: [address],
    conditions: { ready, serving, terminating },
    ...(hostname !== undefined && subdomain === service.name && !isHostNetwork(pod) ? { hostname } : {}),
    nodeName,
    ...(zone === undefined ? {} : { zone }),
    ...(ready ? hintsOf(fields.trafficDistribution, zone, nodeName) : {}),
    targetRef: { kind: 'Pod', namespace, name, uid },
  };
}

function hintsOf(distribution: string | undefined, zone: string | undefined, node: string): { hints?: object } {
  if (distribution === 'PreferSameNode') return { hints: { forNodes: [{ name: node }] } };
  const near = distribution === 'PreferClose' || distribution === 'PreferSameZone';
  return near && zone !== undefined ? { hints: { forZones: [{ name: zone }] } } : {};
}
