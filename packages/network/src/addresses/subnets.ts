import {
  comparePrefixes,
  parsePrefix,
  recordsOf,
  type Family,
  type NodeRecord,
  type Prefix,
  type Topology,
} from '@netkaart/topology';
import type { Known } from './plan.js';

/** A prefix that an object hands to a node. */
export interface Subnet extends Known {
  readonly prefix: Prefix;
  readonly node: string;
  /** Name of the pool; '' when unknown. */
  readonly pool: string;
}

/**
 * The prefixes from which nodes give addresses to pods, in address order. Where an allocator of its own keeps blocks
 * (Calico, Cilium), those count and spec.podCIDRs, which it does not use, does not.
 */
export function subnetsOf(topology: Topology, family: Family): Subnet[] {
  const blocks = allocatorBlocks(topology, family);
  const subnets = blocks.length > 0 ? blocks : nodeSubnets(recordsOf(topology, 'Node'), family);
  return subnets.sort((a, b) => comparePrefixes(a.prefix, b.prefix) || (a.node < b.node ? -1 : 1));
}

/** The family by which the map places pods: that of the nodes' first subnet, else of the blocks, else of the first pod. */
export function primaryFamily(topology: Topology): Family {
  for (const node of recordsOf(topology, 'Node')) {
    const prefix = parsePrefix(node.podCIDRs[0] ?? '');
    if (prefix) return prefix.family;
  }
  let seen: Family | null = null;
  for (const block of recordsOf(topology, 'AddressBlock')) {
    const family = parsePrefix(block.cidrs[0] ?? '')?.family;
    if (family === 4) return 4;
    seen ??= family ?? null;
  }
  return seen ?? familyOfPods(topology);
}

function familyOfPods(topology: Topology): Family {
  for (const pod of recordsOf(topology, 'Pod')) {
    const ip = pod.ips[0];
    if (ip && !pod.hostNetwork) return ip.includes(':') ? 6 : 4;
  }
  return 4;
}

function allocatorBlocks(topology: Topology, family: Family): Subnet[] {
  const subnets: Subnet[] = [];
  for (const block of recordsOf(topology, 'AddressBlock')) {
    const kind = block.source === 'calico' ? 'IPAMBlock' : 'CiliumNode';
    for (const cidr of block.cidrs) {
      const prefix = parsePrefix(cidr);
      if (prefix?.family !== family) continue;
      subnets.push({ prefix, node: block.node, pool: block.pool, evidence: 'read', source: `${kind} ${block.name}` });
    }
  }
  return subnets;
}

function nodeSubnets(nodes: Iterable<NodeRecord>, family: Family): Subnet[] {
  const subnets: Subnet[] = [];
  for (const node of nodes) {
    for (const cidr of node.podCIDRs) {
      const prefix = parsePrefix(cidr);
      if (prefix?.family !== family) continue;
      subnets.push({
        prefix,
        node: node.name,
        pool: '',
        evidence: 'read',
        source: `spec.podCIDRs of node ${node.name}`,
      });
    }
  }
  return subnets;
}
