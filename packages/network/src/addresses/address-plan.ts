import {
  bitsOf,
  formatAddress,
  prefixOf,
  recordsOf,
  type Family,
  type NodeRecord,
  type PodRecord,
  type Prefix,
  type Topology,
} from '@netkaart/topology';
import { clusterFlag, flagPods } from './cluster-flags.js';
import { overlayOf } from './devices.js';
import { Drafts, inferOwner, reserve } from './drafts.js';
import { blockOf, placedAddress } from './fill-block.js';
import { groupsOf } from './groups.js';
import { isFinished } from './finished.js';
import { bareNodes, byName, nodeNetworks } from './nodes.js';
import {
  HOST,
  OUTSIDE,
  WITHOUT,
  type AddressPlan,
  type Block,
  type DuplicateAddress,
  type PlanNode,
  type PodRange,
} from './plan.js';
import { podRanges, poolPrefixes, rangesAround } from './pod-ranges.js';
import { serviceAddresses, serviceRanges } from './services.js';
import { primaryFamily, subnetsOf } from './subnets.js';

/**
 * Which address belongs to what: ranges, pools, blocks with their owners and pods, nodes with their devices, Services.
 * Pure; linear in the number of pods. Nothing is lost: `counts.all` is the number of pods in the topology.
 */
export function addressPlan(topology: Topology): AddressPlan {
  const frame = frameOf(topology);
  const sorted = sortPods(topology, frame.drafts, frame.family);
  const blocks = finish(frame.drafts, frame.records);
  let index: Map<string, number> | null = null;
  const nodes = ownBlocks(frame.bare, blocks, sorted.host);
  const ranges = serviceRanges(topology, frame.flagged);
  const here = blocks.reduce((sum, block) => sum + block.pods.length, 0);
  const counts = {
    all: topology.kinds.Pod.size,
    here,
    host: sorted.hostCount,
    without: sorted.without.length,
    outside: sorted.outside.length,
  };
  return {
    family: frame.family,
    overlay: frame.overlay,
    ranges: frame.ranges,
    otherRanges: otherRanges(topology, frame.family, frame.flagged),
    groups: frame.drafts.groups,
    blocks,
    nodes,
    nodeNetworks: nodeNetworks(nodes),
    serviceRanges: ranges,
    services: serviceAddresses(topology, ranges),
    withoutAddress: sorted.without.sort(byName),
    outside: sorted.outside.sort(byName),
    duplicates: duplicatesOf(blocks),
    counts,
    flagged: new Set(frame.flagged.map((pod) => pod.uid)),
    get podAt() {
      return (index ??= indexPods(blocks, sorted));
    },
    nodeAt: new Map(nodes.map((node, i) => [node.name, i])),
    blockAt: new Map(blocks.map((block, i) => [block.cidr, i])),
  };
}

/** The pod ranges of the family that the map does not place pods by; none in a cluster of one family. */
function otherRanges(topology: Topology, family: Family, flagged: readonly PodRecord[]): PodRange[] {
  const other = family === 4 ? 6 : 4;
  const subnets = subnetsOf(topology, other);
  return podRanges(topology, other, flagged, subnets, poolPrefixes(topology, other, subnets));
}

/** Everything but pods at their addresses: what the objects say of ranges, blocks and nodes. */
export function frameOf(topology: Topology) {
  const family = primaryFamily(topology);
  const records = [...recordsOf(topology, 'Node')];
  const flagged = flagPods(topology);
  const subnets = subnetsOf(topology, family);
  const pools = poolPrefixes(topology, family, subnets);
  const known = podRanges(topology, family, flagged, subnets, pools);
  const ranges = known.length > 0 ? known : rangesAround(podLots(topology, family));
  const mask = Number(
    clusterFlag(topology, flagged, ['--node-cidr-mask-size', '--node-cidr-mask-size-ipv4'])?.value ?? NaN,
  );
  const groups = groupsOf(ranges, pools, subnets, Number.isInteger(mask) ? mask : null);
  const drafts = new Drafts(groups);
  for (const subnet of subnets) drafts.addSubnet(subnet);
  const bare = bareNodes(records, family);
  const overlay = overlayOf(records, family, [...recordsOf(topology, 'IPPool')]);
  return { family, records, flagged, ranges, drafts, bare, overlay };
}

