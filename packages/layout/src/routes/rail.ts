import type { RouteNode } from '@netkaart/network';
import type { Rail } from './shapes.js';

/** Largest pitch first; with each step twice as many nodes fit the height of the rail. */
const LEAST = 4;
const LEAST_PITCH = 60;
const FEW = 8;
const FEW_PITCH = 44;
const MANY = 64;
const MANY_PITCH = 11;
const PAD = 10;

/**
 * The node rail from `top` on: one stop per node by zone and name, a pitch left out between zones. The pitch is 60 up to 4
 * nodes, 44 up to 8, 11 up to 64, then halves whenever their number doubles; a node that comes moves only the stops below it.
 */
export function layoutRail(nodes: readonly RouteNode[], x: number, top: number): Rail {
  const pitch = pitchOf(nodes.length);
  const stops: Rail['stops'][number][] = [];
  let y = top + PAD;
  let zone = nodes[0]?.zone ?? '';
  for (const node of nodes) {
    if (node.zone !== zone) y += pitch;
    zone = node.zone;
    stops.push({ ...node, y });
    y += pitch;
  }
  const bottom = nodes.length === 0 ? top : y - pitch + PAD;
  return { x, top, bottom, pitch, stops, byName: new Map(nodes.map((node, index) => [node.name, index])) };
}

function pitchOf(count: number): number {
  if (count <= LEAST) return LEAST_PITCH;
  if (count <= FEW) return FEW_PITCH;
  const doublings = Math.max(0, Math.ceil(Math.log2(count / MANY)));
  return MANY_PITCH / 2 ** doublings;
}
