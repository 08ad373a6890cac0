import { POD_STATES, worst, type PodState } from './states.js';

/** One block of the pod range: its place in address order, its addresses in use and in all, its worst pod. */
export interface ThumbnailBlock {
  readonly index: number;
  readonly used: number;
  readonly size: number;
  readonly worst: PodState | null;
}

const SIDES = [4, 8, 16] as const;
const NO_BLOCK = -1;
/** Tile value = step * this + index in POD_STATES. */
const STATES_PER_STEP = 8;
const STEPS = 5;

/**
 * Square picture of the pod range in address order, as in the protocol: tile -1 = no block, else occupancy step (0 empty
 * – 5 full) * 8 + index of the worst state in POD_STATES. The side grows with the highest block in use (4, 8, 16);
 * beyond 256 blocks a tile stands for several. `total`: how many blocks the range holds; blocks behind it are left out.
 */
export function thumbnail(blocks: readonly ThumbnailBlock[], total: number): { side: number; tiles: number[] } {
  const inRange = blocks.filter(({ index }) => index >= 0 && index < total);
  const span = inRange.reduce((end, { index }) => Math.max(end, index + 1), 0);
  const side = SIDES.find((each) => each * each >= span) ?? 16;
  const blocksPerTile = Math.max(1, Math.ceil(span / (side * side)));
  const groups = Array.from({ length: side * side }, (): ThumbnailBlock[] => []);
  for (const block of inRange) groups[Math.floor(block.index / blocksPerTile)]?.push(block);
  return { side, tiles: groups.map(tileOf) };
}

function tileOf(blocks: readonly ThumbnailBlock[]): number {
  if (blocks.length === 0) return NO_BLOCK;
  const used = sum(blocks.map((block) => block.used));
  const size = sum(blocks.map((block) => block.size));
  const state = worst(blocks.flatMap((block) => block.worst ?? [])) ?? 'ok';
  return occupancyStep(used, size) * STATES_PER_STEP + POD_STATES.indexOf(state);
}

/** 0 when nothing is used, else the fifth (1–5) in which the occupancy lies. */
export function occupancyStep(used: number, size: number): number {
  if (used <= 0 || size <= 0) return 0;
  return Math.max(1, Math.min(STEPS, Math.ceil((used / size) * STEPS)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
