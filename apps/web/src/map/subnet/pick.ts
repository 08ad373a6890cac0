import { addressOfCell, cellAtPoint, lotAtPoint, podOfCell } from '@netkaart/layout';
import { addressOf } from '@netkaart/network';
import type { Camera, Target } from '../view';
import { CARD_DEVICES } from './places-of-targets';
import { ownerOfBlock, type Scene } from './scene';

/** The tile, in px, from which single cells can be pointed at. */
const CELLS_FROM = 32;
const REACH = 9;

/** Topmost thing at a screen point: stop, Service, device, pod, free address, node. Arithmetic over districts; no search over pods. */
export function pickAt(scene: Scene, sx: number, sy: number, camera: Camera): Target | null {
  const x = (sx - camera.x) / camera.k;
  const y = (sy - camera.y) / camera.k;
  const reach = REACH / camera.k;
  return stopAt(scene, x, y, reach) ?? serviceAt(scene, x, y, reach) ?? lotThing(scene, x, y, reach, camera.k);
}

function stopAt(scene: Scene, x: number, y: number, reach: number): Target | null {
  for (const bus of scene.world.buses) {
    if (Math.abs(y - bus.y) > reach) continue;
    for (const stop of bus.stops) if (Math.abs(x - stop.x) <= reach) return uidOfNode(scene, stop.node);
  }
  return null;
}

function uidOfNode(scene: Scene, node: number): Target | null {
  const uid = scene.plan.nodes[node]?.uid;
  return uid === undefined ? null : `uid:${uid}`;
}

function serviceAt(scene: Scene, x: number, y: number, reach: number): Target | null {
  const plate = scene.world.servicePlate;
  const size = plate && scene.plan.serviceRanges[0] ? scene.rangeSize : 0;
  if (!plate || size === 0 || x < plate.x || y < plate.y || x > plate.x + plate.width || y > plate.y + plate.height)
    return null;
  const flag = scene.hits.find((hit) => x >= hit.x && x <= hit.x + hit.width && y >= hit.y && y <= hit.y + hit.height);
  if (flag) return flag.target;
  const offset = ((x - plate.x - 24) / (plate.width - 48)) * size;
  let best: Target | null = null;
  let least = (reach / (plate.width - 48)) * size;
  for (const { uid, range, offset: at } of scene.plan.services) {
    if (range !== 0 || Math.abs(at - offset) > least) continue;
    least = Math.abs(at - offset);
    best = `uid:${uid}`;
  }
  const range = scene.plan.serviceRanges[0];
  return best ?? (range ? `cidr:${range.cidr}` : null);
}

function lotThing(scene: Scene, x: number, y: number, reach: number, k: number): Target | null {
  const { world, plan } = scene;
  const lot = lotAtPoint(world, x, y);
  if (lot < 0) return null;
  const block = world.lots.block[lot] ?? -1;
  const owner = ownerOfBlock(scene, block);
  const cell = world.tile * k >= CELLS_FROM && block >= 0 ? cellAtPoint(world, x, y) : null;
  if (cell) {
    const pod = podOfCell(world, plan, cell);
    if (pod) return `uid:${pod.uid}`;
    const address = addressOfCell(world, plan, cell);
    if (address !== '') return `ip:${address}`;
  }
  const device = world.arrangement === 'cards' ? deviceAt(scene, lot, x, y, reach) : null;
  if (device) return device;
  if (owner) return `uid:${owner.uid}`;
  const of = plan.blocks[block];
  return of ? `cidr:${of.cidr}` : null;
}

/** The rings of a card: its tunnel end and its bridge are addresses. */
function deviceAt(scene: Scene, lot: number, x: number, y: number, reach: number): Target | null {
  const { world, plan } = scene;
  const at = world.lots.block[lot] ?? -1;
  const owner = ownerOfBlock(scene, at);
  const block = plan.blocks[at];
  const dx = x - (world.lots.x[lot] ?? 0);
  const dy = y - (world.lots.y[lot] ?? 0);
  const near = (device: { x: number; y: number }) =>
    Math.abs(dy - device.y) <= reach + 2 && dx >= device.x - 60 && dx <= device.x + 130;
  if (!owner || !block) return null;
  if (near(CARD_DEVICES.tunnel) && owner.tunnel?.address) return `ip:${owner.tunnel.address}`;
  if (near(CARD_DEVICES.bridge) && owner.bridge?.address) return `ip:${owner.bridge.address}`;
  if (Math.abs(dy - 162) <= reach) return `cidr:${block.cidr}`;
  return near(CARD_DEVICES.eth0) ? `uid:${owner.uid}` : null;
}

/** First address of a block as a target. */
export function firstTarget(scene: Scene): Target | null {
  for (const block of scene.plan.blocks) {
    const pod = block.pods[0];
    if (pod) return `uid:${pod.uid}`;
  }
  const block = scene.plan.blocks[0];
  return block ? `ip:${addressOf(block, 0)}` : null;
}