/** Where a pod belongs when it has no cell: on its node's network, without an address, or outside; else its address. */
export function whereIs(pod: PodRecord, family: Family) {
  if (isFinished(pod)) return WITHOUT;
  if (pod.hostNetwork) return HOST;
  return placedAddress(pod, family) ?? (pod.ips.length === 0 ? WITHOUT : OUTSIDE);
}

/** Equal neighbours in address order. */
export function duplicatesOf(blocks: readonly Block[]): DuplicateAddress[] {
  const duplicates: DuplicateAddress[] = [];
  for (const block of blocks) {
    if (block.slotted) continue;
    const { offsets, pods } = block;
    for (let i = 1, start = 0; i <= offsets.length; i++) {
      if (offsets[i] === offsets[start]) continue;
      if (i - start > 1)
        duplicates.push({ address: addressOf(block, offsets[start] ?? 0), pods: pods.slice(start, i) });
      start = i;
    }
  }
  return duplicates;
}

/** Text of the address at an offset of a block. */
export function addressOf(block: Block, offset: number): string {
  const { prefix } = block;
  if (prefix.family === 4) return formatAddress({ family: 4, value: prefix.first + offset });
  return formatAddress({ family: 6, value: prefix.first + BigInt(offset) });
}

interface Sorted {
  readonly host: Map<string, PodRecord[]>;
  hostCount: number;
  readonly without: PodRecord[];
  readonly outside: PodRecord[];
}

function sortPods(topology: Topology, drafts: Drafts, family: Family): Sorted {
  const sorted: Sorted = { host: new Map(), hostCount: 0, without: [], outside: [] };
  for (const pod of recordsOf(topology, 'Pod')) {
    const at = whereIs(pod, family);
    if (at === WITHOUT) sorted.without.push(pod);
    else if (at === HOST) addHost(sorted, pod);
    else if (at === OUTSIDE) sorted.outside.push(pod);
    else if (!drafts.put(pod, at)) sorted.outside.push(pod);
  }
  return sorted;
}

function addHost(sorted: Sorted, pod: PodRecord): void {
  sorted.hostCount++;
  const pods = sorted.host.get(pod.node);
  if (pods) pods.push(pod);
  else sorted.host.set(pod.node, [pod]);
}

function finish(drafts: Drafts, records: readonly NodeRecord[]): Block[] {
  const byNode = new Map(records.map((node) => [node.name, node]));
  const blocks: Block[] = [];
  for (const draft of drafts.all.values()) {
    inferOwner(draft);
    reserve(draft, byNode.get(draft.node));
    blocks.push(blockOf(draft));
  }
  return blocks.sort((a, b) => (a.prefix.first < b.prefix.first ? -1 : 1));
}

function indexPods(blocks: readonly Block[], sorted: Sorted): Map<string, number> {
  const podAt = new Map<string, number>();
  blocks.forEach((block, i) => {
    for (const pod of block.pods) podAt.set(pod.uid, i);
  });
  for (const pods of sorted.host.values()) for (const pod of pods) podAt.set(pod.uid, HOST);
  for (const pod of sorted.without) podAt.set(pod.uid, WITHOUT);
  for (const pod of sorted.outside) podAt.set(pod.uid, OUTSIDE);
  return podAt;
}

function ownBlocks(
  bare: readonly Omit<PlanNode, 'blocks' | 'hostPods'>[],
  blocks: readonly Block[],
  host: Map<string, PodRecord[]>,
): PlanNode[] {
  const owned = new Map<string, number[]>();
  blocks.forEach((block, i) => {
    for (const name of [block.node, ...block.others]) owned.set(name, [...(owned.get(name) ?? []), i]);
  });
  return bare.map((node) => ({
    ...node,
    blocks: owned.get(node.name) ?? [],
    hostPods: (host.get(node.name) ?? []).sort(byName),
  }));
}

/** The /24s (IPv6: /120s) in which pods have addresses, for clusters of which nothing else is known. */
function podLots(topology: Topology, family: Family): Prefix[] {
  const lots = new Map<number | bigint, Prefix>();
  for (const pod of recordsOf(topology, 'Pod')) {
    const at = whereIs(pod, family);
    const prefix = typeof at === 'number' ? null : prefixOf(at, bitsOf(family) - 8);
    if (prefix) lots.set(prefix.first, prefix);
  }
  return [...lots.values()];
}
