import { rankAt } from '@netkaart/layout';
import { addressOf, type ReservedRole } from '@netkaart/network';
import { dot, doubleRing } from '../drawing/glyphs';
import type { Chosen } from './chosen';
import { textSize } from './card-measures';
import { lastUnit } from './draw-house';
import type { Grid } from './draw-lot';
import type { Pen } from './pen';
import { ownerOfBlock } from './scene';

const STEP = 32;
/** Side of a cell from which a reserved address says what it is. */
const NAMED_FROM = 44;

/** Row ruler at each 32nd address and the row of the chosen pod, column ruler at each fourth: row + column is the octet. */
export function drawRulers(pen: Pen, grid: Grid, chosen: Chosen): void {
  const block = pen.scene.plan.blocks[grid.block];
  if (!block || block.slotted || grid.cols < 16) return;
  const size = textSize(pen, 11);
  const { theme } = pen;
  const own = chosenRow(pen, grid, chosen);
  const left = grid.x - 8 * Math.min(1.5, pen.k);
  const clear = grid.pitch >= size * 1.8 ? 0 : 1;
  for (let row = 0; row < grid.rows; row++) {
    const y = grid.y + row * grid.pitch + grid.cell / 2;
    const isOwn = row === own;
    const listed = (row * grid.cols) % STEP === 0 || grid.pitch > 28;
    if (!isOwn && (!listed || (own >= 0 && Math.abs(row - own) <= clear))) continue;
    pen.text(lastUnit(addressOf(block, row * grid.cols)), left - (isOwn ? 6 : 0), y, {
      size,
      mono: true,
      align: 'right',
      weight: isOwn ? 600 : 400,
      colour: isOwn ? theme.text : theme.faint,
    });
    if (isOwn) pen.line(theme.text, 1.5, [left - 4, y], [left + 1, y]);
  }
  for (let column = 4; column < grid.cols; column += 4) {
    pen.text(`+${column}`, grid.x + column * grid.pitch + grid.cell / 2, grid.y - 12 * Math.min(1.3, pen.k), {
      size,
      align: 'center',
      colour: theme.faint,
    });
  }
}

function chosenRow(pen: Pen, grid: Grid, chosen: Chosen): number {
  const block = pen.scene.plan.blocks[grid.block];
  if (!block || chosen.pod === null || chosen.block !== grid.block) return -1;
  const rank = block.pods.findIndex((pod) => pod.uid === chosen.pod);
  return rank < 0 ? -1 : Math.floor((block.offsets[rank] ?? 0) / grid.cols);
}

/** The addresses that no pod gets: the same mark as on the spine in an outlined cell, a dashed one for broadcast. */
export function drawReserved(pen: Pen, grid: Grid, mine: boolean): void {
  const block = pen.scene.plan.blocks[grid.block];
  if (!block || block.slotted) return;
  for (const { offset, role } of block.reserved) {
    if (rankAt(block, offset) < 0) drawRole(pen, grid, offset, role, mine);
  }
}

function drawRole(pen: Pen, grid: Grid, offset: number, role: ReservedRole, mine: boolean): void {
  const { ctx, theme } = pen;
  const x = grid.x + (offset % grid.cols) * grid.pitch;
  const y = grid.y + Math.floor(offset / grid.cols) * grid.pitch;
  const side = grid.cell;
  const colour = mine && (role === 'gateway' || role === 'tunnel-end') ? theme.text : theme.control;
  const inset = side < 8 ? 0.5 : 0.75;
  pen.marks += 2;
  ctx.fillStyle = theme.surface;
  ctx.fillRect(x - 0.5, y - 0.5, side + 1, side + 1);
  ctx.strokeStyle = colour;
  ctx.lineWidth = side < 8 ? 0.75 : 1;
  const isEdge = role === 'broadcast' || role === 'network';
  if (isEdge) ctx.setLineDash([2.2, 1.6]);
  ctx.beginPath();
  ctx.roundRect(x + inset, y + inset, side - 2 * inset, side - 2 * inset, Math.min(4, side / 5));
  ctx.stroke();
  ctx.setLineDash([]);
  const cy = y + side / 2 - (side >= NAMED_FROM ? 8 : 0);
  if (role === 'tunnel-end') doubleRing(ctx, x + side / 2, cy, Math.min(9, side * 0.32), colour, theme.surface);
  if (role === 'gateway') dot(ctx, x + side / 2, cy, Math.min(6, side * 0.19), colour);
  if (side >= NAMED_FROM)
    drawRoleWords(pen, grid, offset, role, { x: x + side / 2, y: isEdge ? y + side / 2 - 8 : cy + 18 });
}

/** Octet and device of a reserved address close by. */
function drawRoleWords(pen: Pen, grid: Grid, offset: number, role: ReservedRole, at: { x: number; y: number }): void {
  const { scene, theme } = pen;
  const block = scene.plan.blocks[grid.block];
  const owner = ownerOfBlock(scene, grid.block);
  if (!block) return;
  const device = role === 'tunnel-end' ? owner?.tunnel?.name : role === 'gateway' ? owner?.bridge?.name : role;
  pen.text(lastUnit(addressOf(block, offset)), at.x, at.y, {
    size: 11,
    mono: true,
    align: 'center',
    colour: theme.muted,
  });
  const style = { size: 11, align: 'center' as const, colour: theme.faint };
  if (device && pen.width(device, style) < grid.cell - 4) pen.text(device, at.x, at.y + 13, style);
}
