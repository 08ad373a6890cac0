import {
  addCounts,
  type EndpointCounts,
  isBreak,
  isWait,
  type NamespaceRoutes,
  NO_ENDPOINTS,
  type Remark,
  type RouteGraph,
  type RouteLink,
  type RouteService,
} from '@netkaart/network';

export const ROUTE_FILTERS = ['all', 'exposed', 'broken', 'waiting'] as const;
/** exposed: something outside leads to it · broken: a break on its way · waiting: something is still to come. */
export type RouteFilter = (typeof ROUTE_FILTERS)[number];

/** How many things each filter leaves: Services, and for broken and waiting also hosts and rules without Service. */
export type FilterCounts = Readonly<Record<RouteFilter, number>>;

/** The graph of what passes the filter: Services with all that leads to them. Namespaces left empty fall out. */
export function filterRoutes(graph: RouteGraph, filter: RouteFilter): RouteGraph {
  if (filter === 'all') return graph;
  const wanted = wantedOf(graph, filter);
  const namespaces = new Map<string, NamespaceRoutes>();
  for (const [name, routes] of graph.namespaces) {
    const left = filterNamespace(routes, wanted);
    if (left.services.length + left.entries.length + left.rules.length > 0) namespaces.set(name, left);
  }
  const crossings = graph.crossings.filter((link) => wanted.has(link.from) || wanted.has(keyOf(link.to)));
  return { ...graph, namespaces, crossings };
}

/** What the chips say. */
export function filterCounts(graph: RouteGraph): FilterCounts {
  const routes = [...graph.namespaces.values()];
  const all = routes.reduce((sum, one) => sum + one.services.length, 0);
  const exposedKeys = wantedOf(graph, 'exposed');
  const exposed = routes.flatMap((one) => one.services).filter((service) => exposedKeys.has(keyOf(service))).length;
  return { all, exposed, broken: troubled(routes, isBreak), waiting: troubled(routes, isWait) };
}

type Test = (remark: Remark) => boolean;

const keyOf = (service: { readonly namespace: string; readonly name: string }): string =>
  `${service.namespace}/${service.name}`;

/** Ids of entries and rules and `namespace/name` of Services that pass, with everything that leads to such a Service. */
function wantedOf(graph: RouteGraph, filter: Exclude<RouteFilter, 'all'>): ReadonlySet<string> {
  const wanted = new Set<string>();
  for (const routes of graph.namespaces.values()) {
    if (filter === 'exposed') addExposed(routes, wanted);
    else addTroubled(routes, filter === 'broken' ? isBreak : isWait, wanted);
  }
  addLeading(graph, wanted);
  return wanted;
}

function addExposed(routes: NamespaceRoutes, wanted: Set<string>): void {
  for (const entry of routes.entries) wanted.add(entry.id);
  for (const rule of routes.rules) wanted.add(rule.id);
  for (const link of routes.links) if (!link.remarks.some(isBreak)) wanted.add(keyOf(link.to));
}

function addTroubled(routes: NamespaceRoutes, test: Test, wanted: Set<string>): void {
  for (const service of routes.services) if (service.remarks.some(test)) wanted.add(keyOf(service));
  for (const thing of [...routes.entries, ...routes.rules]) if (thing.remarks.some(test)) wanted.add(thing.id);
  for (const link of routes.links) if (link.remarks.some(test)) addLink(link, routes.namespace, wanted);
}

/** A link in trouble concerns its rule and its Service; not one of another namespace, which has no part in it. */
function addLink(link: RouteLink, namespace: string, wanted: Set<string>): void {
  wanted.add(link.from);
  if (link.to.namespace === namespace) wanted.add(keyOf(link.to));
}

/** Rules that lead to a wanted Service or from a wanted host, then the hosts of those rules. */
function addLeading(graph: RouteGraph, wanted: Set<string>): void {
  for (const routes of graph.namespaces.values()) {
    for (const link of routes.links) if (wanted.has(keyOf(link.to))) wanted.add(link.from);
    for (const rule of routes.rules) if (wanted.has(rule.id)) for (const id of rule.entries) wanted.add(id);
  }
}

function filterNamespace(routes: NamespaceRoutes, wanted: ReadonlySet<string>): NamespaceRoutes {
  const services = routes.services.filter((service) => wanted.has(keyOf(service)));
  const entries = routes.entries.filter((entry) => wanted.has(entry.id));
  const rules = routes.rules.filter((rule) => wanted.has(rule.id));
  const links = routes.links.filter((link) => wanted.has(link.from));
  const counts = services.map((service) => service.counts).reduce<EndpointCounts>(addCounts, NO_ENDPOINTS);
  return { ...routes, services, entries, rules, links, counts };
}

/** Distinct objects in trouble: a Service once, however many ways lead to it. */
function troubled(namespaces: readonly NamespaceRoutes[], test: Test): number {
  const found = new Set<string>();
  for (const routes of namespaces) {
    const bad: readonly RouteService[] = routes.services.filter((service) => service.remarks.some(test));
    for (const service of bad) found.add(service.uid);
    for (const entry of routes.entries) if (entry.remarks.some(test)) found.add(entry.evidence.uid);
    for (const rule of routes.rules) if (rule.remarks.some(test)) found.add(rule.uid);
    for (const link of routes.links) if (link.remarks.some(test)) found.add(link.evidence.uid);
  }
  return found.size;
}
