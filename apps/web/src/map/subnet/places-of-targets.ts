import { CARD, cellBoxOf, placeOfAddress, placeOfPod, podBox } from '@netkaart/layout';
import { HOST } from '@netkaart/network';
import { bitsOf, parsePrefix, prefixCovers } from '@netkaart/topology';
import type { Rect, Target } from '../view';
import type { Scene } from './scene';

/** World rectangle of a target: a pod's cell, a node's frame or stop, an address, a prefix, a Service; null when nowhere. */
export function rectOf(scene: Scene, target: Target): Rect | null {
  if (target.startsWith('uid:')) return ofUid(scene, target.slice(4));
  if (target.startsWith('ip:')) return ofAddress(scene, target.slice(3));
  if (target.startsWith('cidr:')) return ofPrefix(scene, target.slice(5));
  return null;
}

function ofUid(scene: Scene, uid: string): Rect | null {
  const { plan, topology, world } = scene;
  const pod = topology.kinds.Pod.get(uid);
  if (pod) {
    const at = plan.podAt.get(uid);
    if (at === undefined) return null;
    if (at === HOST) return ofStop(scene, plan.nodeAt.get(pod.node) ?? -1);
    const rank = plan.blocks[at]?.pods.indexOf(pod) ?? -1;
    return at >= 0 && rank >= 0 ? podBox(world, plan, at, rank) : waitingRect(scene, uid);
  }
  const node = topology.kinds.Node.get(uid);
  if (node) return ofNode(scene, plan.nodeAt.get(node.name) ?? -1);
  return topology.kinds.Service.has(uid) ? ofService(scene, uid) : null;
}

function waitingRect(scene: Scene, uid: string): Rect | null {
  const { waitingPlate } = scene.world;
  const waits =
    scene.plan.withoutAddress.some((pod) => pod.uid === uid) || scene.plan.outside.some((pod) => pod.uid === uid);
  return waits ? waitingPlate : null;
}

function ofNode(scene: Scene, node: number): Rect | null {
  const block = scene.plan.nodes[node]?.blocks[0];
  const lot = block === undefined ? -1 : (scene.world.lotOfBlock[block] ?? -1);
  return lot < 0 ? ofStop(scene, node) : lotRect(scene, lot);
}

/** The stop of a node on the node network; in the cards arrangement the ring of its eth0. */
function ofStop(scene: Scene, node: number): Rect | null {
  const { world, plan } = scene;
  for (const bus of world.buses) {
    const stop = bus.stops.find((one) => one.node === node);
    if (!stop) continue;
    if (stop.lot < 0) return { x: stop.x - 6, y: bus.y - 6, width: 12, height: 12 };
    return { x: stop.x - 8, y: (world.lots.y[stop.lot] ?? 0) + 46, width: 16, height: 16 };
  }
  const block = plan.nodes[node]?.blocks[0];
  const lot = block === undefined ? -1 : (world.lotOfBlock[block] ?? -1);
  return lot < 0 ? null : lotRect(scene, lot);
}

/** Frame of a lot. */
export function lotRect({ world: { lots } }: Scene, lot: number): Rect {
  return { x: lots.x[lot] ?? 0, y: lots.y[lot] ?? 0, width: lots.width[lot] ?? 0, height: lots.height[lot] ?? 0 };
}

function ofAddress(scene: Scene, address: string): Rect | null {
  const { plan, world } = scene;
  const place = placeOfAddress(world, plan, address);
  if (place) return cellBoxOf(world, place);
  const node = plan.nodes.findIndex((one) => one.addresses.includes(address));
  if (node >= 0) return ofStop(scene, node);
  const service = plan.services.find((one) => one.address === address);
  return service ? ofService(scene, service.uid) : null;
}

function ofService(scene: Scene, uid: string): Rect | null {
  const { plan, world } = scene;
  const at = plan.services.find((one) => one.uid === uid);
  const range = plan.serviceRanges[at?.range ?? -1];
  const plate = world.servicePlate;
  if (!at || !plate) return null;
  const size = range ? 2 ** (bitsOf(range.prefix.family) - range.prefix.length) : 1;
  const x = plate.x + 24 + (at.offset / size) * (plate.width - 48);
  return { x: x - 4, y: plate.y + (plate.height > 100 ? 80 : 32), width: 8, height: 14 };
}

/** A block, a district, or all lots that lie in the prefix. */
function ofPrefix(scene: Scene, text: string): Rect | null {
  const { world, plan } = scene;
  const block = plan.blockAt.get(text);
  if (block !== undefined) return lotRect(scene, world.lotOfBlock[block] ?? 0);
  const district = world.districts.find((one) => one.cidr === text);
  if (district) return district;
  const wanted = parsePrefix(text);
  const inside = wanted ? world.districts.filter((one) => covers(wanted, one.cidr)) : [];
  if (inside.length > 0) return around(inside);
  const service = plan.serviceRanges.find((range) => range.cidr === text);
  return service ? world.servicePlate : null;
}

function covers(outer: NonNullable<ReturnType<typeof parsePrefix>>, cidr: string): boolean {
  const inner = parsePrefix(cidr);
  return inner !== null && prefixCovers(outer, inner);
}

function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Rectangles of all pods at addresses. */
export function allPositions(scene: Scene): Map<string, Rect> {
  const { plan, world } = scene;
  const positions = new Map<string, Rect>();
  plan.blocks.forEach((block, at) => {
    block.pods.forEach((pod, rank) => {
      const box = placeOfPod(world, plan, at, rank) && podBox(world, plan, at, rank);
      if (box) positions.set(pod.uid, box);
    });
  });
  return positions;
}

/** Where the ring of a card's device stands, for pointing at it. */
export const CARD_DEVICES = {
  eth0: { x: CARD.spine, y: 54 },
  tunnel: { x: CARD.spine, y: 86 },
  bridge: { x: CARD.spine, y: 118 },
} as const;
