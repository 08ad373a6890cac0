import { placeOfAddress, placeOfPod, podOfCell, type CellPlace } from '@netkaart/layout';
import { HOST } from '@netkaart/network';
import type { MapView, Target } from '../view';
import { firstTarget } from './pick';
import { rectOf } from './places-of-targets';
import type { Scene } from './scene';

type Direction = Parameters<MapView['neighbour']>[1];
const STEP: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/** Next pod (from a pod or address) or next node (from a node) in a direction; from nothing the first pod. */
export function nextTarget(scene: Scene, from: Target | null, direction: Direction): Target | null {
  if (from === null) return firstTarget(scene);
  const node = nodeOf(scene, from);
  if (node >= 0) return nextNode(scene, from, direction);
  const place = cellOf(scene, from);
  return place
    ? (withinLot(scene, place, direction) ?? beyondLot(scene, place, direction) ?? from)
    : firstTarget(scene);
}

function nodeOf(scene: Scene, target: Target): number {
  if (!target.startsWith('uid:')) return -1;
  const uid = target.slice(4);
  return scene.topology.kinds.Node.has(uid) ? scene.plan.nodes.findIndex((node) => node.uid === uid) : -1;
}

function cellOf({ plan, world, topology }: Scene, target: Target): CellPlace | null {
  if (target.startsWith('ip:')) return placeOfAddress(world, plan, target.slice(3));
  const pod = topology.kinds.Pod.get(target.slice(4));
  const at = pod ? (plan.podAt.get(pod.uid) ?? HOST) : HOST;
  const rank = pod && at >= 0 ? (plan.blocks[at]?.pods.indexOf(pod) ?? -1) : -1;
  return rank < 0 ? null : placeOfPod(world, plan, at, rank);
}

/** Nearest pod of the lot on that side: by distance along the direction, then across it. */
function withinLot(scene: Scene, { lot, cell }: CellPlace, direction: Direction): Target | null {
  const { world, plan } = scene;
  const cols = world.lots.cols[lot] ?? 16;
  const rows = world.lots.rows[lot] ?? 16;
  const [dx, dy] = STEP[direction];
  const column = cell % cols;
  const row = Math.floor(cell / cols);
  for (let away = 1; away < Math.max(cols, rows); away++) {
    for (const side of sides(dx === 0 ? cols : 0)) {
      const c = column + dx * away + (dx === 0 ? side : 0);
      const r = row + dy * away;
      if (c < 0 || r < 0 || c >= cols || r >= rows) continue;
      const pod = podOfCell(world, plan, { lot, cell: r * cols + c });
      if (pod) return `uid:${pod.uid}`;
    }
  }
  return null;
}

function sides(span: number): number[] {
  const list = [0];
  for (let i = 1; i < span; i++) list.push(i, -i);
  return list;
}

/** The pod of another lot that lies nearest in the direction. */
function beyondLot(scene: Scene, { lot }: CellPlace, direction: Direction): Target | null {
  const { world, plan } = scene;
  const [dx, dy] = STEP[direction];
  const x = world.lots.x[lot] ?? 0;
  const y = world.lots.y[lot] ?? 0;
  let best = -1;
  let least = Infinity;
  for (let other = 0; other < world.lots.count; other++) {
    if ((plan.blocks[world.lots.block[other] ?? -1]?.pods.length ?? 0) === 0) continue;
    const along = ((world.lots.x[other] ?? 0) - x) * dx + ((world.lots.y[other] ?? 0) - y) * dy;
    const across = Math.abs(((world.lots.x[other] ?? 0) - x) * dy) + Math.abs(((world.lots.y[other] ?? 0) - y) * dx);
    if (along <= 0 || along + 3 * across >= least) continue;
    least = along + 3 * across;
    best = other;
  }
  const block = plan.blocks[world.lots.block[best] ?? -1];
  const pod = block && (dx + dy > 0 ? block.pods[0] : block.pods.at(-1));
  return pod ? `uid:${pod.uid}` : null;
}

function nextNode(scene: Scene, from: Target, direction: Direction): Target | null {
  const here = rectOf(scene, from);
  if (!here) return null;
  const [dx, dy] = STEP[direction];
  let best: Target | null = from;
  let least = Infinity;
  for (const node of scene.plan.nodes) {
    const rect = rectOf(scene, `uid:${node.uid}`);
    if (!rect) continue;
    const along = (rect.x - here.x) * dx + (rect.y - here.y) * dy;
    const across = Math.abs((rect.x - here.x) * dy) + Math.abs((rect.y - here.y) * dx);
    if (along <= 0 || along + 3 * across >= least) continue;
    least = along + 3 * across;
    best = `uid:${node.uid}`;
  }
  return best;
}
