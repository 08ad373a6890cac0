import type { Change, PodRecord, Topology } from '@netkaart/topology';
import { addressPlan, duplicatesOf, whereIs } from './address-plan.js';
import { placedAddress, refilled, renewed } from './fill-block.js';
import { bareNode, byName } from './nodes.js';
import { AROUND_PODS } from './pod-ranges.js';
import { HOST, OUTSIDE, WITHOUT, type AddressPlan, type Block, type PlanNode } from './plan.js';
import { serviceAddresses } from './services.js';

/** Fields of a node that move no address. */
const QUIET_NODE_FIELDS = new Set([
  'ready',
  'readyReason',
  'readyMessage',
  'readySince',
  'unschedulable',
  'networkUnavailable',
  'kubeletVersion',
  'maxPods',
  'deletedAt',
]);

/**
 * The plan of the topology that `changes` led to, from the plan before them; equal to addressPlan(topology), but touches
 * only the blocks, nodes and Services that the changes name. The old plan is consumed: do not use it after this call.
 * Blocks without a changed pod are the same objects as before, so that what was derived from them can be kept.
 */
export function updatePlan(plan: AddressPlan, topology: Topology, changes: readonly Change[]): AddressPlan {
  const pods = new Set<string>();
  const nodes = new Set<string>();
  let services = false;
  for (const change of changes) {
    if (change.kind === 'Pod') {
      if (touchesFlags(plan, change, topology)) return addressPlan(topology);
      pods.add(change.uid);
    } else if (change.kind === 'Service') services = true;
    else if (isQuiet(change)) nodes.add(change.uid);
    else if (movesAddresses(change)) return addressPlan(topology);
  }
  if (services && plan.serviceRanges.every((range) => range.evidence !== 'read')) return addressPlan(topology);
  let next = nodes.size > 0 ? withNodes(plan, topology, nodes) : plan;
  if (services) next = { ...next, services: serviceAddresses(topology, next.serviceRanges) };
  return pods.size > 0 ? withPods(next, topology, pods) : next;
}

/** Whether changes can need a new place on the map: see placesNeeded. */
export function mayNeedPlaces(changes: readonly Change[]): boolean {
  return changes.some((change) =>
    change.kind === 'Pod' ? mayGetAddress(change) : movesAddresses(change) && !isQuiet(change),
  );
}

function mayGetAddress(change: Change): boolean {
  return change.op === 'add' || (change.op === 'update' && 'ips' in change.patch);
}

function movesAddresses(change: Change): boolean {
  return (
    change.kind === 'Node' ||
    change.kind === 'IPPool' ||
    change.kind === 'AddressBlock' ||
    change.kind === 'ServiceCIDR'
  );
}

function isQuiet(change: Change): boolean {
  if (change.op !== 'update' || change.kind !== 'Node') return false;
  return Object.keys(change.patch).every((field) => QUIET_NODE_FIELDS.has(field));
}

function touchesFlags(plan: AddressPlan, change: Change, topology: Topology): boolean {
  if (change.op === 'update') return 'flags' in change.patch;
  if (change.op === 'delete') return plan.flagged.has(change.uid);
  for (const _ in topology.kinds.Pod.get(change.uid)?.flags) return true;
  return false;
}

function withNodes(plan: AddressPlan, topology: Topology, uids: ReadonlySet<string>): AddressPlan {
  const nodes = plan.nodes.map((node) => {
    const record = uids.has(node.uid) ? topology.kinds.Node.get(node.uid) : undefined;
    return record ? { ...node, ...bareNode(record, node.shortName, plan.family) } : node;
  });
  return { ...plan, nodes };
}

/** Pods that left and came, by the place they had and have. */
interface Moves {
  /** How many of the pods each block had among those that changed. */
  readonly left: Map<number, number>;
  readonly blocks: Map<number, PodRecord[]>;
  readonly host: Map<string, PodRecord[]>;
  readonly without: PodRecord[];
  readonly outside: PodRecord[];
  touchedHost: boolean;
}

function withPods(plan: AddressPlan, topology: Topology, uids: ReadonlySet<string>): AddressPlan {
  const moves = movesOf(plan, topology, uids);
  if (moves === null) return addressPlan(topology);
  const blocks = plan.blocks.slice();
  let here = plan.counts.here;
  for (const [at, came] of moves.blocks) {
    const old = blocks[at];
    if (!old) continue;
    const left = moves.left.get(at) ?? 0;
    const block = (left === came.length ? renewed(old, came) : null) ?? refilled(old, uids, came);
    here += block.pods.length - old.pods.length;
    blocks[at] = block;
  }
  if (ownerMayDiffer(blocks, moves)) return addressPlan(topology);
  const podAt = reindex(plan, moves, uids);
  const nodes = moves.touchedHost ? withHostPods(plan.nodes, moves.host, uids) : plan.nodes;
  const withoutAddress = replaced(plan.withoutAddress, moves.without, uids);
  const outside = replaced(plan.outside, moves.outside, uids);
  const counts = {
    all: podAt.size,
    here,
    host: podAt.size - here - withoutAddress.length - outside.length,
    without: withoutAddress.length,
    outside: outside.length,
  };
  const duplicates = duplicatesAfter(plan, blocks, moves);
  return { ...plan, blocks, podAt, nodes, withoutAddress, outside, counts, duplicates };
}

