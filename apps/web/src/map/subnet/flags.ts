import type { PodRecord } from '@netkaart/topology';
import { rankAt } from '@netkaart/layout';
import { addressOf, type Block } from '@netkaart/network';
import type { Grid } from './draw-lot';
import { lastUnit } from './draw-house';

/** A label on free cells and the leader that ties it to its pod. Screen px relative to the grid's origin. */
export interface Flag {
  readonly pod: PodRecord;
  readonly octet: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Leader from the pod's edge to the flag's edge. */
  readonly leaderX: number;
  readonly leaderFrom: number;
  readonly leaderTo: number;
}

/** Height of a flag per px of its text: 20 at 11. */
export const FLAG_RATIO = 20 / 11;
/** Pitch below which there is no room for flags between rows. */
export const FLAGS_FROM = 12;
const ADVANCE = 0.6;
const PAD = 7;
const ROWS_AWAY = [2, -2, 3, -3, 4, -4, 5, -5];
const NEAR = 4;

interface Span {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/**
 * Flags for as many pods of a block as have room: on free cells only, leaders straight up or down through free cells,
 * nothing crossing anything. Lowest `rank` first, then from right to left and top to bottom, so that a flag never
 * stands in the way of the leader left of it. The same block and size give the same flags.
 */
export function flagsOf(block: Block, grid: Grid, rank: (pod: PodRecord) => number, size: number): Flag[] {
  const order = block.pods
    .map((pod, rank) => ({ pod, at: block.offsets[rank] ?? 0 }))
    .sort(
      (a, b) => rank(a.pod) - rank(b.pod) || Math.floor(a.at / grid.cols) - Math.floor(b.at / grid.cols) || b.at - a.at,
    );
  const flags: Flag[] = [];
  const taken: Span[] = [];
  const pods = order.map(({ at }) => cellSpan(grid, at));
  for (const { pod, at } of order) {
    const flag = place(block, grid, pod, at, size, pods, taken);
    if (!flag) continue;
    flags.push(flag);
    taken.push(spanOf(flag), leaderSpan(flag));
  }
  return flags;
}

function place(
  block: Block,
  grid: Grid,
  pod: PodRecord,
  at: number,
  size: number,
  pods: readonly Span[],
  taken: readonly Span[],
): Flag | null {
  const octet = lastUnit(addressOf(block, at));
  const width = (octet.length + pod.name.length + 1) * size * ADVANCE + 2 * PAD;
  const height = Math.round(size * FLAG_RATIO);
  const column = at % grid.cols;
  const row = Math.floor(at / grid.cols);
  const leaderX = column * grid.pitch + grid.cell / 2;
  const right = grid.cols * grid.pitch - (grid.pitch - grid.cell);
  if (width > right) return null;
  const x = Math.max(0, Math.min(leaderX - 9, right - width));
  for (const away of ROWS_AWAY) {
    const to = row + away;
    if (to < 0 || to >= grid.rows) continue;
    const y = to * grid.pitch + grid.cell / 2 - height / 2;
    const leaderFrom = away > 0 ? row * grid.pitch + grid.cell : row * grid.pitch;
    const flag = { pod, octet, x, y, width, height, leaderX, leaderFrom, leaderTo: away > 0 ? y : y + height };
    if (fits(flag, at, block, grid, pods, taken)) return flag;
  }
  return null;
}

function fits(
  flag: Flag,
  at: number,
  block: Block,
  grid: Grid,
  pods: readonly Span[],
  taken: readonly Span[],
): boolean {
  const span = spanOf(flag);
  if (span.y1 < -2 || span.y2 > grid.rows * grid.pitch + 2) return false;
  const leader = leaderSpan(flag);
  if (pods.some((cell) => overlap(cell, span, 0))) return false;
  if (taken.some((other) => overlap(other, span, NEAR) || overlap(other, leader, 1))) return false;
  return leaderIsFree(flag, at, block, grid);
}

/** The cells between pod and flag hold no pod. */
function leaderIsFree(flag: Flag, at: number, block: Block, grid: Grid): boolean {
  const row = Math.floor(at / grid.cols);
  const end =
    flag.leaderTo > flag.leaderFrom ? Math.floor(flag.leaderTo / grid.pitch) : Math.ceil(flag.leaderTo / grid.pitch);
  const step = end > row ? 1 : -1;
  for (let r = row + step; step > 0 ? r <= end : r >= end; r += step) {
    if (rankAt(block, r * grid.cols + (at % grid.cols)) >= 0) return false;
  }
  return true;
}

function cellSpan(grid: Grid, at: number): Span {
  const x1 = (at % grid.cols) * grid.pitch;
  const y1 = Math.floor(at / grid.cols) * grid.pitch;
  return { x1, y1, x2: x1 + grid.cell, y2: y1 + grid.cell };
}

function spanOf({ x, y, width, height }: Flag): Span {
  return { x1: x, y1: y, x2: x + width, y2: y + height };
}

function leaderSpan({ leaderX, leaderFrom, leaderTo }: Flag): Span {
  return { x1: leaderX - 1, x2: leaderX + 1, y1: Math.min(leaderFrom, leaderTo), y2: Math.max(leaderFrom, leaderTo) };
}

function overlap(a: Span, b: Span, margin: number): boolean {
  return a.x1 < b.x2 + margin && b.x1 < a.x2 + margin && a.y1 < b.y2 + margin && b.y1 < a.y2 + margin;
}
