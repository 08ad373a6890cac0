import type { Target } from '../view';
import { HOST } from '@netkaart/network';
import { placeOfAddress } from '@netkaart/layout';
import type { Scene } from './scene';

/** What a target means on this map: a node, one of its blocks, a pod in it. -1 and null where it says nothing of that. */
export interface Chosen {
  readonly node: number;
  readonly block: number;
  readonly pod: string | null;
  readonly service: string | null;
}

const NOTHING: Chosen = { node: -1, block: -1, pod: null, service: null };

/** Resolves a target against the scene. */
export function chosenOf(scene: Scene, target: Target | null): Chosen {
  if (target === null) return NOTHING;
  if (target.startsWith('uid:')) return byUid(scene, target.slice(4));
  if (target.startsWith('cidr:')) return byBlock(scene, scene.plan.blockAt.get(target.slice(5)) ?? -1);
  return target.startsWith('ip:') ? byAddress(scene, target.slice(3)) : NOTHING;
}

function byUid(scene: Scene, uid: string): Chosen {
  const { plan, topology } = scene;
  const pod = topology.kinds.Pod.get(uid);
  if (pod) {
    const at = plan.podAt.get(uid) ?? HOST;
    return { ...byBlock(scene, at >= 0 ? at : -1), node: plan.nodeAt.get(pod.node) ?? -1, pod: uid };
  }
  if (topology.kinds.Service.has(uid)) return { ...NOTHING, service: uid };
  const node = topology.kinds.Node.get(uid);
  const at = node ? (plan.nodeAt.get(node.name) ?? -1) : -1;
  return { ...NOTHING, node: at, block: plan.nodes[at]?.blocks[0] ?? -1 };
}

function byBlock(scene: Scene, block: number): Chosen {
  const node = scene.plan.nodeAt.get(scene.plan.blocks[block]?.node ?? '') ?? -1;
  return { ...NOTHING, block, node };
}

function byAddress(scene: Scene, address: string): Chosen {
  const { plan, world } = scene;
  const node = plan.nodes.findIndex((one) => one.addresses.includes(address));
  if (node >= 0) return { ...NOTHING, node, block: plan.nodes[node]?.blocks[0] ?? -1 };
  const service = plan.services.find((one) => one.address === address);
  if (service) return { ...NOTHING, service: service.uid };
  const place = placeOfAddress(world, plan, address);
  return byBlock(scene, place ? (world.lots.block[place.lot] ?? -1) : -1);
}
