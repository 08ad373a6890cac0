import { levelMix, POOL, type District, type Fold } from '@netkaart/layout';
import { notReadyBox } from '../drawing/glyphs';
import type { Atlas } from './atlas';
import { drawBadgeRow, drawNearlyFull } from './badges';
import type { Chosen } from './chosen';
import { textSize } from './card-measures';
import { drawBitmap, drawCells, gridOnScreen } from './draw-lot';
import { drawPoolHead } from './draw-pool-head';
import { drawReserved } from './draw-rulers';
import { drawTile, drawTileTrouble } from './draw-tiles';
import { districtsInSight, lotsOf } from './in-sight';
import type { Pen } from './pen';
import { ownerOfBlock } from './scene';
import { hatch } from '../drawing/glyphs';

/** Scale from which block labels are drawn. */
const LABELS_FROM = 0.62;

/** The pools arrangement: a column per pool, districts of 4 × 4 blocks. */
export function drawPools(pen: Pen, atlas: Atlas, chosen: Chosen): void {
  const { world } = pen.scene;
  world.regions.forEach((region, at) => drawPoolHead(pen, region, at, chosen));
  const seen = districtsInSight(pen);
  if (levelMix(world.tile * pen.k)[1] > 0.01) atlas.prepare(pen.scene, pen.frame, lotsOf(pen, seen));
  for (const district of seen) {
    drawDistrictHead(pen, district);
    for (let lot = district.firstLot; lot < district.firstLot + district.lots; lot++)
      drawBlock(pen, lot, atlas, chosen);
  }
  for (const fold of world.folds) if (pen.sees(fold)) drawFold(pen, fold);
}

function drawDistrictHead(pen: Pen, district: District): void {
  const { theme, scene } = pen;
  if (pen.k < 0.45) return;
  const y = pen.y(district.y + 12);
  const left = pen.x(district.x);
  const right = pen.x(district.x + POOL.column);
  const size = Math.min(13, textSize(pen, 11.5));
  const width = pen.text(district.cidr, left, y, { size, mono: true, colour: theme.muted });
  const counts = pen.text(scene.words.blocks(district.used, district.lots), right, y, {
    size: Math.min(14, textSize(pen, 12)),
    colour: theme.faint,
    align: 'right',
  });
  const from = left + Math.max(width + 12, 98 * pen.k);
  const to = right - Math.max(counts + 12, 104 * pen.k);
  if (to > from) pen.line(theme.hair2, 1, [from, Math.round(y) + 0.5], [to, Math.round(y) + 0.5]);
}

function drawBlock(pen: Pen, lot: number, atlas: Atlas, chosen: Chosen): void {
  const { scene, theme, ctx } = pen;
  const { lots } = scene.world;
  const world = {
    x: lots.x[lot] ?? 0,
    y: lots.y[lot] ?? 0,
    width: lots.width[lot] ?? 0,
    height: lots.height[lot] ?? 0,
  };
  if (!pen.sees(world)) return;
  const block = lots.block[lot] ?? -1;
  const { x, y, width, height } = pen.box(world);
  const rect = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
  const mine = block >= 0 && chosen.node >= 0 && ownerOfBlock(scene, block) === scene.plan.nodes[chosen.node];
  pen.marks++;
  ctx.beginPath();
  ctx.roundRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1, Math.min(4, 3 * pen.k));
  if (block >= 0) {
    ctx.fillStyle = theme.surface;
    ctx.fill();
  }
  ctx.strokeStyle = mine ? theme.control : theme.hair2;
  ctx.lineWidth = 1;
  ctx.stroke();
  if (block < 0) return;
  drawContent(pen, lot, rect, atlas, mine);
  drawLabel(pen, block, rect, mine);
}

function drawContent(
  pen: Pen,
  lot: number,
  rect: { x: number; y: number; width: number; height: number },
  atlas: Atlas,
  mine: boolean,
): void {
  const { scene, theme, ctx } = pen;
  const block = scene.world.lots.block[lot] ?? -1;
  const grid = gridOnScreen(pen, lot);
  const mix = levelMix(scene.world.tile * pen.k);
  const alpha = (share: number, draw: () => void) => {
    if (share <= 0.01) return;
    ctx.globalAlpha = share;
    draw();
    ctx.globalAlpha = 1;
  };
  alpha(mix[2] + mix[3], () => {
    drawCells(pen, grid);
    drawReserved(pen, grid, mine);
  });
  alpha(mix[1], () => drawBitmap(pen, grid, atlas, theme.surface));
  if (scene.tallies.of(block).nearlyFull && mix[0] < 0.5) hatchFree(pen, block, grid);
  alpha(mix[0], () => {
    drawTile(pen, lot, rect);
    drawTileTrouble(pen, lot, rect);
  });
  if (mix[0] < 0.5 && ownerOfBlock(scene, block)?.silent) {
    pen.marks++;
    notReadyBox(ctx, rect, theme.bad, null, 1.5);
  }
}

