import { POOL, type Bus, type Region } from '@netkaart/layout';
import type { PlanNode } from '@netkaart/network';
import { notReadyBox, ring } from '../drawing/glyphs';
import type { Chosen } from './chosen';
import { textSize } from './card-measures';
import type { Pen } from './pen';
import { hostState } from './tally';

const STOPS_FROM_PX = 7;

/** Head of a pool's column: zone, prefix, counts, and its piece of the node network with a stop per node. */
export function drawPoolHead(pen: Pen, region: Region, at: number, chosen: Chosen): void {
  const bus = pen.scene.world.buses[at];
  const head = { ...region, height: POOL.top - region.y };
  if (!pen.sees(head)) return;
  if (bus) drawStops(pen, bus, chosen);
  if (pen.k < 0.5) return;
  drawTitle(pen, region, bus);
  if (bus && pen.k >= 0.62) drawEnds(pen, bus);
}

function drawTitle(pen: Pen, region: Region, bus: Bus | undefined): void {
  const { scene, theme } = pen;
  const group = scene.plan.groups[region.group];
  const y = pen.y(POOL.headY);
  const right = pen.x(region.x + region.width);
  let x = pen.x(region.x);
  const name = group?.zone ? zoneName(pen, group.zone) : (group?.pool ?? '');
  if (name !== '') x += pen.text(name, x, y, { size: textSize(pen, 16), weight: 600, colour: theme.text }) + 16;
  x +=
    pen.text(group?.cidr ?? region.cidr, x, y, {
      size: textSize(pen, 13),
      mono: true,
      weight: 500,
      colour: theme.text,
    }) + 16;
  const pods = podsOf(pen, region.group);
  const words = scene.words.regionCounts(bus?.stops.length ?? 0, pods, region.usedLots, region.allLots);
  const style = { size: textSize(pen, 12.5), colour: theme.muted, align: 'right' as const };
  const width = pen.width(words, style);
  if (width <= right - x) pen.text(words, right, y, style);
  else pen.fitted(scene.words.blocks(region.usedLots, region.allLots), right, y, Math.max(0, right - x), style);
}

function zoneName({ scene: { words } }: Pen, zone: string): string {
  return zone.length <= 3 ? `${words.zone} ${zone}` : zone;
}

function podsOf({ scene: { plan } }: Pen, group: number): number {
  let pods = 0;
  for (const block of plan.blocks) if (block.group === group) pods += block.pods.length;
  return pods;
}

function drawStops(pen: Pen, bus: Bus, chosen: Chosen): void {
  const { theme, scene, ctx } = pen;
  const y = Math.round(pen.y(bus.y));
  pen.line(theme.control, Math.max(1.5, 3 * Math.min(1.2, pen.k)), [pen.x(bus.x1), y], [pen.x(bus.x2), y]);
  const gap = ((bus.x2 - bus.x1) / Math.max(1, bus.stops.length)) * pen.k;
  const radius = Math.max(3, Math.min(8, 5.5 * pen.k, gap * 0.4));
  for (const stop of bus.stops) {
    const node = scene.plan.nodes[stop.node];
    if (!node) continue;
    const x = Math.round(pen.x(stop.x));
    const own = stop.node === chosen.node;
    if (node.silent) brokenStop(pen, x, y, radius, own);
    else if (own) ring(ctx, x, y, radius + 2, theme.text, theme.bg, 2.5);
    else if (gap >= STOPS_FROM_PX) ring(ctx, x, y, radius, theme.control, theme.bg, 2);
    pen.marks++;
    hostTrouble(pen, node, x, y - radius);
  }
}

function brokenStop(pen: Pen, x: number, y: number, radius: number, own: boolean): void {
  const { ctx, theme } = pen;
  const r = radius + 1;
  notReadyBox(ctx, { x: x - r, y: y - r, width: 2 * r, height: 2 * r }, theme.bad, theme.bg, 1.5);
  pen.line(own ? theme.text : theme.bad, 1.5, [x, y + r], [x, y + r + 6]);
}

/** A pod on the host network in trouble marks its node's stop. */
function hostTrouble(pen: Pen, node: PlanNode, x: number, top: number): void {
  const state = hostState(node);
  if (state) pen.badge(state, x, top - 6, 9);
}

function drawEnds(pen: Pen, bus: Bus): void {
  const { scene, theme } = pen;
  const y = pen.y(bus.y + 18);
  const first = scene.plan.nodes[bus.stops[0]?.node ?? -1]?.addresses[0];
  const last = scene.plan.nodes[bus.stops.at(-1)?.node ?? -1]?.addresses[0];
  const region = scene.world.regions[bus.region];
  if (!first || !last || !region) return;
  const size = Math.min(13, textSize(pen, 11));
  const style = { size, mono: true, colour: theme.faint };
  const left = pen.x(region.x);
  const right = pen.x(region.x + region.width);
  pen.text(first, left, y, style);
  if (last !== first) pen.text(last, right, y, { ...style, align: 'right' });
  const middle = scene.words.nodeNetworkShort;
  const used = (first.length + last.length) * size * 0.6;
  if (bus === scene.world.buses[0] && right - left > used + pen.width(middle, { size, colour: '' }) + 32)
    pen.text(middle, (left + right) / 2, y, { size: Math.min(14, size + 1), colour: theme.faint, align: 'center' });
}
