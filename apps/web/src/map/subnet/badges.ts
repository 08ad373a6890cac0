import type { PodState } from '@netkaart/network';
import { hatch, notReadyBox } from '../drawing/glyphs';
import type { TextStyle } from '../drawing/text';
import type { Pen } from './pen';
import { countOf, type Tally } from './tally';

/** Side of a badge for n pods, at least 5 px: size by log2. */
export function badgeSide(count: number, most = 14): number {
  return Math.min(most, 5 + 1.9 * Math.log2(Math.max(1, count)));
}

const ORDER = ['bad', 'unknown', 'pending'] as const satisfies readonly PodState[];

/** States in trouble, worst first, with their counts. */
export function troubles(tally: Tally): { readonly state: (typeof ORDER)[number]; readonly count: number }[] {
  return ORDER.map((state) => ({ state, count: countOf(tally, state) })).filter(({ count }) => count > 0);
}

/** Badges with their counts in a row that ends at `right`. Returns the left edge. */
export function drawBadgeRow(pen: Pen, tally: Tally, right: number, y: number, size: number, count = true): number {
  let x = right;
  const style: TextStyle = { size: Math.max(11, size - 1), weight: 600, colour: pen.theme.text, align: 'right' };
  for (const { state, count: pods } of troubles(tally)) {
    if (tally.silent && state === 'unknown') continue;
    if (count) x -= pen.text(String(pods), x, y, style) + 4;
    pen.badge(state, x - size / 2, y, size);
    x -= size + 6;
  }
  return x;
}

/** Room that drawBadgeRow takes, with a gap of 10 in front; 0 when there is nothing to show. */
export function badgeRowWidth(pen: Pen, tally: Tally, size: number): number {
  const style: TextStyle = { size: Math.max(11, size - 1), weight: 600, colour: '' };
  const shown = troubles(tally).filter(({ state }) => !tally.silent || state !== 'unknown');
  const widths = shown.map(({ count }) => pen.width(String(count), style) + 4 + size + 6);
  return shown.length === 0 ? 0 : widths.reduce((sum, width) => sum + width, 0) - 6 + 10;
}

/** Amber hatch: nearly full, with how many are free. Returns the left edge. */
export function drawNearlyFull(pen: Pen, text: string, right: number, y: number, size: number): number {
  const width = pen.text(text, right, y, { size: 11, weight: 600, colour: pen.theme.text, align: 'right' });
  const x = right - width - 5 - size;
  hatch(pen.ctx, { x, y: y - size / 2, width: size, height: size }, pen.theme.pending, 4, 1.5);
  pen.ctx.strokeStyle = pen.theme.pending;
  pen.ctx.lineWidth = 1;
  pen.ctx.strokeRect(x + 0.5, y - size / 2 + 0.5, size - 1, size - 1);
  return x - 6;
}

/** The small crossed box of nodes that are not ready, with a count. Returns the left edge. */
export function drawNotReadyCount(pen: Pen, count: number, right: number, y: number, size: number): number {
  const style: TextStyle = { size, weight: 600, colour: pen.theme.text, align: 'right' };
  const width = pen.text(String(count), right, y, style);
  const x = right - width - 4 - size;
  pen.marks++;
  notReadyBox(pen.ctx, { x, y: y - size / 2, width: size, height: size }, pen.theme.bad, null, 1.5);
  return x - 6;
}
