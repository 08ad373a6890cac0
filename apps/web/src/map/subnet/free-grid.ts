import type { Ctx } from '../drawing/text';
import { surface } from './surfaces';

/** Pictures are drawn at twice the size, so that they stay sharp on dense screens. */
const SCALE = 2;
const KEEP = 24;

const grids = new Map<string, OffscreenCanvas>();

/** The free cells of a lot: one blit. Cells are rounded and `gap` of their pitch apart. */
export function drawFreeGrid(
  ctx: Ctx,
  x: number,
  y: number,
  pitch: number,
  cols: number,
  rows: number,
  gap: number,
  colour: string,
): void {
  const whole = Math.max(2, Math.round(pitch));
  const canvas = gridOf(whole, cols, rows, gap, colour);
  if (canvas) ctx.drawImage(canvas, x, y, cols * pitch, rows * pitch);
  else {
    ctx.fillStyle = colour;
    ctx.fillRect(x, y, cols * pitch, rows * pitch);
  }
}

/** The gaps between the cells of a lot in the colour of the ground: laid over a bitmap it makes cells of it. */
export function drawGaps(
  ctx: Ctx,
  x: number,
  y: number,
  pitch: number,
  cols: number,
  rows: number,
  gap: number,
  ground: string,
): void {
  const canvas = gapsOf(Math.max(2, Math.round(pitch)), cols, rows, gap, ground);
  if (canvas) ctx.drawImage(canvas, x, y, cols * pitch, rows * pitch);
}

function gridOf(pitch: number, cols: number, rows: number, gap: number, colour: string): OffscreenCanvas | null {
  return kept(`free ${pitch} ${cols} ${rows} ${gap} ${colour}`, pitch * cols, pitch * rows, (ctx) => {
    const size = pitch * (1 - gap);
    ctx.fillStyle = colour;
    ctx.beginPath();
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < cols; column++)
        ctx.roundRect(column * pitch, row * pitch, size, size, radiusOf(size));
    ctx.fill();
  });
}

function gapsOf(pitch: number, cols: number, rows: number, gap: number, ground: string): OffscreenCanvas | null {
  return kept(`gaps ${pitch} ${cols} ${rows} ${gap} ${ground}`, pitch * cols, pitch * rows, (ctx) => {
    const width = pitch * gap;
    ctx.fillStyle = ground;
    for (let column = 1; column <= cols; column++) ctx.fillRect(column * pitch - width, 0, width, rows * pitch);
    for (let row = 1; row <= rows; row++) ctx.fillRect(0, row * pitch - width, cols * pitch, width);
  });
}

function kept(key: string, width: number, height: number, draw: (ctx: Ctx) => void): OffscreenCanvas | null {
  const known = grids.get(key);
  if (known) return known;
  const made = surface(width * SCALE, height * SCALE);
  if (!made) return null;
  made.ctx.scale(SCALE, SCALE);
  draw(made.ctx);
  if (grids.size >= KEEP) grids.delete(grids.keys().next().value ?? '');
  grids.set(key, made.canvas);
  return made.canvas;
}

/** Corner radius of a cell: 3 at 15 px. */
export function radiusOf(size: number): number {
  return size < 6 ? 0 : Math.min(4, size / 5);
}
