import type { IngressRecord, NetRecord } from '@netkaart/topology';

/**
 * Keys of the ways in from outside that a record opens: each host of an Ingress class once, however many Ingresses claim
 * it; each listener of a Gateway; each LoadBalancer and each NodePort Service.
 */
export function entryKeys(record: NetRecord): readonly string[] {
  if (record.kind === 'Ingress') return ingressHosts(record).map((host) => `ingress ${record.className} ${host}`);
  if (record.kind === 'Gateway') return record.listeners.map((listener) => `gateway ${record.uid} ${listener.name}`);
  const exposed = record.kind === 'Service' && (record.type === 'LoadBalancer' || record.type === 'NodePort');
  return exposed ? [`service ${record.uid}`] : [];
}

/** The distinct hosts that an Ingress answers for; `*` for all. */
function ingressHosts({ rules, defaultBackend }: IngressRecord): string[] {
  const hosts = rules.map((rule) => rule.host.toLowerCase() || '*');
  return [...new Set(defaultBackend ? [...hosts, '*'] : hosts)];
}
