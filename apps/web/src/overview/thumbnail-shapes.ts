import type { Thumbnail } from '@netkaart/protocol';
import { POD_STATES } from '@netkaart/network';

/** Marks of at least 5 px that stand for the worst state in a tile. */
export type TileMark = 'bad' | 'pending' | 'unknown';

/** A thumbnail as SVG paths in a square of SIDE units: a fixed number of elements, whatever the number of tiles. */
export interface ThumbnailShapes {
  /** Lots without a block. */
  readonly lots: string;
  /** Tiles by occupancy step 0–5. */
  readonly steps: readonly string[];
  readonly marks: readonly { readonly mark: TileMark; readonly x: number; readonly y: number; readonly size: number }[];
  readonly blocks: number;
}

export const SIDE = 120;
/** Ground around the tiles, in units. */
export const MARGIN = 4;
const STATES_PER_STEP = 8;
const STEPS = 6;

/** Narrowest mark on the screen. */
const MARK_MIN_PX = 5.2;

/** Shapes of a thumbnail that is shown `sidePx` wide or wider. Marks stand in the upper right of a tile that is larger, and over a tile that is smaller. */
export function thumbnailShapes({ side, tiles }: Thumbnail, sidePx: number): ThumbnailShapes {
  const pitch = SIDE / side;
  const markMin = (MARK_MIN_PX * (SIDE + 2 * MARGIN)) / sidePx;
  const gap = pitch >= 6 ? 1 : pitch / 8;
  const steps = Array.from({ length: STEPS }, () => '');
  const marks: ThumbnailShapes['marks'][number][] = [];
  let lots = '';
  let blocks = 0;
  for (const [index, tile] of tiles.slice(0, side * side).entries()) {
    const x = (index % side) * pitch + gap / 2;
    const y = Math.floor(index / side) * pitch + gap / 2;
    const square = squarePath(x, y, pitch - gap);
    if (tile < 0) lots += square;
    else {
      const step = Math.min(STEPS - 1, Math.floor(tile / STATES_PER_STEP));
      steps[step] = (steps[step] ?? '') + square;
      blocks += 1;
      const mark = markOf(tile % STATES_PER_STEP);
      if (mark) marks.push({ mark, ...placeOfMark(x, y, pitch - gap, markMin) });
    }
  }
  return { lots, steps, marks, blocks };
}

function markOf(state: number): TileMark | null {
  const name = POD_STATES[state];
  return name === 'bad' || name === 'pending' || name === 'unknown' ? name : null;
}

function placeOfMark(x: number, y: number, tile: number, markMin: number): { x: number; y: number; size: number } {
  const size = Math.max(markMin, Math.min(12, tile * 0.62));
  if (tile < size) return { x: within(x + (tile - size) / 2, size), y: within(y + (tile - size) / 2, size), size };
  const inset = Math.min(2, (tile - size) / 2);
  return { x: x + tile - size - inset, y: y + inset, size };
}

function within(value: number, size: number): number {
  return Math.min(SIDE - size, Math.max(0, value));
}

function squarePath(x: number, y: number, size: number): string {
  return `M${round(x)} ${round(y)}h${round(size)}v${round(size)}h${round(-size)}z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
