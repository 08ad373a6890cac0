import { type IPv4Prefix } from '@netkaart/topology';
import { placeLabel, type Extent, type RulerLabel } from './labels.js';
import { shortPrefix, type PlacedRange, type RulerRange } from './range.js';
import { type RulerSegment } from './segments.js';
import { type RulerBar, type RulerOverlap } from './shapes.js';

/** Narrowest bar that can still be seen and hit. */
export const BAR_MIN_PX = 5;
const FRAME_PX = 2;
const BETWEEN_LABELS_PX = 2;

/** A bar before it has a label, and an overlap before its leader line is known. */
export type BareBar<R extends RulerRange> = Omit<RulerBar<R>, 'label'> & { readonly prefix: IPv4Prefix };
export type Frame = Pick<RulerOverlap<RulerRange>, 'type' | 'x' | 'width' | 'rows'>;

/** The bar of a range: at its addresses, at least BAR_MIN_PX wide, inside its segment. */
export function bareBar<R extends RulerRange>(
  { range, prefix }: PlacedRange<R> & { readonly prefix: IPv4Prefix },
  segments: readonly RulerSegment[],
  row: number,
): BareBar<R> {
  return { range, row, prefix, ...stretchAt(segments, prefix.first, prefix.first + 2 ** (32 - prefix.length)) };
}

/** Place of the addresses [first, end) on the axis. They lie in one segment. */
export function stretchAt(segments: readonly RulerSegment[], first: number, end: number) {
  const index = segments.findIndex((each) => each.first <= first && end <= each.end);
  const segment = segments[index];
  if (!segment) return { segment: index, x: 0, width: 0 };
  const scale = segment.width / (segment.end - segment.first);
  const width = Math.max(BAR_MIN_PX, (end - first) * scale);
  const x = Math.min(segment.x + (first - segment.first) * scale, segment.x + segment.width - width);
  return { segment: index, x, width };
}

/** The bars with their labels: pods first, then Services, then nodes, so that the room goes to what matters. */
export function labelBars<R extends RulerRange>(
  bars: readonly BareBar<R>[],
  frames: readonly Frame[],
  segments: readonly RulerSegment[],
): RulerBar<R>[] {
  const labels = new Map<BareBar<R>, RulerLabel>();
  for (const role of ['pods', 'services', 'nodes'] as const) {
    for (const bar of bars.filter((each) => each.range.role === role)) {
      const segment = segments[bar.segment];
      const own = { ...extentOf(bar), canHold: role !== 'nodes' };
      const obstacles = [...obstaclesOf(bar, bars, frames), ...writtenIn(bar.row, labels)];
      const label = segment && placeLabel(shortPrefix(bar.prefix), own, extentOf(segment), obstacles);
      if (label) labels.set(bar, label);
    }
  }
  return bars.map((bar) => {
    const { prefix: _, ...rest } = bar;
    return { ...rest, label: labels.get(bar) ?? null };
  });
}

/** What a label of this bar must keep clear of: the other bars of its row, and every hatch with its frame. */
function obstaclesOf<R extends RulerRange>(
  bar: BareBar<R>,
  bars: readonly BareBar<R>[],
  frames: readonly Frame[],
): Extent[] {
  const others = bars.filter((other) => other !== bar && other.row === bar.row);
  const hatches = frames.filter(({ type, rows }) => type !== 'services' && isBetween(rows, bar.row));
  return [...others.map(extentOf), ...hatches.map((frame) => widened(frame, FRAME_PX))];
}

function isBetween(rows: readonly number[], row: number): boolean {
  return (rows[0] ?? 0) <= row && row <= (rows.at(-1) ?? -1);
}

function writtenIn<R extends RulerRange>(row: number, labels: ReadonlyMap<BareBar<R>, RulerLabel>): Extent[] {
  return [...labels].flatMap(([bar, label]) => (bar.row === row ? [widened(label, BETWEEN_LABELS_PX)] : []));
}

/** From the left to the right edge. */
export function extentOf({ x, width }: { readonly x: number; readonly width: number }): Extent {
  return { from: x, to: x + width };
}

/** The extent with `px` more on either side. */
export function widened({ x, width }: { readonly x: number; readonly width: number }, px: number): Extent {
  return { from: x - px, to: x + width + px };
}