/** Null when a pod needs a block that the plan does not have. */
function movesOf(plan: AddressPlan, topology: Topology, uids: ReadonlySet<string>): Moves | null {
  const moves: Moves = {
    left: new Map(),
    blocks: new Map(),
    host: new Map(),
    without: [],
    outside: [],
    touchedHost: false,
  };
  const finder = finderOf(plan);
  for (const uid of uids) {
    const was = plan.podAt.get(uid);
    if (was !== undefined && was >= 0) leave(moves, was);
    if (was === HOST) moves.touchedHost = true;
    const pod = topology.kinds.Pod.get(uid);
    if (pod && !arrive(moves, pod, plan, finder)) return null;
  }
  return moves;
}

function leave(moves: Moves, block: number): void {
  moves.left.set(block, (moves.left.get(block) ?? 0) + 1);
  if (!moves.blocks.has(block)) moves.blocks.set(block, []);
}

function arrive(moves: Moves, pod: PodRecord, plan: AddressPlan, find: (pod: PodRecord) => number | null): boolean {
  const at = whereIs(pod, plan.family);
  if (at === WITHOUT) moves.without.push(pod);
  else if (at === OUTSIDE) moves.outside.push(pod);
  else if (at === HOST) {
    moves.touchedHost = true;
    push(moves.host, pod.node, pod);
  } else {
    const block = find(pod);
    if (block === null) return false;
    if (block === OUTSIDE) moves.outside.push(pod);
    else push(moves.blocks, block, pod);
  }
  return true;
}

/** Block of a pod's address: its index, OUTSIDE, or null when it would be a new one. */
function finderOf(plan: AddressPlan): (pod: PodRecord) => number | null {
  const firsts = plan.blocks.map((block) => block.prefix.first);
  return (pod) => {
    const address = placedAddress(pod, plan.family);
    if (!address) return OUTSIDE;
    const at = lastNotAbove(firsts, address.value);
    const prefix = plan.blocks[at]?.prefix;
    if (prefix && holds(prefix.first, prefix.length, plan.family, address.value)) return at;
    const inGroup = plan.groups.some(({ prefix: p }) => holds(p.first, p.length, plan.family, address.value));
    return inGroup || plan.groups.every((group) => group.source === AROUND_PODS) ? null : OUTSIDE;
  };
}

function holds(first: number | bigint, length: number, family: 4 | 6, value: number | bigint): boolean {
  if (typeof first === 'number' && typeof value === 'number')
    return value >= first && value < first + 2 ** (32 - length);
  return family === 6 && BigInt(value) >> BigInt(128 - length) === BigInt(first) >> BigInt(128 - length);
}

function lastNotAbove(values: readonly (number | bigint)[], value: number | bigint): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = values[middle];
    if (at !== undefined && at <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A block that no object names belongs to the node of its pods: when those change, owners have to be found anew. */
function ownerMayDiffer(blocks: readonly Block[], moves: Moves): boolean {
  for (const at of moves.blocks.keys()) {
    const block = blocks[at];
    if (
      block?.evidence === 'inferred' &&
      (block.pods.length === 0 || block.pods.some((pod) => pod.node !== block.node))
    )
      return true;
  }
  return false;
}

function reindex(plan: AddressPlan, moves: Moves, uids: ReadonlySet<string>): Map<string, number> {
  const podAt = plan.podAt as Map<string, number>;
  for (const uid of uids) podAt.delete(uid);
  for (const [at, pods] of moves.blocks) for (const pod of pods) podAt.set(pod.uid, at);
  for (const pods of moves.host.values()) for (const pod of pods) podAt.set(pod.uid, HOST);
  for (const pod of moves.without) podAt.set(pod.uid, WITHOUT);
  for (const pod of moves.outside) podAt.set(pod.uid, OUTSIDE);
  return podAt;
}

function withHostPods(
  nodes: readonly PlanNode[],
  came: ReadonlyMap<string, PodRecord[]>,
  uids: ReadonlySet<string>,
): PlanNode[] {
  return nodes.map((node) => {
    const more = came.get(node.name) ?? [];
    if (more.length === 0 && !node.hostPods.some((pod) => uids.has(pod.uid))) return node;
    return { ...node, hostPods: replaced(node.hostPods, more, uids) };
  });
}

function replaced(
  pods: readonly PodRecord[],
  came: readonly PodRecord[],
  uids: ReadonlySet<string>,
): readonly PodRecord[] {
  if (came.length === 0 && !pods.some((pod) => uids.has(pod.uid))) return pods;
  return [...pods.filter((pod) => !uids.has(pod.uid)), ...came].sort(byName);
}

function duplicatesAfter(plan: AddressPlan, blocks: readonly Block[], moves: Moves) {
  const touched = [...moves.blocks.keys()].flatMap((at) => blocks[at] ?? []);
  if (plan.duplicates.length === 0 && duplicatesOf(touched).length === 0) return plan.duplicates;
  return duplicatesOf(blocks);
}

function push<K>(map: Map<K, PodRecord[]>, key: K, pod: PodRecord): void {
  const pods = map.get(key);
  if (pods) pods.push(pod);
  else map.set(key, [pod]);
}
