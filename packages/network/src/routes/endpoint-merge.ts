import type { EndpointRecord, EndpointSliceRecord } from '@netkaart/topology';
import { sortByAddress } from './address-order.js';

/** One backend after merging all slices of a Service; conditions resolved. */
export interface MergedEndpoint {
  readonly uid: string;
  readonly name: string;
  /** Namespace of the target object, else that of the slice. */
  readonly namespace: string;
  readonly addresses: readonly string[];
  readonly node: string;
  readonly zone: string;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly ports: Readonly<Record<string, number | null>>;
}

/**
 * The endpoints of one Service from all its slices: slices of one family are merged, a backend that stands in several
 * is one, and the two families of a backend become one with both addresses (`families` names the order, as in
 * spec.ipFamilies). In order of the first address.
 *
 * Conditions: ready null = true, serving null = ready, terminating null = false (discovery/v1 types.go
 * EndpointConditions). A backend listed twice with different conditions is being moved between slices; upstream leaves
 * open which one counts, so the one that takes traffic does, whatever the order of the slices.
 */
export function mergeEndpoints(
  slices: readonly EndpointSliceRecord[],
  families: readonly string[] = [],
): readonly MergedEndpoint[] {
  const merged = new Map<string, MergedEndpoint>();
  for (const slice of inFamilyOrder(slices, families)) {
    const ports = portsOf(slice);
    for (const endpoint of slice.endpoints) {
      const key = endpoint.target?.uid ?? endpoint.addresses[0] ?? '';
      const known = merged.get(key);
      const next = resolve(slice, endpoint, ports);
      merged.set(key, known ? union(known, next) : next);
    }
  }
  return sortByAddress([...merged.values()], (endpoint) => endpoint.addresses[0] ?? '');
}

function inFamilyOrder(slices: readonly EndpointSliceRecord[], families: readonly string[]): EndpointSliceRecord[] {
  const rank = (slice: EndpointSliceRecord) =>
    (families.indexOf(slice.addressType) + families.length + 1) % (families.length + 1);
  return [...slices].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

function portsOf(slice: EndpointSliceRecord): Readonly<Record<string, number | null>> {
  return Object.fromEntries(slice.ports.map((port) => [port.name, port.port]));
}

function resolve(slice: EndpointSliceRecord, endpoint: EndpointRecord, ports: MergedEndpoint['ports']): MergedEndpoint {
  const ready = endpoint.ready ?? true;
  return {
    uid: endpoint.target?.kind === 'Pod' ? endpoint.target.uid : '',
    name: endpoint.target?.name ?? endpoint.addresses[0] ?? '',
    namespace: endpoint.target?.namespace || slice.namespace,
    addresses: endpoint.addresses,
    node: endpoint.node,
    zone: endpoint.zone,
    ready,
    serving: endpoint.serving ?? ready,
    terminating: endpoint.terminating ?? false,
    ports,
  };
}

function union(a: MergedEndpoint, b: MergedEndpoint): MergedEndpoint {
  const [best, other] = strength(b) > strength(a) ? [b, a] : [a, b];
  return { ...best, addresses: bothAddresses(a.addresses, b.addresses), ports: bothPorts(best.ports, other.ports) };
}

const strength = (endpoint: MergedEndpoint): number => (endpoint.ready ? 2 : endpoint.serving ? 1 : 0);

function bothAddresses(a: readonly string[], b: readonly string[]): readonly string[] {
  const more = b.filter((address) => !a.includes(address));
  return more.length === 0 ? a : [...a, ...more];
}

function bothPorts(best: MergedEndpoint['ports'], other: MergedEndpoint['ports']): MergedEndpoint['ports'] {
  return Object.keys(other).every((name) => Object.hasOwn(best, name)) ? best : { ...other, ...best };
}
