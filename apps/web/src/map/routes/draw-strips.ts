import {
  type BandContent,
  type Box,
  cellBox,
  cellCount,
  type Rail,
  type StripShape,
  stripHeight,
  stripWidth,
  usableOf,
} from '@netkaart/layout';
import type { EndpointCounts, EndpointState, RouteEndpoint } from '@netkaart/network';
import { failingBadge, pendingBadge, unknownBadge } from '../drawing/glyphs';
import { fitText, haloText, type TextStyle } from '../drawing/text';
import { NAMES_PITCH_MIN } from './draw-rail';
import { type Pen, write } from './pen';

/** A glyph needs so many px; smaller cells show colour alone and the counts say the rest. */
const GLYPH_MIN = 7;
/** Room for a pod's name beside its address. */
const NAME_WIDTH = 160;

/** What a cell shows: an endpoint's state, or that nothing reaches it for want of a port. */
type CellState = EndpointState | 'unplugged';

const WORST_FIRST: readonly CellState[] = ['failing', 'nodeNotReady', 'notReady', 'draining', 'unplugged', 'ready'];

/** All endpoint strips of a band. */
export function drawStrips(pen: Pen, content: BandContent, rail: Rail): void {
  for (const shape of content.strips) {
    drawStrip(pen, shape);
    if (shape.strip.named) drawNames(pen, shape, rail);
  }
}

/** Address and name of each endpoint, and a thin line to its node where the rail has room for names. */
function drawNames(pen: Pen, { strip, endpoints }: StripShape, rail: Rail): void {
  endpoints.forEach((endpoint, index) => {
    const box = cellBox(strip, index);
    const y = box.y + box.height / 2;
    const end = drawEndpointName(pen, endpoint, box.x + box.width + 9, y);
    const stop = rail.stops[rail.byName.get(endpoint.node) ?? -1];
    if (stop && rail.pitch >= NAMES_PITCH_MIN) drawToNode(pen, end + 10, y, rail.x - 5, stop.y);
  });
}

function drawEndpointName(pen: Pen, endpoint: RouteEndpoint, x: number, y: number): number {
  const address = endpoint.addresses[0] ?? '';
  const end = x + write(pen, address, x, y, { size: 11, mono: true, colour: pen.theme.text });
  if (endpoint.name === address) return end;
  const style: TextStyle = { size: 11, mono: true, colour: pen.theme.faint };
  return end + 10 + write(pen, fitText(pen.ctx, endpoint.name, NAME_WIDTH, style), end + 10, y, style);
}

function drawToNode(pen: Pen, x1: number, y1: number, x2: number, y2: number): void {
  const { ctx, tones } = pen;
  const middle = (x1 + x2) / 2;
  ctx.strokeStyle = tones.ribbon;
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.bezierCurveTo(middle, y1, middle, y2, x2, y2);
  ctx.stroke();
  pen.marks += 1;
}

/** One strip, healthy cells in one go. */
export function drawStrip(pen: Pen, shape: StripShape): void {
  const { ctx, theme, tones } = pen;
  const cells = cellCount(shape.strip);
  const plugged = shape.service === null || usableOf(shape.service) > 0;
  ctx.beginPath();
  const rest: (readonly [Box, CellState])[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const box = cellBox(shape.strip, cell * shape.strip.per);
    const state = cellState(shape, cell, plugged);
    if (state === 'ready') ctx.roundRect(box.x, box.y, box.width, box.height, Math.min(2, box.width / 4));
    else rest.push([box, state]);
  }
  ctx.fillStyle = shape.service === null ? tones.quiet : theme.ok;
  ctx.fill();
  for (const [box, state] of rest) drawCell(pen, box, state);
  pen.marks += cells;
}

function cellState({ strip, endpoints }: StripShape, cell: number, plugged: boolean): CellState {
  let worst = WORST_FIRST.length - 1;
  for (let index = cell * strip.per; index < Math.min((cell + 1) * strip.per, strip.count); index++) {
    worst = Math.min(worst, WORST_FIRST.indexOf(stateOf(endpoints[index], plugged)));
  }
  return WORST_FIRST[worst] ?? 'ready';
}

