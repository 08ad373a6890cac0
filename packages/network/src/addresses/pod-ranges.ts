import {
  comparePrefixes,
  enclosingPrefix,
  formatPrefix,
  parsePrefix,
  prefixCovers,
  recordsOf,
  type Family,
  type IPPoolRecord,
  type PodRecord,
  type Prefix,
  type Topology,
} from '@netkaart/topology';
import { clusterFlag, isK3s } from './cluster-flags.js';
import type { PodRange } from './plan.js';
import type { Subnet } from './subnets.js';

/** Rule of a range that only the pods' addresses show. */
export const AROUND_PODS = 'smallest prefix that holds the pod addresses: no object names a pod range';

/** A pool's prefixes of one family. */
export interface PoolPrefix {
  readonly pool: IPPoolRecord;
  readonly prefix: Prefix;
}

/** Prefixes of the IP pools that are open or still in use, widest first; one that lies in another is left out. */
export function poolPrefixes(topology: Topology, family: Family, subnets: readonly Subnet[]): PoolPrefix[] {
  const all: PoolPrefix[] = [];
  for (const pool of recordsOf(topology, 'IPPool')) {
    for (const cidr of pool.cidrs) {
      const prefix = parsePrefix(cidr);
      if (prefix?.family !== family) continue;
      if (pool.disabled && !subnets.some((subnet) => prefixCovers(prefix, subnet.prefix))) continue;
      all.push({ pool, prefix });
    }
  }
  all.sort((a, b) => comparePrefixes(a.prefix, b.prefix) || (a.pool.name < b.pool.name ? -1 : 1));
  return all.filter((one, i) => !all.some((other, j) => j < i && prefixCovers(other.prefix, one.prefix)));
}

/**
 * The cluster's pod ranges of a family: the --cluster-cidr of the control plane or k3s, else the IP pools, else k3s'
 * default, else the smallest prefix that holds the nodes' subnets. Subnets that none of these holds add a range.
 */
export function podRanges(
  topology: Topology,
  family: Family,
  flagged: readonly PodRecord[],
  subnets: readonly Subnet[],
  pools: readonly PoolPrefix[],
): PodRange[] {
  const known = fromFlag(topology, family, flagged) ?? fromPools(pools) ?? fromK3s(topology, family, subnets) ?? [];
  const rest = subnets
    .map((subnet) => subnet.prefix)
    .filter((prefix) => !known.some((range) => prefixCovers(range.prefix, prefix)));
  return [...known, ...smallest(rest, 'smallest prefix that holds the node subnets')].sort((a, b) =>
    comparePrefixes(a.prefix, b.prefix),
  );
}

/** Ranges around addresses of which nothing is known but that pods have them: one, or one per /16 when far apart. */
export function rangesAround(prefixes: readonly Prefix[]): PodRange[] {
  const whole = enclosingPrefix(prefixes);
  if (whole === null || whole.family === 6 || whole.length >= 12) return smallest(prefixes, AROUND_PODS);
  const parts = new Map<number, Prefix[]>();
  for (const prefix of prefixes) {
    const key = Number(prefix.first) >>> 16;
    parts.set(key, [...(parts.get(key) ?? []), prefix]);
  }
  return [...parts.values()].flatMap((part) => smallest(part, AROUND_PODS));
}

function fromFlag(topology: Topology, family: Family, flagged: readonly PodRecord[]): PodRange[] | null {
  const flag = clusterFlag(topology, flagged, ['--cluster-cidr']);
  if (flag === null) return null;
  const ranges: PodRange[] = [];
  for (const text of flag.value.split(',')) {
    const prefix = parsePrefix(text.trim());
    if (prefix?.family !== family) continue;
    ranges.push({ cidr: formatPrefix(prefix), prefix, evidence: 'read', source: flag.source });
  }
  return ranges.length > 0 ? ranges : null;
}

function fromPools(pools: readonly PoolPrefix[]): PodRange[] | null {
  const [first, ...others] = pools;
  if (!first) return null;
  const whole = others.length > 0 ? enclosingPrefix(pools.map(({ prefix }) => prefix)) : null;
  const shortest = Math.min(...pools.map(({ prefix }) => prefix.length));
  if (whole && shortest - whole.length <= Math.ceil(Math.log2(pools.length)) + 1) {
    const source = 'smallest prefix that holds the IP pools';
    return [{ cidr: formatPrefix(whole), prefix: whole, evidence: 'inferred', source }];
  }
  return pools.map(({ pool, prefix }) => ({
    cidr: formatPrefix(prefix),
    prefix,
    evidence: 'read',
    source: `IPPool ${pool.name}`,
  }));
}

function fromK3s(topology: Topology, family: Family, subnets: readonly Subnet[]): PodRange[] | null {
  const prefix = parsePrefix('10.42.0.0/16');
  if (family !== 4 || prefix === null) return null;
  for (const node of recordsOf(topology, 'Node')) {
    if (!isK3s(node)) continue;
    if (!subnets.every((subnet) => prefixCovers(prefix, subnet.prefix))) return null;
    const source = `default of k3s: node ${node.name} runs ${node.kubeletVersion}, and no node names --cluster-cidr`;
    return [{ cidr: formatPrefix(prefix), prefix, evidence: 'inferred', source }];
  }
  return null;
}

function smallest(prefixes: readonly Prefix[], source: string): PodRange[] {
  const prefix = enclosingPrefix(prefixes);
  return prefix === null ? [] : [{ cidr: formatPrefix(prefix), prefix, evidence: 'inferred', source }];
}
