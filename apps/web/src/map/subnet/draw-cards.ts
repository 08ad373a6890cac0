import { CARD, levelMix } from '@netkaart/layout';
import type { PlanNode } from '@netkaart/network';
import { dot, doubleRing, notReadyBox, ring } from '../drawing/glyphs';
import type { Rect } from '../view';
import type { Atlas } from './atlas';
import { NAME_FROM, ROW, ROWS_FROM, SHORT_FROM, type CardPen } from './card-measures';
import type { Chosen } from './chosen';
import { drawName, drawRows, drawShortRows } from './draw-card-words';
import { drawBus } from './draw-card-bus';
import { drawFlags } from './draw-flags';
import { drawBitmap, drawCells, gridOnScreen, type Grid } from './draw-lot';
import { drawReserved, drawRulers } from './draw-rulers';
import { drawTile, drawTileTrouble } from './draw-tiles';
import { drawTunnels } from './draw-tunnels';
import { districtsInSight, lotsOf } from './in-sight';
import type { Pen } from './pen';
import { ownerOfBlock } from './scene';

/** The cards arrangement: node network, spines, a card per node subnet. */
export function drawCards(pen: Pen, atlas: Atlas, chosen: Chosen): void {
  const { world } = pen.scene;
  if (levelMix(world.tile * pen.k)[1] > 0.01) atlas.prepare(pen.scene, pen.frame, lotsOf(pen, districtsInSight(pen)));
  for (const bus of world.buses) drawBus(pen, bus);
  for (let lot = 0; lot < world.lots.count; lot++) {
    const rect = { x: world.lots.x[lot] ?? 0, y: world.lots.y[lot] ?? 0, width: CARD.width, height: CARD.height };
    if (pen.sees(rect, 80)) drawCard(pen, lot, rect, atlas, chosen);
  }
  if (pen.k >= ROWS_FROM) drawTunnels(pen);
  for (let lot = 0; lot < world.lots.count; lot++) drawDevices(pen, lot, chosen);
}

function drawCard(pen: Pen, lot: number, rect: Rect, atlas: Atlas, chosen: Chosen): void {
  const { scene, theme } = pen;
  const block = scene.world.lots.block[lot] ?? -1;
  const owner = ownerOfBlock(scene, block);
  const mine = owner !== null && scene.plan.nodes[chosen.node] === owner;
  frame(pen, rect, block < 0, owner?.silent ? theme.bad : mine ? theme.control : theme.hairline);
  const grid = gridOnScreen(pen, lot);
  if (block < 0) return;
  const mix = levelMix(scene.world.tile * pen.k);
  drawLevels(pen, lot, grid, atlas, mix);
  if (pen.k >= ROWS_FROM) {
    drawRulers(pen, grid, chosen);
    if (mix[2] > 0.5) drawReserved(pen, grid, mine);
    if (mix[2] > 0.5) drawFlags(pen, grid, chosen.pod);
  }
}

function frame(pen: Pen, rect: Rect, empty: boolean, border: string): void {
  const { ctx, theme } = pen;
  const { x, y, width, height } = pen.box(rect);
  pen.marks++;
  ctx.beginPath();
  ctx.roundRect(
    Math.round(x) + 0.5,
    Math.round(y) + 0.5,
    Math.round(width) - 1,
    Math.round(height) - 1,
    Math.min(10, 10 * pen.k),
  );
  ctx.fillStyle = empty ? theme.bg : theme.surface;
  ctx.fill();
  ctx.strokeStyle = empty ? theme.hair2 : border;
  ctx.lineWidth = 1;
  ctx.stroke();
}

/** The cell grid at the levels that are in sight, each with its share. */
function drawLevels(
  pen: Pen,
  lot: number,
  grid: Grid,
  atlas: Atlas,
  mix: readonly [number, number, number, number],
): void {
  const { ctx } = pen;
  const rect = { x: grid.x, y: grid.y, width: grid.cols * grid.pitch, height: grid.rows * grid.pitch };
  const share = (alpha: number, draw: () => void) => {
    if (alpha <= 0.01) return;
    ctx.globalAlpha = alpha;
    draw();
    ctx.globalAlpha = 1;
  };
  share(mix[2] + mix[3], () => drawCells(pen, grid));
  share(mix[1], () => drawBitmap(pen, grid, atlas, pen.theme.surface));
  share(mix[0], () => {
    drawTile(pen, lot, rect);
    drawTileTrouble(pen, lot, rect);
  });
}

/** Spine, device marks and words of a card. */
function drawDevices(pen: Pen, lot: number, chosen: Chosen): void {
  const { scene } = pen;
  const { lots } = scene.world;
  const block = scene.world.lots.block[lot] ?? -1;
  const owner = ownerOfBlock(scene, block);
  const rect = {
    x: lots.x[lot] ?? 0,
    y: (lots.y[lot] ?? 0) - CARD.busAbove,
    width: CARD.width,
    height: CARD.height + CARD.busAbove,
  };
  if (!owner || !pen.sees(rect)) return;
  const card = { x: rect.x, y: rect.y + CARD.busAbove, mine: scene.plan.nodes[chosen.node] === owner, owner, block };
  drawSpine(pen, card, lot);
  drawName(pen, card);
  if (pen.k >= ROWS_FROM) drawRows(pen, card);
  else if (pen.k >= SHORT_FROM) drawShortRows(pen, card);
}

function drawSpine(pen: Pen, { x, y, mine, owner, block }: CardPen, lot: number): void {
  const { theme, scene, ctx } = pen;
  if (pen.k < NAME_FROM) return;
  const colour = mine ? theme.text : theme.control;
  const sx = Math.round(pen.x(x + CARD.spine)) + (mine ? 0.5 : 0);
  const gateway = scene.plan.blocks[block]?.reserved.some((one) => one.role === 'gateway');
  const end = gateway ? (scene.world.lots.gridY[lot] ?? 0) + 2 : y + ROW.rule;
  pen.line(colour, mine ? 3 : 2, [sx, pen.y(y - CARD.busAbove) + 6], [sx, pen.y(end)]);
  const left = pen.x(x + CARD.gridX);
  pen.line(colour, mine ? 3 : 2, [left, pen.y(y + ROW.rule)], [pen.x(x + CARD.width - 12), pen.y(y + ROW.rule)]);
  const scale = Math.max(0.8, Math.min(1.4, pen.k));
  stop(pen, owner, sx, pen.y(y - CARD.busAbove), 8 * scale, colour, theme.bg, 3);
  if (pen.k < ROWS_FROM) return;
  stop(pen, owner, sx, pen.y(y + ROW.eth0), 7 * scale, colour, theme.surface, 2);
  if (owner.tunnel) doubleRing(ctx, sx, pen.y(y + ROW.tunnel), 7.5 * scale, colour, theme.surface);
  if (owner.bridge) dot(ctx, sx, pen.y(y + ROW.bridge), 5 * scale, colour);
  pen.marks += 4;
}

/** A ring; the crossed box for a node that is not ready. */
function stop(
  pen: Pen,
  node: PlanNode,
  x: number,
  y: number,
  radius: number,
  colour: string,
  ground: string,
  width: number,
): void {
  if (node.silent)
    notReadyBox(
      pen.ctx,
      { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius },
      pen.theme.bad,
      ground,
      1.5,
    );
  else ring(pen.ctx, x, y, radius, colour, ground, width);
}
