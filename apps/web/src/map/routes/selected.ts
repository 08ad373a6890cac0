import type { RouteGraph, RouteService } from '@netkaart/network';
import type { Target, Title } from '../view';
import { findService } from './scene';

/**
 * The sentence about a selected Service, or null: `ready` of `total` endpoints on `nodes` nodes; `zones`: 'a 6 · b 0 ·
 * c 6', every zone of the cluster by name, '' when it has fewer than two.
 */
export function selectedTitle(graph: RouteGraph, target: Target): Title | null {
  const service = target.startsWith('uid:') ? findService(graph, target.slice(4)) : null;
  if (!service) return null;
  const { ready, total } = service.counts;
  const values = { ready, total, nodes: service.nodes, zones: zonesText(graph, service) };
  return { heading: `${service.namespace}/${service.name}`, key: 'routes.selected', values };
}

function zonesText(graph: RouteGraph, service: RouteService): string {
  const zones = new Map<string, number>();
  const zoneOf = new Map(graph.nodes.map((node) => [node.name, node.zone]));
  for (const { zone } of graph.nodes) if (zone !== '') zones.set(zone, 0);
  if (zones.size < 2) return '';
  for (const endpoint of service.endpoints) {
    const zone = endpoint.zone || (zoneOf.get(endpoint.node) ?? '');
    if (endpoint.state === 'ready') zones.set(zone, (zones.get(zone) ?? 0) + 1);
  }
  return [...zones].map(([zone, count]) => `${zone || '?'} ${count}`).join(' · ');
}
