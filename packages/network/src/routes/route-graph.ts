import type { Change, Kind, NodeRecord, Topology } from '@netkaart/topology';
import type { NamespaceRoutes, RouteGraph, RouteLink, RouteNode } from './graph.js';
import { changedKeys, type Grouping, groupRecords, ROUTE_KINDS } from './grouping.js';
import { namespaceRoutes } from './namespace-routes.js';
import { shortNames } from '../addresses/short-names.js';
import { isSilent } from '../core/states.js';
import { byText } from './sources.js';

/** The routes of a whole topology. The same for any order of its records. */
export function routeGraph(topology: Topology): RouteGraph {
  const grouping = groupRecords(topology);
  const computed = new Map(routingNamespaces(grouping).map((name) => [name, namespaceRoutes(name, grouping)]));
  return assemble(computed, grouping);
}

/**
 * The graph of a later topology. `changes` only tell which kinds to look at (absent: all); a namespace is recomputed
 * when a record that it was computed from differs, the others are taken over as they are. Equal to
 * routeGraph(topology). O(records of the changed kinds) to find them.
 */
export function updateRoutes(graph: RouteGraph, topology: Topology, changes?: readonly Change[]): RouteGraph {
  const kinds = changes && new Set<Kind>(changes.map((change) => change.kind));
  const grouping = groupRecords(topology, graph.grouping, kinds);
  const changed = changedKeys(graph.grouping, grouping);
  if (changed.size === 0 && grouping.Node === graph.grouping.Node) return { ...graph, grouping };
  const computed = new Map<string, NamespaceRoutes | null>();
  for (const name of routingNamespaces(grouping)) {
    const old = graph.namespaces.get(name);
    const stale = !old || changed.has(`ns:${name}`) || intersects(changed, old.dependsOn);
    computed.set(name, stale ? namespaceRoutes(name, grouping) : old);
  }
  return assemble(computed, grouping);
}

function intersects(few: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  for (const key of few) if (many.has(key)) return true;
  return false;
}

/** Namespaces that may route something, by name. */
function routingNamespaces(grouping: Grouping): readonly string[] {
  const names = new Set<string>();
  for (const kind of ROUTE_KINDS) {
    if (kind === 'Pod' || kind === 'EndpointSlice' || kind === 'ReferenceGrant') continue;
    for (const name of grouping[kind].keys()) names.add(name);
  }
  return [...names].sort(byText);
}

function assemble(computed: ReadonlyMap<string, NamespaceRoutes | null>, grouping: Grouping): RouteGraph {
  const namespaces = new Map<string, NamespaceRoutes>();
  for (const [name, routes] of computed) if (routes) namespaces.set(name, routes);
  return { namespaces, nodes: railNodes(grouping), crossings: crossingsOf(namespaces), grouping };
}

function crossingsOf(namespaces: ReadonlyMap<string, NamespaceRoutes>): readonly RouteLink[] {
  const crossings: RouteLink[] = [];
  for (const [name, routes] of namespaces) crossings.push(...routes.links.filter((link) => link.to.namespace !== name));
  return crossings.sort((a, b) => byText(a.id, b.id));
}

function railNodes(grouping: Grouping): readonly RouteNode[] {
  const labels = shortNames([...grouping.Node.keys()]);
  const nodes = [...grouping.Node.values()].map((node) => railNode(node, labels.get(node.name) ?? node.name));
  return nodes.sort((a, b) => byText(a.zone, b.zone) || byText(a.name, b.name));
}

function railNode(node: NodeRecord, label: string): RouteNode {
  const zone = node.labels['topology.kubernetes.io/zone'] ?? '';
  return { uid: node.uid, name: node.name, label, zone, ready: !isSilent(node) };
}