function stateOf(endpoint: RouteEndpoint | undefined, plugged: boolean): CellState {
  if (!endpoint) return 'ready';
  return endpoint.state === 'ready' && !plugged ? 'unplugged' : endpoint.state;
}

function drawCell(pen: Pen, box: Box, state: CellState): void {
  const { ctx, theme } = pen;
  if (box.width < GLYPH_MIN) return drawTinyCell(pen, box, state);
  const cx = box.x + box.width / 2;
  const cy = box.y + box.height / 2;
  if (state === 'failing') failingBadge(ctx, cx, cy, box.width + 1, theme);
  else if (state === 'notReady') pendingBadge(ctx, cx, cy, box.width + 1, theme);
  else if (state === 'nodeNotReady') unknownBadge(ctx, cx, cy, box.width, theme);
  else outlineCell(pen, box, state === 'draining');
}

/** Hollow: leaving is dashed, unplugged is not. */
function outlineCell({ ctx, theme }: Pen, box: Box, leaving: boolean): void {
  ctx.strokeStyle = leaving ? theme.leaving : theme.ok;
  ctx.lineWidth = 1.4;
  ctx.setLineDash(leaving ? [2, 1.5] : []);
  ctx.beginPath();
  ctx.roundRect(box.x + 0.7, box.y + 0.7, box.width - 1.4, box.height - 1.4, 1.5);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawTinyCell({ ctx, theme }: Pen, box: Box, state: CellState): void {
  const fill = {
    failing: theme.bad,
    notReady: theme.pending,
    nodeNotReady: theme.unknown,
    draining: theme.leaving,
    unplugged: theme.lot,
    ready: theme.ok,
  };
  ctx.fillStyle = fill[state];
  const grow = state === 'failing' || state === 'notReady' ? 0.5 : 0;
  ctx.fillRect(box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow);
}

/** The number right of a strip; matrices add how many are in which trouble. `halo`: links run below. */
export function drawStripCount(pen: Pen, shape: StripShape, ground: string, halo: boolean): void {
  const { strip, service } = shape;
  if (strip.count === 0 || strip.named || (service && usableOf(service) === 0)) return;
  const x = strip.x + stripWidth(strip) + 9;
  const y = strip.y + stripHeight(strip) / 2;
  const tally = strip.byColumn && service !== null;
  number(pen, strip.count.toLocaleString('en'), x, tally ? y - 9 : y, ground, halo);
  if (tally) drawTally(pen, service.counts, x, y + 8);
}

function number(pen: Pen, text: string, x: number, y: number, ground: string, halo: boolean): void {
  const style: TextStyle = { size: 11, mono: true, colour: pen.theme.muted };
  if (halo) haloText(pen.ctx, text, x, y, style, ground);
  else write(pen, text, x, y, style);
  pen.marks += halo ? 1 : 0;
}

/** × n, ▲ n, hatch n: those that are not zero. Returns the x where it ends. */
export function drawTally(pen: Pen, counts: EndpointCounts, x: number, y: number): number {
  let at = x;
  for (const [count, badge] of [
    [counts.failing, failingBadge],
    [counts.notReady, pendingBadge],
    [counts.nodeNotReady, unknownBadge],
  ] as const) {
    if (count > 0) at = tallyItem(pen, count, badge, at, y);
  }
  return counts.draining > 0 ? drawDraining(pen, counts.draining, at, y) : at;
}

function tallyItem(pen: Pen, count: number, badge: typeof failingBadge, x: number, y: number): number {
  badge(pen.ctx, x + 6, y, 11, pen.theme);
  const style: TextStyle = { size: 11.5, weight: 600, colour: pen.theme.text };
  const width = write(pen, String(count), x + 16, y, style);
  pen.marks += 1;
  return x + 16 + width + 13;
}

function drawDraining(pen: Pen, count: number, x: number, y: number): number {
  outlineCell(pen, { x: x + 1, y: y - 5, width: 10, height: 10 }, true);
  const style: TextStyle = { size: 11.5, weight: 600, colour: pen.theme.text };
  pen.marks += 1;
  return x + 16 + write(pen, String(count), x + 16, y, style) + 13;
}
