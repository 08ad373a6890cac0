import type { RouteGraph, RouteLink } from '@netkaart/network';
import type { Target } from '../view';

/** What a selection lights up: ids of entries and rules, `namespace/name` of Services, pods by UID, nodes by name. */
export interface Highlight {
  readonly things: ReadonlySet<string>;
  /** Services whose dots fan out to their nodes; with `pods` only those. */
  readonly services: ReadonlySet<string>;
  readonly pods: ReadonlySet<string> | null;
  readonly nodes: ReadonlySet<string>;
}

const NOTHING: Highlight = { things: new Set(), services: new Set(), pods: null, nodes: new Set() };

/** The whole way through the thing that a target names: everything before and after it. */
export function highlightOf(graph: RouteGraph, target: Target | null): Highlight {
  if (target === null || !target.startsWith('uid:')) return NOTHING;
  const uid = target.slice(4);
  const node = graph.nodes.find((one) => one.uid === uid);
  if (node) return { ...NOTHING, nodes: new Set([node.name]) };
  return throughObject(graph, uid);
}

function throughObject(graph: RouteGraph, uid: string): Highlight {
  const links = [...graph.namespaces.values()].flatMap((routes) => routes.links);
  const services = new Set<string>();
  const starts = new Set<string>();
  const pods = new Set<string>();
  for (const routes of graph.namespaces.values()) {
    for (const service of routes.services) {
      if (service.uid === uid) services.add(`${service.namespace}/${service.name}`);
      else if (service.endpoints.some((endpoint) => endpoint.uid === uid)) {
        services.add(`${service.namespace}/${service.name}`);
        pods.add(uid);
      }
    }
    for (const entry of routes.entries)
      if (entry.uids.includes(uid) && !services.has(ownService(entry.id))) starts.add(entry.id);
    for (const rule of routes.rules) if (rule.uid === uid) starts.add(rule.id);
  }
  if (services.size === 0 && starts.size === 0) return NOTHING;
  const things = walk(graph, links, services, starts);
  return { things, services, pods: pods.size > 0 ? pods : null, nodes: new Set() };
}

const ownService = (entryId: string): string => entryId.slice(entryId.indexOf(':') + 1);

/** Backward from Services to rules and hosts; forward from rules and hosts to Services. */
function walk(
  graph: RouteGraph,
  links: readonly RouteLink[],
  services: ReadonlySet<string>,
  starts: ReadonlySet<string>,
): ReadonlySet<string> {
  const things = new Set([...services, ...starts]);
  for (const link of links) if (services.has(keyOf(link))) things.add(link.from);
  for (const routes of graph.namespaces.values()) {
    for (const rule of routes.rules) {
      if (things.has(rule.id)) for (const id of rule.entries) things.add(id);
      else if (rule.entries.some((id) => starts.has(id))) things.add(rule.id);
    }
  }
  if (services.size > 0) return things;
  for (const link of links) if (things.has(link.from)) things.add(keyOf(link));
  return things;
}

const keyOf = (link: RouteLink): string => `${link.to.namespace}/${link.to.name}`;
