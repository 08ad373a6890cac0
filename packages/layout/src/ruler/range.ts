import { comparePrefixes, formatPrefix, parsePrefix, type IPv4Prefix, type Prefix } from '@netkaart/topology';

export type RangeRole = 'pods' | 'services' | 'nodes';

/** An address range of a cluster, as the server reports it. More fields pass through to the bars untouched. */
export interface RulerRange {
  readonly cluster: string;
  readonly cidr: string;
  readonly role: RangeRole;
}

/** A range with its parsed prefix. */
export interface PlacedRange<R extends RulerRange> {
  readonly range: R;
  readonly prefix: Prefix;
}

export interface SortedRanges<R extends RulerRange> {
  readonly v4: readonly (PlacedRange<R> & { readonly prefix: IPv4Prefix })[];
  readonly v6: readonly PlacedRange<R>[];
  /** Ranges whose `cidr` is no prefix. They are reported, never drawn. */
  readonly unreadable: readonly R[];
}

/**
 * Ranges by family, in address order, then by role and in the order given; what a cluster says twice for the same role
 * counts once (the first).
 */
export function sortRanges<R extends RulerRange>(ranges: readonly R[]): SortedRanges<R> {
  const seen = new Set<string>();
  const unreadable: R[] = [];
  const placed: PlacedRange<R>[] = [];
  for (const range of ranges) {
    const prefix = parsePrefix(range.cidr);
    if (prefix === null) unreadable.push(range);
    else if (!seen.has(keyOf(range, prefix))) placed.push({ range, prefix });
    if (prefix !== null) seen.add(keyOf(range, prefix));
  }
  placed.sort(
    (a, b) => comparePrefixes(a.prefix, b.prefix) || ROLES.indexOf(a.range.role) - ROLES.indexOf(b.range.role),
  );
  return { v4: placed.filter(isV4), v6: placed.filter((each) => !isV4(each)), unreadable };
}

const ROLES: readonly RangeRole[] = ['pods', 'services', 'nodes'];

function keyOf(range: RulerRange, prefix: Prefix): string {
  return JSON.stringify([range.cluster, range.role, formatPrefix(prefix)]);
}

function isV4<R extends RulerRange>(each: PlacedRange<R>): each is PlacedRange<R> & { prefix: IPv4Prefix } {
  return each.prefix.family === 4;
}

/** The shortest usual way to write a prefix: `10.60/18`, `192.168.1.8/29`: two octets, and zeros behind them left out. */
export function shortPrefix(prefix: Prefix): string {
  return formatPrefix(prefix).replace(SHORTENED, '$1/');
}

const SHORTENED = /^(\d+\.\d+(?:\.\d+)*?)(?:\.0)+\//;
