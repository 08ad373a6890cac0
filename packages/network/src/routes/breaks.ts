import type { NamespaceRoutes, RouteGraph } from './graph.js';
import { isBreak, isWait, type Remark } from './remark.js';
import { byText } from './sources.js';

/** One thing on the route map that is broken or waits, with all its reasons. */
export interface RouteTrouble {
  readonly namespace: string;
  /** Name of the Service, host or rule. */
  readonly name: string;
  /** The object to open: the Service where one is concerned, else the Ingress, route or Gateway. */
  readonly uid: string;
  /** Endpoints behind it that no longer take traffic: the weight of the trouble. */
  readonly endpoints: number;
  readonly remarks: readonly Remark[];
}

/** What is broken, worst first: by endpoints concerned, then namespace and name. One entry per object. */
export function breaks(graph: RouteGraph): readonly RouteTrouble[] {
  return troubles(graph, isBreak);
}

/** What waits for something that is still to come, in the same order. */
export function waits(graph: RouteGraph): readonly RouteTrouble[] {
  return troubles(graph, isWait);
}

function troubles(graph: RouteGraph, wanted: (remark: Remark) => boolean): readonly RouteTrouble[] {
  const all = [...graph.namespaces.values()].flatMap((routes) => namespaceTroubles(routes, wanted));
  return all.sort((a, b) => b.endpoints - a.endpoints || byText(a.namespace, b.namespace) || byText(a.name, b.name));
}

/** The troubles of one namespace, unsorted, one per object. */
export function namespaceTroubles(
  routes: NamespaceRoutes,
  wanted: (remark: Remark) => boolean,
): readonly RouteTrouble[] {
  const found = new Map<string, RouteTrouble>();
  const add = (uid: string, name: string, endpoints: number, remarks: readonly Remark[]) => {
    const bad = remarks.filter(wanted);
    if (bad.length === 0) return;
    const known = found.get(uid);
    const more = bad.filter((one) => !known?.remarks.includes(one));
    found.set(uid, {
      namespace: routes.namespace,
      name: known?.name ?? name,
      uid,
      endpoints,
      remarks: [...(known?.remarks ?? []), ...more],
    });
  };
  for (const service of routes.services) add(service.uid, service.name, service.counts.total, service.remarks);
  for (const entry of routes.entries) add(entry.evidence.uid, nameOf(entry.host, entry.id), 0, entry.remarks);
  for (const rule of routes.rules) add(rule.uid, rule.name, 0, rule.remarks);
  for (const link of routes.links) add(link.evidence.uid, link.to.name, 0, link.remarks);
  return [...found.values()];
}

const nameOf = (host: string, id: string): string => (host === '' ? id.slice(id.indexOf('/') + 1) : host);