/** Nearly full: the free cells are hatched amber. */
function hatchFree(pen: Pen, at: number, grid: ReturnType<typeof gridOnScreen>): void {
  const block = pen.scene.plan.blocks[at];
  if (!block || block.slotted) return;
  const taken = new Set(block.offsets);
  for (const { offset } of block.reserved) taken.add(offset);
  for (let cell = 0; cell < grid.cols * grid.rows; cell++) {
    if (taken.has(cell)) continue;
    const x = grid.x + (cell % grid.cols) * grid.pitch;
    const y = grid.y + Math.floor(cell / grid.cols) * grid.pitch;
    pen.marks++;
    hatch(pen.ctx, { x, y, width: grid.cell, height: grid.cell }, pen.theme.pending, 3, 1.2);
  }
}

function drawLabel(
  pen: Pen,
  block: number,
  rect: { x: number; y: number; width: number; height: number },
  mine: boolean,
): void {
  if (pen.k < LABELS_FROM) return;
  const { scene, theme } = pen;
  const of = scene.plan.blocks[block];
  if (!of) return;
  const owner = ownerOfBlock(scene, block);
  const tally = scene.tallies.of(block);
  const y = rect.y - Math.min(9, 8 * pen.k + 1);
  const size = Math.min(14, Math.max(10, textSize(pen, 11)));
  const strong = mine || (owner?.silent ?? false);
  const style = {
    size,
    mono: true,
    weight: strong ? (600 as const) : (400 as const),
    colour: strong ? theme.text : theme.muted,
  };
  const name = nameOfBlock(pen, block);
  const used = pen.fitted(name, rect.x + 1, y, rect.width, style);
  const left = rect.x + 1 + used + 6;
  let right = rect.x + rect.width;
  const state = { size: Math.min(13, size + 1), weight: 500 as const, colour: theme.text, align: 'right' as const };
  const silent = owner?.silent && pen.width(scene.words.notReady, state) <= right - left;
  if (silent) right -= pen.text(scene.words.notReady, right, y, state) + 6;
  const free = scene.words.freeShort(of.free);
  const full =
    tally.nearlyFull && of.free > 0 && pen.width(free, { size: 11, weight: 600, colour: '' }) + 20 <= right - left;
  if (full) right = drawNearlyFull(pen, free, right, y, Math.min(12, size + 1));
  right = drawBadgeRow(pen, tally, right, y, Math.min(14, size + 1), right - left > 30);
  if (pen.k > 1.7) detailWords(pen, block, rect.x + 1 + used + 12, right - 8, y, size);
}

/** Short name of the owner; `+` behind it for a further block of the same node. */
function nameOfBlock({ scene }: Pen, block: number): string {
  const owner = ownerOfBlock(scene, block);
  if (owner) return owner.blocks[0] === block ? owner.shortName : `${owner.shortName} +`;
  return scene.plan.blocks[block]?.node || '—';
}

/** Close by, the block's own prefix and how many are free. */
function detailWords(pen: Pen, block: number, left: number, right: number, y: number, size: number): void {
  const { scene, theme } = pen;
  const of = scene.plan.blocks[block];
  if (!of) return;
  const free = scene.words.free(of.free, of.usable);
  const style = { size: size - 1, colour: theme.faint };
  const width = pen.width(free, style);
  if (left + width + of.cidr.length * size * 0.6 + 12 > right) {
    if (left + width < right) pen.text(free, right, y, { ...style, align: 'right' });
    return;
  }
  pen.text(of.cidr, left, y, { size, mono: true, colour: theme.muted });
  pen.text(free, right, y, { ...style, align: 'right' });
}

function drawFold(pen: Pen, fold: Fold): void {
  const { ctx, theme, scene } = pen;
  const box = pen.box(fold);
  pen.marks++;
  ctx.strokeStyle = theme.hair2;
  ctx.lineWidth = 1;
  ctx.setLineDash([4, 4]);
  ctx.beginPath();
  ctx.roundRect(
    Math.round(box.x) + 0.5,
    Math.round(box.y) + 0.5,
    Math.round(box.width) - 1,
    Math.round(box.height) - 1,
    3,
  );
  ctx.stroke();
  ctx.setLineDash([]);
  if (pen.k < LABELS_FROM) return;
  const y = box.y + box.height / 2;
  pen.text(fold.cidr, box.x + 8, y, { size: Math.min(13, textSize(pen, 11)), mono: true, colour: theme.faint });
  pen.text(scene.words.unusedBlocks(fold.lots), box.x + box.width - 8, y, {
    size: Math.min(14, textSize(pen, 12)),
    colour: theme.faint,
    align: 'right',
  });
}
