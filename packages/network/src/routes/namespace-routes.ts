import { gatewayRoutes } from './gateway-routes.js';
import type { EndpointCounts, NamespaceRoutes, RouteService } from './graph.js';
import type { Grouping } from './grouping.js';
import { ingressRoutes } from './ingress-routes.js';
import { serviceEntries } from './service-entries.js';
import { addCounts, NO_ENDPOINTS } from './service-endpoints.js';
import { serviceRoutes } from './service-routes.js';
import { byText, type Sources, sourcesOf } from './sources.js';

/** All that one namespace routes; null when it holds neither Service nor entry nor rule. */
export function namespaceRoutes(namespace: string, grouping: Grouping): NamespaceRoutes | null {
  const sources = sourcesOf(grouping);
  const services = serviceRoutes(namespace, sources);
  const opened = entriesOf(services, namespace, sources);
  const ingress = ingressRoutes(namespace, sources);
  const gateway = gatewayRoutes(namespace, sources);
  const entries = [...ingress.entries, ...gateway.entries, ...opened.entries].sort(byId);
  const rules = [...ingress.rules, ...gateway.rules].sort(byId);
  if (services.length + entries.length + rules.length === 0) return null;
  const links = [...ingress.links, ...gateway.links, ...opened.links].sort(byId);
  const counts = services.map((service) => service.counts).reduce<EndpointCounts>(addCounts, NO_ENDPOINTS);
  return { namespace, entries, rules, links, services, counts, dependsOn: sources.asked };
}

function entriesOf(services: readonly RouteService[], namespace: string, sources: Sources) {
  const routes = new Map(services.map((service) => [service.uid, service]));
  const all = sources.records('Service', namespace).flatMap((service) => {
    const own = routes.get(service.uid);
    return own ? [serviceEntries(service, own, sources)] : [];
  });
  return { entries: all.flatMap((one) => one.entries), links: all.flatMap((one) => one.links) };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => byText(a.id, b.id);
