import type { EndpointSliceRecord, ServiceRecord } from '@netkaart/topology';
import { type MergedEndpoint, mergeEndpoints } from './endpoint-merge.js';
import { endpointState } from './endpoint-state.js';
import type { EndpointCounts, PortFact, RouteEndpoint } from './graph.js';
import type { Sources } from './sources.js';

/**
 * The endpoints of a Service in address order. `usable` follows CategorizeEndpoints of kube-proxy
 * (pkg/proxy/topology.go): the ready ones; if none is ready, those that serve while terminating.
 */
export function serviceEndpoints(
  service: ServiceRecord,
  slices: readonly EndpointSliceRecord[],
  sources: Sources,
): readonly RouteEndpoint[] {
  const merged = mergeEndpoints(slices, service.ipFamilies);
  const anyReady = merged.some((endpoint) => endpoint.ready);
  return merged.map((endpoint) => routeEndpoint(endpoint, anyReady, sources));
}

function routeEndpoint(endpoint: MergedEndpoint, anyReady: boolean, sources: Sources): RouteEndpoint {
  const pod = endpoint.uid === '' ? null : sources.pod(endpoint.namespace, endpoint.uid);
  const node = endpoint.node === '' ? null : sources.node(endpoint.node);
  return {
    uid: endpoint.uid,
    name: endpoint.name,
    addresses: endpoint.addresses,
    node: endpoint.node,
    zone: endpoint.zone,
    state: endpointState(endpoint, pod, node),
    usable: endpoint.ready || (!anyReady && endpoint.serving && endpoint.terminating),
    ports: endpoint.ports,
    reason: pod?.reason ?? '',
  };
}

/** The Service's ports with what answers on them; a named target port is resolved per pod, so it can have several numbers. */
export function portFacts(service: ServiceRecord, endpoints: readonly RouteEndpoint[]): readonly PortFact[] {
  return service.ports.map((port) => {
    const having = endpoints.filter((endpoint) => Object.hasOwn(endpoint.ports, port.name));
    const numbers = new Set(having.map((endpoint) => endpoint.ports[port.name] ?? port.port));
    return {
      name: port.name,
      protocol: port.protocol,
      port: port.port,
      targetPort: port.targetPort,
      nodePort: port.nodePort,
      targets: [...numbers].sort((a, b) => a - b),
      usable: having.filter((endpoint) => endpoint.usable).length,
    };
  });
}

export const NO_ENDPOINTS: EndpointCounts = {
  total: 0,
  usable: 0,
  ready: 0,
  draining: 0,
  notReady: 0,
  failing: 0,
  nodeNotReady: 0,
};

export function countEndpoints(endpoints: readonly RouteEndpoint[]): EndpointCounts {
  const counts = { ...NO_ENDPOINTS, total: endpoints.length };
  for (const endpoint of endpoints) {
    counts[endpoint.state] += 1;
    if (endpoint.usable) counts.usable += 1;
  }
  return counts;
}

export function addCounts(a: EndpointCounts, b: EndpointCounts): EndpointCounts {
  return {
    total: a.total + b.total,
    usable: a.usable + b.usable,
    ready: a.ready + b.ready,
    draining: a.draining + b.draining,
    notReady: a.notReady + b.notReady,
    failing: a.failing + b.failing,
    nodeNotReady: a.nodeNotReady + b.nodeNotReady,
  };
}

/** Distinct nodes with a usable endpoint. */
export function nodesOf(endpoints: readonly RouteEndpoint[]): number {
  return new Set(
    endpoints.filter((endpoint) => endpoint.usable && endpoint.node !== '').map((endpoint) => endpoint.node),
  ).size;
}
