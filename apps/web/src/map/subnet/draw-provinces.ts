import { levelMix, PROVINCE, type District, type Region } from '@netkaart/layout';
import { notReadyBox } from '../drawing/glyphs';
import { lastUnit } from './draw-house';
import type { Atlas } from './atlas';
import { drawBadgeRow, drawNotReadyCount } from './badges';
import type { Chosen } from './chosen';
import { drawHowToRead } from './draw-key';
import { drawBitmap, drawCells, gridOnScreen } from './draw-lot';
import { drawReserved } from './draw-rulers';
import { drawTile, drawTileTrouble } from './draw-tiles';
import { drawTroubleFrames } from './draw-trouble';
import { districtsInSight, lotsOf } from './in-sight';
import type { Pen } from './pen';
import { ownerOfBlock, type Scene } from './scene';
import { countOf } from './tally';

/** Middle of a province's head above its first tile, in px. */
const HEAD_ABOVE = 26;

type Mix = ReturnType<typeof levelMix>;

/** The provinces arrangement: every step of zoom is one hexadecimal digit of the address. */
export function drawProvinces(pen: Pen, atlas: Atlas, chosen: Chosen): void {
  const { world } = pen.scene;
  const mix = levelMix(world.tile * pen.k);
  world.regions.forEach((region, at) => {
    if (pen.sees(region, 40)) drawProvinceHead(pen, region, at);
  });
  const seen = districtsInSight(pen);
  if (mix[1] > 0.01) atlas.prepare(pen.scene, pen.frame, lotsOf(pen, seen));
  for (const district of seen) drawDistrict(pen, district, atlas, chosen, mix);
  if (mix[0] > 0.01) {
    pen.ctx.globalAlpha = mix[0];
    for (const district of seen) eachLot(pen, district, (lot, rect) => drawTileTrouble(pen, lot, rect));
    drawTroubleFrames(pen);
    pen.ctx.globalAlpha = 1;
  }
  drawHowToRead(pen);
}

function drawProvinceHead(pen: Pen, region: Region, at: number): void {
  const { scene, theme } = pen;
  const y = pen.y(region.y - PROVINCE.headY + 12 + PROVINCE.top) - HEAD_ABOVE * Math.min(1, Math.max(0.7, pen.k));
  const left = pen.x(region.x);
  const right = pen.x(region.x + region.width);
  if (right - left < 90) return;
  const { pods, bad, silent } = provinceCounts(pen, at);
  let x = right;
  if (bad >= 10) x = badCount(pen, bad, x, y);
  if (silent > 0) x = drawNotReadyCount(pen, silent, x, y, 12);
  const name = { size: 13, mono: true, weight: 600 as const, colour: theme.text };
  const words = scene.words.pods(pods);
  const style = { size: 12.5, colour: theme.muted, align: 'right' as const };
  const room = x - left - pen.width(region.cidr, name) - 8;
  pen.fitted(region.cidr, left, y, right - left, name);
  if (pen.width(words, style) <= room) pen.text(words, x, y, style);
  else if (room > 40) pen.text(scene.words.number(pods), x, y, style);
}

function badCount(pen: Pen, bad: number, right: number, y: number): number {
  const width = pen.text(pen.scene.words.number(bad), right, y, {
    size: 12,
    weight: 600,
    colour: pen.theme.text,
    align: 'right',
  });
  const x = right - width - 4;
  pen.badge('bad', x - 6, y, 12);
  return x - 18;
}

interface ProvinceCounts {
  pods: number;
  bad: number;
  silent: number;
}
const countsOf = new WeakMap<Scene, readonly ProvinceCounts[]>();

function provinceCounts({ scene }: Pen, region: number): ProvinceCounts {
  const known = countsOf.get(scene) ?? countProvinces(scene);
  countsOf.set(scene, known);
  return known[region] ?? { pods: 0, bad: 0, silent: 0 };
}

function countProvinces(scene: Scene): readonly ProvinceCounts[] {
  const { lots, districts, regions } = scene.world;
  const all = regions.map(() => ({ pods: 0, bad: 0, silent: 0 }));
  for (let lot = 0; lot < lots.count; lot++) {
    const sums = all[districts[lots.district[lot] ?? -1]?.region ?? -1];
    const block = lots.block[lot] ?? -1;
    if (!sums || block < 0) continue;
    sums.pods += scene.plan.blocks[block]?.pods.length ?? 0;
    sums.bad += countOf(scene.tallies.of(block), 'bad');
    if (ownerOfBlock(scene, block)?.silent) sums.silent++;
  }
  return all;
}

function drawDistrict(pen: Pen, district: District, atlas: Atlas, chosen: Chosen, mix: Mix): void {
  drawDistrictLabel(pen, district);
  eachLot(pen, district, (lot, rect) => {
    const share = (alpha: number, draw: () => void) => {
      if (alpha <= 0.01) return;
      pen.ctx.globalAlpha = alpha;
      draw();
      pen.ctx.globalAlpha = 1;
    };
    share(mix[0], () => drawTile(pen, lot, rect));
    share(1 - mix[0], () => drawStreet(pen, lot, rect, atlas, chosen, mix));
  });
}

