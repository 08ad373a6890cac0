import { CARD, levelMix } from '@netkaart/layout';
import type { PlanNode } from '@netkaart/network';
import { dot, doubleRing, notReadyBox, ring } from '../drawing/glyphs';
import type { Rect } from '../view';
import type { Atlas } from './atlas';
import { drawBadgeRow } from './badges';
import type { Chosen } from './chosen';
import { drawBus } from './draw-card-bus';
import { drawFlags } from './draw-flags';
import { drawBitmap, drawCells, gridOnScreen, type Grid } from './draw-lot';
import { drawReserved, drawRulers } from './draw-rulers';
import { drawTile, drawTileTrouble } from './draw-tiles';
import { drawTunnels } from './draw-tunnels';
import { districtsInSight, lotsOf } from './in-sight';
import type { Pen } from './pen';
import { ownerOfBlock } from './scene';

/** Scale from which the rows of a card carry words, and from which only its name does. */
const ROWS_FROM = 0.66;
const NAME_FROM = 0.3;
const SHORT_FROM = 0.4;

/** Size of a text that is `size` at scale 1: follows the zoom a little, then stays. */
export function textSize(pen: Pen, size: number): number {
  return Math.round(size * Math.max(0.85, Math.min(1.35, pen.k)) * 2) / 2;
}

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

interface CardPen {
  readonly x: number;
  readonly y: number;
  readonly mine: boolean;
  readonly owner: PlanNode;
  readonly block: number;
}

const ROW = { name: 23, eth0: 54, tunnel: 86, bridge: 118, rule: 142, cidr: 162 } as const;

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

function drawName(pen: Pen, { x, y, owner, block }: CardPen): void {
  const { scene, theme } = pen;
  if (pen.k < NAME_FROM) return;
  const left = pen.x(x + CARD.text);
  const right = pen.x(x + CARD.width - 16);
  const top = pen.y(y + ROW.name);
  const small = pen.k < ROWS_FROM;
  const room = right - left;
  const status = small ? '' : `${roleWord(pen, owner)} · ${stateWord(pen, owner)}`;
  const style = {
    size: textSize(pen, 12),
    colour: owner.silent ? theme.text : theme.faint,
    align: 'right' as const,
    ...(owner.silent ? { weight: 500 as const } : {}),
  };
  const tally = scene.tallies.of(block);
  const nameStyle = { size: small ? 12 : textSize(pen, 16), weight: 600 as const, colour: theme.text };
  const badges = tally.counts.some((count, i) => count > 0 && i > 0 && i < 4) ? 46 : 0;
  const wanted = pen.width(owner.name, nameStyle);
  const statusWidth = status === '' ? 0 : pen.width(status, style);
  const showsStatus = statusWidth > 0 && wanted + badges + statusWidth + 16 <= room;
  if (showsStatus) pen.text(status, right, top, style);
  const width = pen.fitted(owner.name, left, top, room - badges - (showsStatus ? statusWidth + 16 : 0), nameStyle);
  if (badges > 0) drawBadgeRow(pen, tally, left + width + badges + (small ? 0 : 4), top, 12);
}

function roleWord({ scene: { words } }: Pen, node: PlanNode): string {
  if (node.roles.length === 0) return words.worker;
  return node.roles
    .map((role) => (role === 'control-plane' ? words.controlPlane : role))
    .filter((role) => role !== 'master' || node.roles.length === 1)
    .join(', ');
}

function stateWord({ scene: { words } }: Pen, node: PlanNode): string {
  if (node.silent) return words.notReady;
  return node.state === 'ready' ? words.ready : words.readyUnknown;
}

function drawRows(pen: Pen, card: CardPen): void {
  const { scene, theme } = pen;
  const { words } = scene;
  const { owner, y } = card;
  const hostPods = owner.hostPods.length;
  row(pen, card, ROW.eth0, 'eth0', owner.addresses[0] ?? '', hostPods > 0 ? words.hostPods(hostPods) : '');
  if (owner.tunnel) row(pen, card, ROW.tunnel, owner.tunnel.name, owner.tunnel.address ?? '', '');
  else note(pen, card, ROW.tunnel, scene.plan.overlay.type === 'unknown' ? words.overlayUnknown : words.viaNode);
  if (owner.bridge) row(pen, card, ROW.bridge, owner.bridge.name, owner.bridge.address ?? '', words.bridge);
  else note(pen, card, ROW.bridge, words.bridgeUnknown);
  const block = scene.plan.blocks[card.block];
  if (!block) return;
  const top = pen.y(y + ROW.cidr);
  const width = pen.text(block.cidr, pen.x(card.x + CARD.text), top, {
    size: textSize(pen, 14),
    mono: true,
    weight: 600,
    colour: theme.text,
  });
  const right = pen.x(card.x + CARD.width - 12);
  const left = pen.x(card.x + CARD.text) + width + 12;
  const free = words.free(block.free, block.usable);
  pen.fitted(
    pen.width(free, { size: textSize(pen, 12), colour: theme.muted }) <= right - left
      ? free
      : words.freeShort(block.free),
    right,
    top,
    right - left,
    { size: textSize(pen, 12), colour: theme.muted, align: 'right' },
  );
}

/** From afar: the two addresses by which one finds a node. */
function drawShortRows(pen: Pen, { x, y, owner, block }: CardPen): void {
  const left = pen.x(x + CARD.text);
  const room = pen.x(x + CARD.width - 12) - left;
  const style = { size: 11, mono: true, colour: pen.theme.muted };
  pen.fitted(owner.addresses[0] ?? '', left, pen.y(y + 62), room, style);
  pen.fitted(pen.scene.plan.blocks[block]?.cidr ?? '', left, pen.y(y + 102), room, {
    ...style,
    colour: pen.theme.text,
  });
}

function row(pen: Pen, { x, y }: CardPen, at: number, device: string, address: string, right: string): void {
  const { theme } = pen;
  const top = pen.y(y + at);
  pen.text(device, pen.x(x + 56), top, { size: textSize(pen, 12), colour: theme.muted, align: 'right' });
  pen.text(address, pen.x(x + CARD.text), top, {
    size: textSize(pen, 13),
    mono: true,
    weight: 500,
    colour: theme.text,
  });
  if (right !== '')
    pen.text(right, pen.x(x + CARD.width - 16), top, { size: textSize(pen, 12), colour: theme.faint, align: 'right' });
}

function note(pen: Pen, { x, y }: CardPen, at: number, text: string): void {
  pen.text(text, pen.x(x + CARD.text), pen.y(y + at), { size: textSize(pen, 12), colour: pen.theme.faint });
}
