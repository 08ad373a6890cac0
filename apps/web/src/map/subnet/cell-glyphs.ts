import type { PodState } from '@netkaart/network';
import { cross, hatch, triangle } from '../drawing/glyphs';
import type { Rect } from '../view';
import { radiusOf } from './free-grid';
import type { Pen } from './pen';
import { glyphColour, stateColour } from './pod-paint';

/** One pod as a vector cell: fill by colour, state as a glyph of its own; leaving hollow and dashed, unknown hatched. */
export function drawPodCell(pen: Pen, rect: Rect, state: PodState, fill: string, shown: boolean): void {
  const { ctx, theme } = pen;
  pen.marks++;
  const radius = radiusOf(rect.width);
  if (shown && state === 'leaving') return hollow(pen, rect, radius);
  if (shown && state === 'unknown') return hatched(pen, rect);
  ctx.fillStyle = fill;
  ctx.beginPath();
  ctx.roundRect(rect.x, rect.y, rect.width, rect.height, radius);
  ctx.fill();
  if (!shown || rect.width < 9 || (state !== 'pending' && state !== 'bad')) return;
  const colour = fill === stateColour(state, theme) ? glyphColour(state, theme) : theme.onPending;
  const size = Math.min(12, rect.width * 0.5);
  pen.marks++;
  if (state === 'pending') triangle(ctx, rect.x + rect.width / 2, rect.y + rect.height / 2, size, colour);
  else cross(ctx, rect.x + rect.width / 2, rect.y + rect.height / 2, size * 0.8, colour, Math.max(1.4, size / 5));
}

function hollow(pen: Pen, rect: Rect, radius: number): void {
  const { ctx, theme } = pen;
  const line = rect.width < 8 ? 1 : 1.5;
  ctx.strokeStyle = theme.leaving;
  ctx.lineWidth = line;
  if (rect.width >= 10) ctx.setLineDash([2.5, 2]);
  ctx.beginPath();
  ctx.roundRect(rect.x + line / 2, rect.y + line / 2, rect.width - line, rect.height - line, radius);
  ctx.stroke();
  ctx.setLineDash([]);
}

function hatched(pen: Pen, rect: Rect): void {
  const { ctx, theme } = pen;
  ctx.strokeStyle = theme.unknown;
  ctx.lineWidth = 1;
  ctx.strokeRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1);
  if (rect.width >= 9) return hatch(ctx, rect, theme.unknown, 4, 1.2);
  ctx.beginPath();
  ctx.moveTo(rect.x + rect.width - 1, rect.y + 1);
  ctx.lineTo(rect.x + 1, rect.y + rect.height - 1);
  ctx.stroke();
}