function eachLot(
  pen: Pen,
  district: District,
  draw: (lot: number, rect: { x: number; y: number; width: number; height: number }) => void,
): void {
  const { lots } = pen.scene.world;
  const side = PROVINCE.tile * pen.k;
  const { width, height } = pen.frame;
  for (let lot = district.firstLot; lot < district.firstLot + district.lots; lot++) {
    const x = pen.x(lots.x[lot] ?? 0);
    const y = pen.y(lots.y[lot] ?? 0);
    if (x > width || y > height || x + side < 0 || y + side < 0) continue;
    const left = Math.round(x);
    const top = Math.round(y);
    draw(lot, { x: left, y: top, width: Math.round(x + side) - left, height: Math.round(y + side) - top });
  }
}

/** A district by its own octet, in full where there is room. */
function drawDistrictLabel(pen: Pen, district: District): void {
  const width = district.width * pen.k;
  if (width < 50) return;
  const y = pen.y(district.y) - Math.min(8, 6 * Math.max(1, pen.k * 0.6));
  const address = district.cidr.slice(0, district.cidr.indexOf('/'));
  const octet = address.includes(':') ? lastUnit(address) : `.${address.split('.')[2] ?? ''}`;
  const text = width > 150 ? district.cidr : octet;
  const gap = (PROVINCE.districtY - 55) * pen.k;
  pen.text(text, pen.x(district.x) + 2, y, { size: gap < 11 ? 10 : 11, mono: true, colour: pen.theme.faint });
}

/** A node's subnet from level 1 on: its frame, a head row with name and badges, the cells. */
function drawStreet(
  pen: Pen,
  lot: number,
  rect: { x: number; y: number; width: number; height: number },
  atlas: Atlas,
  chosen: Chosen,
  mix: Mix,
): void {
  const { scene, theme, ctx } = pen;
  const block = scene.world.lots.block[lot] ?? -1;
  const owner = ownerOfBlock(scene, block);
  const mine = owner !== null && scene.plan.nodes[chosen.node] === owner;
  pen.marks++;
  ctx.fillStyle = block < 0 ? theme.bg : theme.surface;
  ctx.strokeStyle = mine ? theme.control : theme.hair2;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1, Math.min(8, rect.width / 24));
  ctx.fill();
  ctx.stroke();
  if (block < 0) return;
  const grid = gridOnScreen(pen, lot);
  const close = mix[2] + mix[3];
  if (close > 0.5) {
    drawCells(pen, grid);
    drawReserved(pen, grid, mine);
  } else drawBitmap(pen, grid, atlas, theme.surface);
  drawStreetHead(pen, block, rect);
  if (!owner?.silent) return;
  pen.marks++;
  notReadyBox(ctx, rect, theme.bad, null, 1.5);
}

function drawStreetHead(pen: Pen, block: number, rect: { x: number; y: number; width: number; height: number }): void {
  const { scene, theme } = pen;
  const of = scene.plan.blocks[block];
  if (!of) return;
  const owner = ownerOfBlock(scene, block);
  const band = PROVINCE.gridY * pen.k;
  const left = rect.x + PROVINCE.gridX * pen.k;
  const rows = Math.max(1, Math.min(3, Math.floor(band / 16)));
  const y = rect.y + band / 2 - ((rows - 1) * 16) / 2;
  const badge = Math.max(5, Math.min(12, band - 3));
  let right = rect.x + rect.width - Math.max(1, 0.4 * pen.k);
  right = drawBadgeRow(pen, scene.tallies.of(block), right, y, badge, band >= 12);
  if (rect.width < 96) return;
  const bold = { size: rect.width > 300 ? 13 : 11, weight: 600 as const, colour: theme.text };
  const name = pen.fitted(
    rect.width > 220 ? of.node || of.cidr : (owner?.shortName ?? of.cidr),
    left,
    y,
    right - left - 4,
    bold,
  );
  const free = scene.words.free(of.free, of.usable);
  const muted = { size: 11.5, colour: theme.muted, align: 'right' as const };
  if (left + name + 12 + pen.width(free, muted) < right) pen.text(free, right, y, muted);
  if (rows > 1)
    pen.fitted(`${owner?.addresses[0] ?? ''}  ${of.cidr}`, left, y + 16, right - left, {
      size: 11,
      mono: true,
      colour: theme.text,
    });
  if (rows > 2 && owner?.bridge)
    pen.fitted(
      `${owner.bridge.name} ${owner.bridge.address ?? ''}  ${owner.tunnel ? `${owner.tunnel.name} ${owner.tunnel.address ?? ''}` : ''}`,
      left,
      y + 32,
      right - left,
      { size: 11, mono: true, colour: theme.muted },
    );
}
