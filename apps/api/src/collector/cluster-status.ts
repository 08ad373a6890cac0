import {
  addressPlan,
  podState,
  summarise,
  thumbnail,
  worst,
  type AddressPlan,
  type Block,
  type ThumbnailBlock,
} from '@netkaart/network';
import type { AddressRange, ClusterStatus } from '@netkaart/protocol';
import {
  bitsOf,
  enclosingPrefix,
  formatPrefix,
  parseAddress,
  prefixOf,
  recordsOf,
  type NodeRecord,
  type Topology,
} from '@netkaart/topology';

/** The part of a cluster's status that follows from its topology. Costs one pass over the pods. */
export type Picture = Pick<ClusterStatus, 'counts' | 'cni' | 'enforcement' | 'ranges' | 'thumbnail'>;

export function picture(topology: Topology): Picture {
  const plan = addressPlan(topology);
  const nodes = new Map<string, NodeRecord>();
  for (const node of recordsOf(topology, 'Node')) nodes.set(node.name, node);
  const blocks = tilesOf(plan, nodes);
  const total = blocks.reduce((end, { index }) => Math.max(end, index + 1), 0);
  return { ...summarise(topology), ranges: rangesOf(plan), thumbnail: thumbnail(blocks, total) };
}

function rangesOf(plan: AddressPlan): AddressRange[] {
  const pods = [...plan.ranges, ...plan.otherRanges].map(({ cidr, evidence, source }) => ({
    cidr,
    evidence,
    source,
    role: 'pods' as const,
  }));
  const services = plan.serviceRanges.map(({ cidr, evidence, source }) => ({
    cidr,
    evidence,
    source,
    role: 'services' as const,
  }));
  return [...pods, ...services, ...nodeRanges(plan)];
}

/** No object holds the prefix of the node network: the smallest that holds all node addresses stands for it. */
function nodeRanges(plan: AddressPlan): AddressRange[] {
  return plan.nodeNetworks.flatMap(({ first, last, family }) => {
    const ends = [parseAddress(first), parseAddress(last)].flatMap((address) =>
      address ? (prefixOf(address, bitsOf(family)) ?? []) : [],
    );
    const prefix = enclosingPrefix(ends);
    if (!prefix) return [];
    const source = 'smallest prefix that holds every InternalIP in Node status.addresses';
    return [{ cidr: formatPrefix(prefix), role: 'nodes' as const, evidence: 'inferred' as const, source }];
  });
}

/** Blocks numbered in address order, the used part of one group behind that of the other. */
function tilesOf(plan: AddressPlan, nodes: ReadonlyMap<string, NodeRecord>): ThumbnailBlock[] {
  const starts: number[] = [];
  const spans = plan.groups.map(() => 0);
  for (const block of plan.blocks) spans[block.group] = Math.max(spans[block.group] ?? 0, lotOf(plan, block) + 1);
  spans.reduce((start, span, group) => ((starts[group] = start), start + span), 0);
  return plan.blocks.map((block) => ({
    index: (starts[block.group] ?? 0) + lotOf(plan, block),
    used: block.usable - block.free,
    size: block.usable,
    worst: worst(block.pods.map((pod) => podState(pod, nodes.get(pod.node)))),
  }));
}

function lotOf(plan: AddressPlan, block: Block): number {
  const group = plan.groups[block.group];
  if (!group) return 0;
  const distance = BigInt(block.prefix.first) - BigInt(group.prefix.first);
  return Number(distance >> BigInt(bitsOf(group.prefix.family) - group.blockLength));
}
