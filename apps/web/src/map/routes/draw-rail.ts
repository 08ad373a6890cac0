import type { Rail, RailStop } from '@netkaart/layout';
import { dot, notReadyBox, ring } from '../drawing/glyphs';
import { haloText, type TextStyle } from '../drawing/text';
import { line, type Pen } from './pen';

const RING_PITCH_MIN = 5;
/** From this pitch on every stop has its name. */
export const NAMES_PITCH_MIN = 20;
const BOX = 12;
const LABEL_HEIGHT = 12;

/** The node rail, `shift` px further down than laid out: it stays in sight while the bands scroll. */
export function drawRail(pen: Pen, rail: Rail, shift: number): void {
  const { theme } = pen;
  line(pen, rail.x, rail.top + shift, rail.x, rail.bottom + shift, theme.control, 4);
  if (rail.pitch >= RING_PITCH_MIN) drawStops(pen, rail, shift);
  drawNotReady(pen, rail, shift);
}

function drawStops(pen: Pen, rail: Rail, shift: number): void {
  const { ctx, theme } = pen;
  const radius = Math.min(4, rail.pitch / 2 - 1);
  for (const stop of rail.stops) {
    ring(ctx, rail.x, stop.y + shift, radius, theme.control, theme.bg, Math.min(2, radius / 2));
    if (rail.pitch >= NAMES_PITCH_MIN && stop.ready) drawName(pen, rail, stop.label, stop.y + shift, theme.muted);
  }
  pen.marks += rail.stops.length;
}

/** Nodes that are not ready: crossed outline with the name; those too near to each other share one, with their number. */
function drawNotReady(pen: Pen, rail: Rail, shift: number): void {
  for (const group of groups(rail.stops.filter((stop) => !stop.ready))) {
    const [first] = group;
    const last = group.at(-1);
    if (!first || !last) continue;
    const y = (first.y + last.y) / 2 + shift;
    const box = { x: rail.x - BOX / 2, y: y - BOX / 2, width: BOX, height: BOX };
    notReadyBox(pen.ctx, box, pen.theme.bad, pen.theme.bg, 1.8);
    const text = group.length === 1 ? `${shortName(first.label)} NotReady` : `${group.length} NotReady`;
    drawName(pen, rail, text, y, pen.theme.text, false);
    pen.marks += 1;
  }
}

function groups(stops: readonly RailStop[]): readonly (readonly RailStop[])[] {
  const found: RailStop[][] = [];
  for (const stop of stops) {
    const last = found.at(-1)?.at(-1);
    if (last && stop.y - last.y < LABEL_HEIGHT - 2) found.at(-1)?.push(stop);
    else found.push([stop]);
  }
  return found;
}

/** As much of a label as fits beside the rail: its end tells nodes apart. */
function shortName(label: string): string {
  return label.length <= 10 ? label : `…${label.slice(-8)}`;
}

function drawName(pen: Pen, rail: Rail, text: string, y: number, colour: string, mono = true): number {
  const style: TextStyle = { size: mono ? 11 : 12, weight: 500, mono, colour };
  pen.marks += 1;
  return haloText(pen.ctx, text, rail.x + 14, y, style, pen.theme.bg);
}

/** Selected stops: filled, with their names as far as they don't cover each other, and how many lines end there. */
export function drawReached(pen: Pen, rail: Rail, reached: ReadonlyMap<number, number>, shift: number): void {
  const { ctx, theme } = pen;
  let free = -Infinity;
  for (const [index, count] of [...reached].sort(([a], [b]) => a - b)) {
    const stop = rail.stops[index];
    if (!stop) continue;
    const y = stop.y + shift;
    if (stop.ready) dot(ctx, rail.x, y, 4.5, theme.text);
    pen.marks += 1;
    if (y < free || !stop.ready) continue;
    free = y + LABEL_HEIGHT - 2;
    const width = drawName(pen, rail, shortName(stop.label), y, theme.text);
    if (count > 1) haloText(ctx, `×${count}`, rail.x + 14 + width + 9, y, { size: 11, colour: theme.muted }, theme.bg);
  }
}
