import { firstAddress, formatAddress, lastAddress, type Address, type Family } from '@netkaart/topology';
import { sortRanges, type PlacedRange, type RangeRole, type RulerRange } from './range.js';

/**
 * pods: pods of two clusters have the same addresses · mixed: pods of one, Services or nodes of another ·
 * services: Service ranges of two clusters, harmless while Services stay inside.
 */
export type OverlapType = 'pods' | 'mixed' | 'services';

/** Consecutive addresses that the same ranges of two or more clusters share. */
export interface Overlap<R extends RulerRange> {
  readonly type: OverlapType;
  readonly family: Family;
  readonly first: Address;
  readonly last: Address;
  /** `10.60.0.0 – 10.60.63.255`, or the one address. */
  readonly text: string;
  /** Number of addresses, exact. */
  readonly size: bigint;
  /** Every cluster with a part in it, in code unit order. */
  readonly clusters: readonly string[];
  /** The ranges that share it, in address order. */
  readonly ranges: readonly R[];
}

/**
 * Every address that two clusters use, as the fewest intervals: each has one set of ranges, and two that touch differ.
 * In order of type (pods, mixed, services), family and address; independent of the order of the input.
 */
export function findOverlaps<R extends RulerRange>(ranges: readonly R[]): Overlap<R>[] {
  const { v4, v6 } = sortRanges(ranges);
  return TYPES.flatMap((type) => [...sweep(v4, 4, type), ...sweep(v6, 6, type)]);
}

const TYPES: readonly OverlapType[] = ['pods', 'mixed', 'services'];

interface Span<R extends RulerRange> {
  readonly placed: PlacedRange<R>;
  readonly start: bigint;
  readonly end: bigint;
}

function sweep<R extends RulerRange>(
  placed: readonly PlacedRange<R>[],
  family: Family,
  type: OverlapType,
): Overlap<R>[] {
  const spans = placed.map(spanOf);
  const cuts = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort(ascending);
  const found: { start: bigint; end: bigint; members: readonly Span<R>[] }[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    const members = membersOf(
      type,
      spans.filter((span) => span.start <= start && start < span.end),
    );
    if (end === undefined || members.length === 0) continue;
    const before = found.at(-1);
    if (before?.end === start && same(before.members, members)) before.end = end;
    else found.push({ start, end, members });
  }
  return found.map(({ start, end, members }) => overlapOf(type, family, start, end, members));
}

/** Those of the ranges over one place that clash in this way; none when they don't. */
function membersOf<R extends RulerRange>(type: OverlapType, spans: readonly Span<R>[]): readonly Span<R>[] {
  const of = (...roles: RangeRole[]) => spans.filter(({ placed }) => roles.includes(placed.range.role));
  const pods = of('pods');
  if (type === 'services') return severalClusters(of('services'));
  if (type === 'pods') return severalClusters(pods);
  const clash = of('services', 'nodes').filter((other) => pods.some((pod) => clusterOf(pod) !== clusterOf(other)));
  const hidden = severalClusters(pods).length > 0 || clash.length === 0;
  return hidden ? [] : spans.filter((span) => pods.includes(span) || clash.includes(span));
}

function severalClusters<R extends RulerRange>(spans: readonly Span<R>[]): readonly Span<R>[] {
  return new Set(spans.map(clusterOf)).size > 1 ? spans : [];
}

function clusterOf<R extends RulerRange>(span: Span<R>): string {
  return span.placed.range.cluster;
}

function overlapOf<R extends RulerRange>(
  type: OverlapType,
  family: Family,
  start: bigint,
  end: bigint,
  members: readonly Span<R>[],
): Overlap<R> {
  const first = addressOf(family, start);
  const last = addressOf(family, end - 1n);
  const text = start + 1n === end ? formatAddress(first) : `${formatAddress(first)} – ${formatAddress(last)}`;
  const clusters = [...new Set(members.map(clusterOf))].sort();
  return {
    type,
    family,
    first,
    last,
    text,
    size: end - start,
    clusters,
    ranges: members.map((each) => each.placed.range),
  };
}

function spanOf<R extends RulerRange>(placed: PlacedRange<R>): Span<R> {
  const start = BigInt(firstAddress(placed.prefix).value);
  return { placed, start, end: BigInt(lastAddress(placed.prefix).value) + 1n };
}

function addressOf(family: Family, value: bigint): Address {
  return family === 4 ? { family, value: Number(value) } : { family, value };
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
