import {
  bitsOf,
  comparePrefixes,
  formatPrefix,
  prefixCovers,
  prefixesOverlap,
  type IPPoolRecord,
  type Prefix,
} from '@netkaart/topology';
import type { Group, PodRange } from './plan.js';
import type { PoolPrefix } from './pod-ranges.js';
import type { Subnet } from './subnets.js';

/** Largest block that gets one cell per address. */
export const CELLS_MAX = 4096;
const LOT_BITS = 8;

/**
 * What the map shows as one: each IP pool, and the part of each pod range that no pool covers and that is in use. In
 * address order; groups never overlap.
 */
export function groupsOf(
  ranges: readonly PodRange[],
  pools: readonly PoolPrefix[],
  subnets: readonly Subnet[],
  maskSize: number | null,
): Group[] {
  const groups = pools.map(({ pool, prefix }) => poolGroup(pool, prefix, subnets));
  const clear = (prefix: Prefix) => !groups.some((group) => prefixesOverlap(group.prefix, prefix));
  for (const range of ranges) {
    const own = subnets.filter((subnet) => prefixCovers(range.prefix, subnet.prefix));
    if (clear(range.prefix)) groups.push(rangeGroup(range, own, maskSize));
  }
  for (const subnet of subnets) if (clear(subnet.prefix)) groups.push(strayGroup(subnet));
  return groups.sort((a, b) => comparePrefixes(a.prefix, b.prefix));
}

/** Whether pods of the group sit in slots because its blocks are too large for a cell per address. */
export function isSlotted(group: Group): boolean {
  return bitsOf(group.prefix.family) - group.blockLength > LOT_BITS;
}

function poolGroup(pool: IPPoolRecord, prefix: Prefix, subnets: readonly Subnet[]): Group {
  const own = subnets.filter((subnet) => prefixCovers(prefix, subnet.prefix));
  return {
    cidr: formatPrefix(prefix),
    prefix,
    ...lotsOf(prefix, pool.blockPrefix ?? shortest(own)),
    pool: pool.name,
    zone: zoneOf(pool.nodeSelector),
    evidence: 'read',
    source: `${pool.source === 'calico' ? 'IPPool' : 'CiliumPodIPPool'} ${pool.name}`,
  };
}

function rangeGroup(range: PodRange, own: readonly Subnet[], maskSize: number | null): Group {
  const { cidr, prefix, evidence, source } = range;
  return { cidr, prefix, ...lotsOf(prefix, shortest(own) ?? maskSize), pool: '', zone: '', evidence, source };
}

/** A block of which no pool or range holds anything, such as one whose pool was deleted. */
function strayGroup({ prefix, evidence, source }: Subnet): Group {
  return { cidr: formatPrefix(prefix), prefix, ...lotsOf(prefix, prefix.length), pool: '', zone: '', evidence, source };
}

function shortest(subnets: readonly Subnet[]): number | null {
  let length: number | null = null;
  for (const { prefix } of subnets) if (length === null || prefix.length < length) length = prefix.length;
  return length;
}

/** A lot holds at most 256 cells, unless the blocks are so large that pods sit in slots: then a lot is a block. */
function lotsOf(prefix: Prefix, length: number | null): { blockLength: number; lots: number } {
  const bits = bitsOf(prefix.family);
  const asked = Math.min(bits, Math.max(prefix.length, length ?? bits - LOT_BITS));
  const slotted = bits - asked > Math.log2(CELLS_MAX);
  const blockLength = slotted && prefix.family === 6 ? asked : Math.max(asked, bits - LOT_BITS);
  return { blockLength, lots: 2 ** (blockLength - prefix.length) };
}

const ZONE =
  /(?:topology\.kubernetes\.io\/zone|failure-domain\.beta\.kubernetes\.io\/zone)['"]?\s*(?:==|in\s*\{)\s*['"]([^'"]+)['"]\s*\}?/;

/** The one zone that a Calico node selector names; '' when it names none or several. */
function zoneOf(selector: string): string {
  return ZONE.exec(selector)?.[1] ?? '';
}
