import { dot, plus, selectionRing } from '../drawing/glyphs';
import type { Effect, Frame, Rect, Target } from '../view';
import type { Chosen } from './chosen';
import { drawTag } from './draw-tag';
import type { Pen } from './pen';
import { rectOf } from './places-of-targets';

const GROW_MS = 240;
const FADE_FROM_MS = 25_000;
const FADE_TO_MS = 30_000;
/** At most so many effects are drawn one by one. */
const EFFECTS_MAX = 300;
const SMALLEST = 6;

/** Hover, selection, and what has just come, gone or changed. */
export function drawOverlay(pen: Pen, frame: Frame, chosen: Chosen): void {
  for (const effect of frame.effects.slice(-EFFECTS_MAX)) drawEffect(pen, frame, effect);
  if (frame.hover !== null && frame.hover !== frame.selection) drawHover(pen, frame.hover);
  if (frame.selection !== null) drawSelection(pen, frame.selection, chosen);
}

function screenRect(pen: Pen, target: Target): Rect | null {
  const world = rectOf(pen.scene, target);
  if (!world || !pen.sees(world)) return null;
  const box = pen.box(world);
  const grow = Math.max(0, SMALLEST - box.width) / 2;
  return { x: box.x - grow, y: box.y - grow, width: box.width + 2 * grow, height: box.height + 2 * grow };
}

function drawHover(pen: Pen, target: Target): void {
  const rect = screenRect(pen, target);
  if (!rect) return;
  const { ctx, theme } = pen;
  pen.marks++;
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(rect.x - 2, rect.y - 2, rect.width + 4, rect.height + 4, Math.min(6, 3 + rect.width / 20));
  ctx.stroke();
}

function drawSelection(pen: Pen, target: Target, chosen: Chosen): void {
  const rect = screenRect(pen, target);
  if (!rect) return;
  pen.marks += 2;
  selectionRing(pen.ctx, rect, pen.theme, Math.min(10, 3 + rect.width / 12), rect.width > 60 ? 1 : 3);
  if (chosen.pod !== null) drawTag(pen, chosen, rect);
}

function drawEffect(pen: Pen, frame: Frame, { target, type, at }: Effect): void {
  const age = frame.now - at;
  const rect = age < FADE_TO_MS ? screenRect(pen, target) : null;
  if (!rect) return;
  const { ctx, theme } = pen;
  pen.marks++;
  ctx.globalAlpha = age < FADE_FROM_MS ? 1 : Math.max(0, (FADE_TO_MS - age) / (FADE_TO_MS - FADE_FROM_MS));
  if (type === 'change') dot(ctx, rect.x + rect.width, rect.y, 2.5, theme.text);
  else if (type === 'leave') ghost(pen, rect);
  else arrival(pen, rect, frame.reducedMotion ? 1 : Math.min(1, age / GROW_MS));
  ctx.globalAlpha = 1;
}

function ghost(pen: Pen, rect: Rect): void {
  const { ctx, theme } = pen;
  ctx.strokeStyle = theme.leaving;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([2.5, 2]);
  ctx.strokeRect(rect.x + 0.75, rect.y + 0.75, rect.width - 1.5, rect.height - 1.5);
  ctx.setLineDash([]);
}

/** A mint double ring that grows once and then stays; the plus where the cell can hold one. */
function arrival(pen: Pen, rect: Rect, grown: number): void {
  const { ctx, theme } = pen;
  const radius = (Math.max(rect.width, rect.height) / 2 + 3) * (0.4 + 0.6 * grown);
  const cx = rect.x + rect.width / 2;
  const cy = rect.y + rect.height / 2;
  ctx.strokeStyle = theme.added;
  ctx.lineWidth = 1.5;
  for (const r of [radius, radius + 3]) {
    ctx.beginPath();
    ctx.arc(cx, cy, r, 0, Math.PI * 2);
    ctx.stroke();
  }
  if (rect.width >= 12) plus(ctx, cx, cy, Math.min(9, rect.width * 0.5), theme.added);
}
