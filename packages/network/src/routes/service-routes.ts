import type { EndpointSliceRecord, PodRecord, ServiceRecord } from '@netkaart/topology';
import type { PortFact, RouteEndpoint, RouteService } from './graph.js';
import { type Remark, remark } from './remark.js';
import { selectorHint, selectorText, selects } from './selector-hint.js';
import { countEndpoints, nodesOf, portFacts, serviceEndpoints } from './service-endpoints.js';
import { byText, type Sources } from './sources.js';

/** The Services of a namespace by name, each with its ports, endpoints and what breaks between them. */
export function serviceRoutes(namespace: string, sources: Sources): readonly RouteService[] {
  const slices = slicesByService(sources.records('EndpointSlice', namespace));
  return [...sources.records('Service', namespace)]
    .sort((a, b) => byText(a.name, b.name))
    .map((service) => routeService(service, slices.get(service.name) ?? [], sources));
}

/** Slices belong to the Service that their label kubernetes.io/service-name names; slices without it to none. */
function slicesByService(slices: readonly EndpointSliceRecord[]): ReadonlyMap<string, EndpointSliceRecord[]> {
  const groups = new Map<string, EndpointSliceRecord[]>();
  for (const slice of slices) {
    if (slice.service === '') continue;
    groups.set(slice.service, [...(groups.get(slice.service) ?? []), slice]);
  }
  return groups;
}

function routeService(service: ServiceRecord, slices: readonly EndpointSliceRecord[], sources: Sources): RouteService {
  const external = service.type === 'ExternalName';
  const endpoints = external ? [] : serviceEndpoints(service, slices, sources);
  const ports = portFacts(service, endpoints);
  const headless = service.clusterIPs[0] === 'None';
  const facts = { service, endpoints, ports, sources };
  return {
    uid: service.uid,
    namespace: service.namespace,
    name: service.name,
    type: service.type,
    clusterIP: headless ? '' : (service.clusterIPs[0] ?? ''),
    headless,
    externalName: external ? service.externalName : '',
    selectorless: isSelectorless(service) && !external,
    ports,
    endpoints,
    counts: countEndpoints(endpoints),
    nodes: nodesOf(endpoints),
    remarks: external ? [] : [...breaksOf(facts), ...notesOf(facts)],
  };
}

/** An absent or empty selector: someone else manages the endpoints (core/v1 types.go ServiceSpec.Selector). */
function isSelectorless(service: ServiceRecord): boolean {
  return service.selector === null || Object.keys(service.selector).length === 0;
}

interface Facts {
  readonly service: ServiceRecord;
  readonly endpoints: readonly RouteEndpoint[];
  readonly ports: readonly PortFact[];
  readonly sources: Sources;
}

function breaksOf(facts: Facts): readonly Remark[] {
  if (facts.endpoints.length === 0) return [emptyRemark(facts)];
  if (facts.ports.length === 0) {
    return facts.endpoints.some((endpoint) => endpoint.usable) ? [] : [noneReady(facts)];
  }
  const dead = facts.ports.filter((port) => port.usable === 0);
  if (dead.length === facts.ports.length && dead.every((port) => port.targets.length > 0)) return [noneReady(facts)];
  return dead.map((port) => portBreak(facts, port));
}

/** Why a Service has no endpoint at all. */
function emptyRemark({ service, sources }: Facts): Remark {
  const { selector, uid } = service;
  if (selector === null || isSelectorless(service)) return remark('slices-missing', uid, 'spec.selector');
  const pods = sources.records('Pod', service.namespace);
  const matching = pods.filter((pod) => selects(selector, pod.labels));
  const live = matching.filter((pod) => !isFinished(pod));
  const text = selectorText(selector);
  if (live.length > 0) return remark('endpoints-missing', uid, 'spec.selector', { count: live.length });
  if (matching.length > 0) return remark('selector-finished-only', uid, 'spec.selector', { selector: text });
  const hint = selectorHint(
    selector,
    pods.filter((pod) => !isFinished(pod)),
  );
  if (!hint) return remark('selector-no-match', uid, 'spec.selector', { selector: text });
  return remark('selector-near-match', uid, 'spec.selector', { selector: text, hint: hint.label, count: hint.count });
}

/** Pods that have ended are no endpoints (endpointslice controller, ShouldPodBeInEndpoints). */
const isFinished = (pod: PodRecord): boolean => pod.phase === 'Succeeded' || pod.phase === 'Failed';

/** A port without a usable endpoint: no pod has it by that name, or none that has it is ready. */
function portBreak(facts: Facts, port: PortFact): Remark {
  const index = facts.ports.indexOf(port);
  const path = `spec.ports[${index}].targetPort`;
  if (port.targets.length > 0) {
    const values = { port: port.name || port.port, reason: whyNoneReady(facts.endpoints) };
    return remark('port-none-ready', facts.service.uid, path, values);
  }
  const names = portNames(facts, port);
  if (names.length === 0) return remark('port-name-undeclared', facts.service.uid, path, { port: port.targetPort });
  return remark('port-name-unmatched', facts.service.uid, path, { port: port.targetPort, names: names.join('` or `') });
}

/** The names that the selected pods give their ports of this protocol, by name. */
function portNames({ service, endpoints, sources }: Facts, port: PortFact): readonly string[] {
  const names = new Set<string>();
  for (const endpoint of endpoints) {
    const pod = endpoint.uid === '' ? null : sources.pod(service.namespace, endpoint.uid);
    for (const container of pod?.containers ?? []) {
      if (container.init) continue;
      for (const own of container.ports) if (own.name !== '' && own.protocol === port.protocol) names.add(own.name);
    }
  }
  return [...names].sort(byText);
}

const noneReady = ({ service, endpoints }: Facts): Remark =>
  remark('none-ready', service.uid, 'spec.selector', { reason: whyNoneReady(endpoints) });

/** '6 failing (CrashLoopBackOff), 2 not ready'. */
function whyNoneReady(endpoints: readonly RouteEndpoint[]): string {
  const counts = countEndpoints(endpoints);
  const reasons = [...new Set(endpoints.filter((one) => one.state === 'failing').map((one) => one.reason))].sort(
    byText,
  );
  const parts = [
    counts.failing > 0 ? `${counts.failing} failing${reasons.join('') === '' ? '' : ` (${reasons.join(', ')})`}` : '',
    counts.notReady > 0 ? `${counts.notReady} not ready` : '',
    counts.nodeNotReady > 0 ? `${counts.nodeNotReady} on a node that is not ready` : '',
    counts.ready + counts.draining > 0 ? `${counts.ready + counts.draining} without the port` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function notesOf({ service, endpoints, sources }: Facts): readonly Remark[] {
  const notes: Remark[] = [];
  const usable = endpoints.filter((endpoint) => endpoint.usable);
  if (usable.length > 0 && usable.every((endpoint) => endpoint.state === 'draining')) {
    notes.push(remark('draining', service.uid, 'spec.selector'));
  }
  if (service.internalTrafficPolicy === 'Local' && service.clusterIPs[0] !== 'None') {
    const values = { count: nodesOf(endpoints), of: sources.nodeCount() };
    notes.push(remark('internal-local', service.uid, 'spec.internalTrafficPolicy', values));
  }
  return notes;
}
