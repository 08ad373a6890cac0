import { formatIPv4, type IPv4Prefix } from '@netkaart/topology';
import { shortPrefix, type RangeRole } from './range.js';

/** A stretch of the axis, linear in addresses; between two stretches the unused space is folded away. */
export interface RulerSegment {
  /** First address and the one behind the last, as numbers. */
  readonly first: number;
  readonly end: number;
  readonly x: number;
  readonly width: number;
  /** `10.60` left and `/16` right above it; right `–10.44` when it is no single prefix. */
  readonly head: string;
  readonly tail: string;
}

/** What the widths of the segments follow from. `hatched`: the part (0–1) of the range under an overlap's hatch. */
export interface SegmentContent {
  readonly prefix: IPv4Prefix;
  readonly role: RangeRole;
  readonly hatched: number;
}

/** Advance of a character of the ruler's mono font at 11 px, and the free space on both sides of a label. */
export const CHARACTER_PX = 6.6;
export const LABEL_PADDING_PX = 6;
/** Width of the fold mark between two segments. */
export const FOLD_PX = 20;

const WIDEST_FREE_LENGTH = 16;
const OVERLAP_NEED_PX = 150;
const OVERLAP_WISH_PX = 230;
/** Bounds of segments are whole px, so a label may get one less than its share; beside small bars and frames, these more. */
const ROUNDING_PX = 1;
const BESIDE_PX = 6;
const SHARE_OF_OVERLAP = 4;
const SHARE_OF_NODES = 0.2;

interface Stretch {
  readonly first: number;
  end: number;
  readonly content: SegmentContent[];
}

/** Segments from left to right. They fill `widthPx`, or more when that has no room for their labels. */
export function layoutSegments(content: readonly SegmentContent[], widthPx: number): RulerSegment[] {
  const stretches = stretchesOf(content);
  const widths = widthsOf(stretches, widthPx - FOLD_PX * Math.max(0, stretches.length - 1));
  let left = 0;
  return stretches.map((stretch, index) => {
    const right = left + (widths[index] ?? 0);
    const x = Math.round(left);
    left = right + FOLD_PX;
    return { first: stretch.first, end: stretch.end, x, width: Math.round(right) - x, ...titleOf(stretch) };
  });
}

/** Ranges in address order, each with its /16 around it; joined when the gap is no wider than the narrower neighbour. */
function stretchesOf(content: readonly SegmentContent[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const each of content) {
    const { first, end } = surroundings(each.prefix);
    const open = stretches.at(-1);
    if (open && first - open.end <= Math.min(open.end - open.first, end - first)) {
      open.end = Math.max(open.end, end);
      open.content.push(each);
    } else stretches.push({ first, end, content: [each] });
  }
  return stretches;
}

function surroundings(prefix: IPv4Prefix): { first: number; end: number } {
  const size = 2 ** (32 - Math.min(prefix.length, WIDEST_FREE_LENGTH));
  const first = prefix.first - (prefix.first % size);
  return { first, end: first + size };
}

/** What each needs; then wishes, the smallest first, so that most come true; the rest by share. */
function widthsOf(stretches: readonly Stretch[], room: number): number[] {
  const widths = stretches.map((stretch) => needOf(stretch, false));
  const wishes = stretches.map((stretch, index) => ({ index, more: needOf(stretch, true) - (widths[index] ?? 0) }));
  let spare = Math.max(0, room - sum(widths));
  for (const { index, more } of wishes.toSorted((a, b) => a.more - b.more)) {
    const granted = Math.min(more, spare);
    widths[index] = (widths[index] ?? 0) + granted;
    spare -= granted;
  }
  const shares = stretches.map(shareOf);
  return widths.map((width, index) => width + (spare * (shares[index] ?? 0)) / sum(shares));
}

function needOf(stretch: Stretch, withWishes: boolean): number {
  const { head, tail } = titleOf(stretch);
  const title = (head.length + tail.length) * CHARACTER_PX + LABEL_PADDING_PX;
  const labels = stretch.content
    .filter(({ role }) => withWishes || role !== 'nodes')
    .map((each) => needOfLabel(each, stretch));
  const hatched = stretch.content.some((each) => each.hatched > 0);
  const clash = hatched ? (withWishes ? OVERLAP_WISH_PX : OVERLAP_NEED_PX) : 0;
  return Math.max(title, clash, ...labels);
}

/** Width of a segment at which the range's label fits into the bar, or beside it where the bar is small or hatched. */
function needOfLabel({ prefix, role, hatched }: SegmentContent, { first, end }: Stretch): number {
  const label = labelWidth(shortPrefix(prefix)) + ROUNDING_PX;
  const size = end - first;
  const before = (prefix.first - first) / size;
  const part = 2 ** (32 - prefix.length) / size;
  const inside = role === 'nodes' ? 0 : part * (1 - hatched);
  const room = Math.max(inside, before, 1 - before - part);
  const beside = inside < room ? BESIDE_PX : 0;
  return room === 0 ? label : Math.min((label + beside) / room, label * 3);
}

/** Width of a label with its padding. */
export function labelWidth(text: string): number {
  return text.length * CHARACTER_PX + 2 * LABEL_PADDING_PX;
}

function shareOf({ content }: Stretch): number {
  if (content.some(({ hatched }) => hatched > 0)) return SHARE_OF_OVERLAP;
  return content.every(({ role }) => role === 'nodes') ? SHARE_OF_NODES : 1;
}

function titleOf({ first, end }: { readonly first: number; readonly end: number }): { head: string; tail: string } {
  const size = end - first;
  const isPrefix = Number.isInteger(Math.log2(size)) && first % size === 0;
  return { head: twoOctets(first), tail: isPrefix ? `/${32 - Math.log2(size)}` : `–${twoOctets(end - 1)}` };
}

function twoOctets(address: number): string {
  return formatIPv4(address).split('.').slice(0, 2).join('.');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
