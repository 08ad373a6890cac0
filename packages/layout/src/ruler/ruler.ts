import { formatIPv4, type IPv4Prefix } from '@netkaart/topology';
import { bareBar, extentOf, labelBars, stretchAt, widened } from './bars.js';
import { freeParts } from './labels.js';
import { findOverlaps, type Overlap } from './overlaps.js';
import { sortRanges, type PlacedRange, type RulerRange } from './range.js';
import { layoutSegments, type RulerSegment, type SegmentContent } from './segments.js';
import { type Ruler, type RulerBar, type RulerOverlap, type RulerTick } from './shapes.js';

const TICKS_MIN = 4;
const LEADER_INSET_PX = 20;
const LEADER_ROOM_PX = 4;

type PlacedV4<R extends RulerRange> = PlacedRange<R> & { readonly prefix: IPv4Prefix };

/**
 * The address ruler: every IPv4 range at its place on one axis, linear inside a segment, unused space folded away.
 * Rows follow `clusters`; those that it does not name come behind, in order of appearance.
 */
export function layoutRuler<R extends RulerRange>(
  ranges: readonly R[],
  widthPx: number,
  clusters: readonly string[] = [],
): Ruler<R> {
  const { v4, v6, unreadable } = sortRanges(ranges);
  const rows = [...new Set([...clusters, ...ranges.map(({ cluster }) => cluster)])];
  const overlaps = findOverlaps(v4.map(({ range }) => range));
  const segments = layoutSegments(contentOf(v4, overlaps), widthPx);
  const framed = overlaps.map((overlap) => frameOf(overlap, segments, rows));
  const bare = v4.map((placed) => bareBar(placed, segments, rows.indexOf(placed.range.cluster)));
  const bars = labelBars(bare, framed, segments);
  const last = segments.at(-1);
  return {
    width: Math.max(widthPx, last ? last.x + last.width : 0),
    rows,
    segments,
    ticks: segments.flatMap(ticksOf),
    bars,
    overlaps: framed.map((overlap) => ({ ...overlap, leaderX: leaderOf(overlap, bars) })),
    v6: v6.map(({ range }) => range),
    unreadable,
  };
}

function contentOf<R extends RulerRange>(
  placed: readonly PlacedV4<R>[],
  overlaps: readonly Overlap<R>[],
): SegmentContent[] {
  const clashes = overlaps.filter(({ type }) => type !== 'services');
  return placed.map(({ range, prefix }) => {
    const shared = clashes.filter((overlap) => overlap.ranges.includes(range));
    const size = shared.reduce((total, overlap) => total + Number(overlap.size), 0);
    return { prefix, role: range.role, hatched: size / 2 ** (32 - prefix.length) };
  });
}

type Framed<R extends RulerRange> = Omit<RulerOverlap<R>, 'leaderX'>;

function frameOf<R extends RulerRange>(
  overlap: Overlap<R>,
  segments: readonly RulerSegment[],
  names: readonly string[],
): Framed<R> {
  const { x, width } = stretchAt(segments, Number(overlap.first.value), Number(overlap.last.value) + 1);
  const rows = overlap.clusters.map((cluster) => names.indexOf(cluster)).sort((a, b) => a - b);
  return { ...overlap, x, width, rows };
}

/** Where a line down from the overlap meets no bar and no label of the rows below, if there is such a place. */
function leaderOf<R extends RulerRange>(overlap: Framed<R>, bars: readonly RulerBar<R>[]): number {
  const below = bars.filter(({ row }) => row > (overlap.rows.at(-1) ?? 0));
  const obstacles = below.flatMap((bar) => [extentOf(bar), ...(bar.label ? [widened(bar.label, 2)] : [])]);
  const free = freeParts(extentOf(overlap), obstacles).find(({ from, to }) => to - from >= LEADER_ROOM_PX);
  const { from, to } = free ?? extentOf(overlap);
  return Math.round(from + Math.min(LEADER_INSET_PX, (to - from) / 2));
}

/** Ticks at multiples of a power of two of addresses: TICKS_MIN to twice as many parts a segment, its ends left out. */
function ticksOf(segment: RulerSegment): RulerTick[] {
  const size = segment.end - segment.first;
  const step = 2 ** Math.floor(Math.log2(size / TICKS_MIN));
  const count = Math.ceil(size / step) - 1;
  return Array.from({ length: count }, (_, index) => {
    const address = segment.first + (index + 1) * step;
    return { x: segment.x + ((address - segment.first) / size) * segment.width, address: formatIPv4(address) };
  });
}
