import { placeOfPod, rankAt } from '@netkaart/layout';
import type { PodRecord } from '@netkaart/topology';
import { addressOf, type PodState } from '@netkaart/network';
import type { Atlas } from './atlas';
import { drawPodCell } from './cell-glyphs';
import { drawFreeGrid, drawGaps } from './free-grid';
import { drawHouse, HOUSE_FROM, lastUnit } from './draw-house';
import type { Pen } from './pen';
import { podPaint } from './pod-paint';
import { stateOf } from './tally';

/** The cell grid of a lot on the screen. The origin sits on whole px, so that cells stay crisp. */
export interface Grid {
  readonly lot: number;
  readonly block: number;
  readonly x: number;
  readonly y: number;
  readonly pitch: number;
  readonly cell: number;
  readonly cols: number;
  readonly rows: number;
}

export function gridOnScreen(pen: Pen, lot: number): Grid {
  const { lots, pitch, cell } = pen.scene.world;
  return {
    lot,
    block: lots.block[lot] ?? -1,
    x: Math.round(pen.x(lots.gridX[lot] ?? 0)),
    y: Math.round(pen.y(lots.gridY[lot] ?? 0)),
    pitch: pitch * pen.k,
    cell: cell * pen.k,
    cols: lots.cols[lot] ?? 16,
    rows: lots.rows[lot] ?? 16,
  };
}

const GAPS_FROM = 3;

/** Level 1: the bitmap of the lot, gaps laid over it, and vectors only for what a pixel cannot say. */
export function drawBitmap(pen: Pen, grid: Grid, atlas: Atlas, ground: string): void {
  const { ctx, scene, frame } = pen;
  const width = grid.cols * grid.pitch;
  const height = grid.rows * grid.pitch;
  pen.marks += 2;
  if (!atlas.blit(ctx, scene, grid.lot, grid.x, grid.y, width, height)) return drawCells(pen, grid);
  if (grid.pitch < GAPS_FROM) return;
  drawGaps(ctx, grid.x, grid.y, grid.pitch, grid.cols, grid.rows, 1 - grid.cell / grid.pitch, ground);
  const tally = scene.tallies.of(grid.block);
  if (tally.silent || (tally.counts[4] ?? 0) > 0)
    eachPod(pen, grid, (pod, rect, state) => {
      if (state !== 'leaving' && state !== 'unknown') return;
      ctx.fillStyle = frame.theme.lot;
      ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
      drawPodCell(pen, rect, state, '', podPaint(scene, frame, pod, state).shown);
    });
}

/** Levels 2 and 3: free cells as one picture, pods as vectors; from 30 px on a cell is a house with words. */
export function drawCells(pen: Pen, grid: Grid): void {
  const { ctx, scene, frame } = pen;
  if (grid.pitch < HOUSE_FROM) {
    pen.marks++;
    drawFreeGrid(ctx, grid.x, grid.y, grid.pitch, grid.cols, grid.rows, 1 - grid.cell / grid.pitch, frame.theme.lot);
  } else drawFreeHouses(pen, grid);
  eachPod(pen, grid, (pod, rect, state) => {
    const { fill, shown } = podPaint(scene, frame, pod, state);
    if (grid.pitch < HOUSE_FROM) drawPodCell(pen, rect, state, fill, shown);
    else drawHouse(pen, pod, rect, state, fill, shown);
  });
}

const FREE_WORDS_FROM = 48;

/** Free cells close by: those in sight only, with their octet. */
function drawFreeHouses(pen: Pen, grid: Grid): void {
  const { ctx, frame, theme, scene } = pen;
  const { x, y, pitch, cell } = grid;
  const first = [Math.max(0, Math.floor(-x / pitch)), Math.max(0, Math.floor(-y / pitch))] as const;
  const last = [
    Math.min(grid.cols - 1, Math.floor((frame.width - x) / pitch)),
    Math.min(grid.rows - 1, Math.floor((frame.height - y) / pitch)),
  ] as const;
  ctx.fillStyle = theme.lot;
  ctx.beginPath();
  for (let row = first[1]; row <= last[1]; row++)
    for (let column = first[0]; column <= last[0]; column++, pen.marks++)
      ctx.roundRect(x + column * pitch, y + row * pitch, cell, cell, 4);
  ctx.fill();
  const block = scene.plan.blocks[grid.block];
  if (pitch < FREE_WORDS_FROM || !block || block.slotted) return;
  for (let row = first[1]; row <= last[1]; row++)
    for (let column = first[0]; column <= last[0]; column++) {
      const at = row * grid.cols + column;
      if (rankAt(block, at) >= 0 || block.reserved.some((one) => one.offset === at)) continue;
      const text = lastUnit(addressOf(block, at));
      pen.text(text, x + column * pitch + cell / 2, y + row * pitch + cell / 2, {
        size: 11,
        mono: true,
        align: 'center',
        colour: theme.faint,
      });
    }
}

type PodDrawing = (
  pod: PodRecord,
  rect: { x: number; y: number; width: number; height: number },
  state: PodState,
) => void;

/** Calls `draw` for each pod of a lot whose cell is in sight. Pods with the same address share the cell side by side. */
export function eachPod(pen: Pen, grid: Grid, draw: PodDrawing): void {
  const { scene, frame } = pen;
  const block = scene.plan.blocks[grid.block];
  if (!block) return;
  const { silent } = scene.tallies.of(grid.block);
  for (let rank = 0; rank < block.pods.length; rank++) {
    const pod = block.pods[rank];
    const at = block.slotted ? cellInLot(pen, grid, rank) : (block.offsets[rank] ?? 0);
    if (!pod || at < 0) continue;
    let x = grid.x + (at % grid.cols) * grid.pitch;
    const y = grid.y + Math.floor(at / grid.cols) * grid.pitch;
    if (x > frame.width || y > frame.height || x + grid.cell < 0 || y + grid.cell < 0) continue;
    const [start, sharing] = block.slotted ? [rank, 1] : sharers(block.offsets, rank);
    const width = grid.cell / sharing;
    x += width * (rank - start);
    draw(pod, { x, y, width, height: grid.cell }, stateOf(pod, silent));
  }
}

function cellInLot(pen: Pen, grid: Grid, rank: number): number {
  const place = placeOfPod(pen.scene.world, pen.scene.plan, grid.block, rank);
  return place?.lot === grid.lot ? place.cell : -1;
}

function sharers(offsets: readonly number[], rank: number): readonly [number, number] {
  let start = rank;
  let end = rank + 1;
  while (start > 0 && offsets[start - 1] === offsets[rank]) start--;
  while (end < offsets.length && offsets[end] === offsets[rank]) end++;
  return [start, end - start];
}
