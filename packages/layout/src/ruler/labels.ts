import { LABEL_PADDING_PX, labelWidth } from './segments.js';

/** Horizontal extent of something that a label must not touch, in px. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Where a label stands: `x` is the left edge of its text. */
export interface RulerLabel {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly inside: boolean;
}

/** A label further away than this would seem to belong to something else. */
const NEAR_PX = 4;

/**
 * Place of a text for a bar: inside it, else right of it, else left of it within the segment; null when each would touch
 * an obstacle. `obstacles` are the other bars, labels and hatches of the row, without the bar itself.
 */
export function placeLabel(
  text: string,
  bar: Extent & { readonly canHold: boolean },
  segment: Extent,
  obstacles: readonly Extent[],
): RulerLabel | null {
  const width = labelWidth(text);
  const fits = (room: Extent) => room.to - room.from >= width;
  const at = (from: number, inside: boolean) => ({
    text,
    x: from + LABEL_PADDING_PX,
    width: width - 2 * LABEL_PADDING_PX,
    inside,
  });
  const within = bar.canHold ? freeParts(bar, obstacles).find(fits) : undefined;
  if (within) return at(within.from, true);
  const right = freeParts({ from: bar.to, to: segment.to }, obstacles)[0];
  if (right && fits(right) && right.from - bar.to <= NEAR_PX) return at(right.from, false);
  const left = freeParts({ from: segment.from, to: bar.from }, obstacles).at(-1);
  return left && fits(left) && bar.from - left.to <= NEAR_PX ? at(left.to - width, false) : null;
}

/** The parts of an extent that no obstacle covers, from left to right. */
export function freeParts(extent: Extent, obstacles: readonly Extent[]): Extent[] {
  const parts: Extent[] = [];
  let from = extent.from;
  for (const each of obstacles.toSorted((a, b) => a.from - b.from)) {
    if (each.to <= from || each.from >= extent.to) continue;
    if (each.from > from) parts.push({ from, to: each.from });
    from = Math.max(from, each.to);
  }
  return from < extent.to ? [...parts, { from, to: extent.to }] : parts;
}
