import type { Theme } from '../../theme/tokens';
import type { Ctx } from './text';

/** Rounded rectangle as a path (begun, not painted). */
export function roundRectPath(ctx: Ctx, x: number, y: number, width: number, height: number, radius: number): void {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, radius);
}

/** ▲ not ready: points up, fills the box of `size` around the centre. */
export function triangle(ctx: Ctx, cx: number, cy: number, size: number, colour: string): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(cx, cy - size / 2);
  ctx.lineTo(cx + size / 2, cy + size / 2);
  ctx.lineTo(cx - size / 2, cy + size / 2);
  ctx.closePath();
  ctx.fill();
}

/** × failing: the two strokes alone. */
export function cross(
  ctx: Ctx,
  cx: number,
  cy: number,
  size: number,
  colour: string,
  width = Math.max(1.2, size / 5),
): void {
  const h = size / 2;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(cx - h, cy - h);
  ctx.lineTo(cx + h, cy + h);
  ctx.moveTo(cx + h, cy - h);
  ctx.lineTo(cx - h, cy + h);
  ctx.stroke();
}

/** + new. */
export function plus(
  ctx: Ctx,
  cx: number,
  cy: number,
  size: number,
  colour: string,
  width = Math.max(1.2, size / 5),
): void {
  const h = size / 2;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(cx - h, cy);
  ctx.lineTo(cx + h, cy);
  ctx.moveTo(cx, cy - h);
  ctx.lineTo(cx, cy + h);
  ctx.stroke();
}

/** Diagonal hatch clipped to a rectangle: unknown, nearly full, overlap. `gap` is the distance of the lines. */
export function hatch(
  ctx: Ctx,
  rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  colour: string,
  gap = 4,
  lineWidth = 1.2,
): void {
  const { x, y, width, height } = rect;
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = lineWidth;
  ctx.beginPath();
  for (let d = gap / 2; d < width + height; d += gap) {
    ctx.moveTo(x + d, y);
    ctx.lineTo(x + d - height, y + height);
  }
  ctx.stroke();
  ctx.restore();
}

/** Badge of failing pods: filled square with a ×, drawn from 8 px on. */
export function failingBadge(ctx: Ctx, cx: number, cy: number, size: number, theme: Theme): void {
  ctx.fillStyle = theme.bad;
  if (size < 6) {
    ctx.fillRect(cx - size / 2, cy - size / 2, size, size);
    return;
  }
  roundRectPath(ctx, cx - size / 2, cy - size / 2, size, size, Math.min(2, size / 5));
  ctx.fill();
  if (size >= 8) cross(ctx, cx, cy, size * 0.44, theme.onOther, Math.max(1.4, size / 8));
}

/** Badge of pods that are not ready. */
export function pendingBadge(ctx: Ctx, cx: number, cy: number, size: number, theme: Theme): void {
  triangle(ctx, cx, cy, size, theme.pending);
}

/** Badge of pods of unknown state: hatched square with an outline. */
export function unknownBadge(ctx: Ctx, cx: number, cy: number, size: number, theme: Theme): void {
  const rect = { x: cx - size / 2, y: cy - size / 2, width: size, height: size };
  hatch(ctx, rect, theme.unknown, 3, 1);
  ctx.strokeStyle = theme.unknown;
  ctx.lineWidth = 1;
  ctx.strokeRect(rect.x + 0.5, rect.y + 0.5, size - 1, size - 1);
}

/** Node that is not ready: crossed outline on the ground colour. */
export function notReadyBox(
  ctx: Ctx,
  rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  colour: string,
  ground: string | null,
  lineWidth = 2,
): void {
  const { x, y, width, height } = rect;
  const i = lineWidth / 2;
  if (ground !== null) {
    ctx.fillStyle = ground;
    ctx.fillRect(x, y, width, height);
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = lineWidth;
  ctx.beginPath();
  ctx.rect(x + i, y + i, width - lineWidth, height - lineWidth);
  ctx.moveTo(x + i, y + i);
  ctx.lineTo(x + width - i, y + height - i);
  ctx.moveTo(x + width - i, y + i);
  ctx.lineTo(x + i, y + height - i);
  ctx.stroke();
}

/** Ring stop: a node's eth0. */
export function ring(
  ctx: Ctx,
  cx: number,
  cy: number,
  radius: number,
  colour: string,
  ground: string,
  width = 2,
): void {
  ctx.fillStyle = ground;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.arc(cx, cy, radius - width / 2, 0, Math.PI * 2);
  ctx.fill();
  ctx.stroke();
}

/** Double ring: a tunnel's end. */
export function doubleRing(ctx: Ctx, cx: number, cy: number, radius: number, colour: string, ground: string): void {
  ring(ctx, cx, cy, radius, colour, ground, Math.max(1, radius / 4));
  ctx.lineWidth = Math.max(1, radius / 4.5);
  ctx.beginPath();
  ctx.arc(cx, cy, radius * 0.4, 0, Math.PI * 2);
  ctx.stroke();
}

/** Dot: a bridge and gateway. */
export function dot(ctx: Ctx, cx: number, cy: number, radius: number, colour: string): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.arc(cx, cy, radius, 0, Math.PI * 2);
  ctx.fill();
}

/**
 * Selection: two-tone ring, `text` inside and `bg` outside, independent of hue and theme. `gap`: distance of the inner
 * ring's middle from the rectangle.
 */
export function selectionRing(
  ctx: Ctx,
  rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  theme: Theme,
  radius = 4,
  gap = 3,
): void {
  ctx.lineWidth = 2;
  for (const [colour, by] of [
    [theme.bg, gap + 2],
    [theme.text, gap],
  ] as const) {
    ctx.strokeStyle = colour;
    roundRectPath(ctx, rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by, radius + by - gap);
    ctx.stroke();
  }
}

/** A thin double line: a tunnel. `height` is the distance of the two lines' outer edges. */
export function doubleLine(
  ctx: Ctx,
  x1: number,
  x2: number,
  y: number,
  height: number,
  colour: string,
  width = 1.5,
): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  const h = (height - width) / 2;
  ctx.beginPath();
  ctx.moveTo(x1, y - h);
  ctx.lineTo(x2, y - h);
  ctx.moveTo(x1, y + h);
  ctx.lineTo(x2, y + h);
  ctx.stroke();
}

/** A word in a pill on a line. Returns the pill's width. */
export function pill(
  ctx: Ctx,
  text: string,
  cx: number,
  cy: number,
  style: { readonly size: number; readonly colour: string; readonly border: string; readonly ground: string },
): number {
  const width = text.length * style.size * 0.6 + style.size * 1.8;
  const height = style.size * 1.8;
  ctx.fillStyle = style.ground;
  ctx.strokeStyle = style.border;
  ctx.lineWidth = 1.5;
  roundRectPath(ctx, cx - width / 2, cy - height / 2, width, height, height / 2);
  ctx.fill();
  ctx.stroke();
  ctx.font = `500 ${style.size}px "Geist Mono", monospace`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = style.colour;
  ctx.fillText(text, cx - (text.length * style.size * 0.6) / 2, cy + style.size * 0.355);
  return width;
}
