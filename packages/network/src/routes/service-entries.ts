import type { ServiceRecord } from '@netkaart/topology';
import type { FieldRef } from './field-ref.js';
import type { EntryType, RouteEntry, RouteLink, RouteService } from './graph.js';
import { type Remark, remark } from './remark.js';
import type { Sources } from './sources.js';

/** The entries that a Service itself opens, and their links to it. */
export interface ServiceEntries {
  readonly entries: readonly RouteEntry[];
  readonly links: readonly RouteLink[];
}

/**
 * LoadBalancer address, external IPs and NodePort of a Service, all its ports in one entry of each type. The node ports
 * of a LoadBalancer are named on its own entry (they answer too, and while it waits they alone do).
 */
export function serviceEntries(service: ServiceRecord, routes: RouteService, sources: Sources): ServiceEntries {
  const open = [
    loadBalancer(service, routes, sources),
    externalIPs(service, routes, sources),
    nodePort(service, routes, sources),
  ];
  const entries = open.filter((entry) => entry !== null);
  return { entries, links: entries.map((entry) => linkTo(service, entry, routes, sources)) };
}

function loadBalancer(service: ServiceRecord, routes: RouteService, sources: Sources): RouteEntry | null {
  if (service.type !== 'LoadBalancer') return null;
  const addresses = service.loadBalancer.map((ingress) => ingress.ip || ingress.hostname).filter((text) => text !== '');
  const waiting = addresses.length === 0;
  const ports = service.ports.map((port) => port.port);
  const entry = baseEntry(service, routes, sources, 'loadBalancer', 'status.loadBalancer.ingress');
  return {
    ...entry,
    via: service.loadBalancerClass === '' ? 'LoadBalancer' : `LoadBalancer ${service.loadBalancerClass}`,
    addresses,
    ports: ascending(ports),
    waitingSince: waiting ? service.createdAt : null,
    remarks: waiting ? [pending(service)] : [],
  };
}

function pending(service: ServiceRecord): Remark {
  const answers = nodePorts(service).length > 0;
  return remark(answers ? 'address-pending' : 'address-pending-alone', service.uid, 'status.loadBalancer.ingress');
}

function externalIPs(service: ServiceRecord, routes: RouteService, sources: Sources): RouteEntry | null {
  if (service.externalIPs.length === 0 || service.type === 'ExternalName') return null;
  const entry = baseEntry(service, routes, sources, 'externalIP', 'spec.externalIPs');
  return {
    ...entry,
    via: 'external IP',
    addresses: service.externalIPs,
    ports: ascending(service.ports.map((port) => port.port)),
  };
}

function nodePort(service: ServiceRecord, routes: RouteService, sources: Sources): RouteEntry | null {
  if (service.type !== 'NodePort' || nodePorts(service).length === 0) return null;
  const entry = baseEntry(service, routes, sources, 'nodePort', 'spec.ports[].nodePort');
  const of = sources.nodeCount();
  return { ...entry, via: 'NodePort', ports: nodePorts(service), nodes: entry.nodes ?? { count: of, of } };
}

/** externalTrafficPolicy Local: only nodes with a usable endpoint answer (pkg/proxy/topology.go). */
function baseEntry(
  service: ServiceRecord,
  routes: RouteService,
  sources: Sources,
  type: EntryType,
  path: string,
): RouteEntry {
  const evidence: FieldRef = { uid: service.uid, path };
  return {
    id: `${type}:${service.namespace}/${service.name}`,
    type,
    namespace: service.namespace,
    uids: [service.uid],
    host: '',
    via: '',
    addresses: [],
    ports: [],
    nodes: isLocal(service) ? { count: routes.nodes, of: sources.nodeCount() } : null,
    waitingSince: null,
    nodePorts: nodePorts(service),
    remarks: [],
    evidence,
  };
}

function linkTo(service: ServiceRecord, entry: RouteEntry, routes: RouteService, sources: Sources): RouteLink {
  const values = { count: routes.nodes, of: sources.nodeCount() };
  const local = isLocal(service) ? [remark('external-local', service.uid, 'spec.externalTrafficPolicy', values)] : [];
  return {
    id: `${entry.id}>${service.name}`,
    from: entry.id,
    fromType: 'entry',
    to: { namespace: service.namespace, name: service.name },
    uid: service.uid,
    ports: service.ports.map((port) => port.port),
    share: null,
    remarks: [...entry.remarks, ...local],
    evidence: entry.evidence,
  };
}

const isLocal = (service: ServiceRecord): boolean => service.externalTrafficPolicy === 'Local';

const nodePorts = (service: ServiceRecord): readonly number[] =>
  ascending(service.ports.flatMap((port) => (port.nodePort === null ? [] : [port.nodePort])));

const ascending = (ports: readonly number[]): readonly number[] => [...new Set(ports)].sort((a, b) => a - b);
