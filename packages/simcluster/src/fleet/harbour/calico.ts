import { timestamp } from '../../clock.js';
import type { SimCluster } from '../../store/cluster.js';
import type { KubeObject } from '../../store/object.js';
import { AddressBlocks, toAddress, toNumber, type Block } from '../../workloads/address-blocks.js';
import { BLOCK_SIZE, drawnBlocks } from './blocks.js';
import { harbourNode, harbourNodes, zonePools, zones } from './nodes.js';

const apiVersion = 'crd.projectcalico.org/v1';

/** One pool per zone; nothing is tunnelled, the zones route to each other. */
export function poolObjects(createdMs: number): KubeObject[] {
  return zones.map((zone) => ({
    apiVersion,
    kind: 'IPPool',
    metadata: { name: `zone-${zone}`, creationTimestamp: timestamp(createdMs) },
    spec: {
      cidr: zonePools[zone],
      blockSize: 26,
      nodeSelector: `topology.kubernetes.io/zone == "${zone}"`,
      allowedUses: ['Workload', 'Tunnel'],
      ipipMode: 'Never',
      vxlanMode: 'Never',
      natOutgoing: true,
    },
  }));
}

/** Calico's address management: blocks of 64 on the nodes, another one from the zone's pool when a node has none free. */
export function createCalico(cluster: SimCluster, createdMs: number): AddressBlocks {
  const blocks = drawnBlocks.map(({ node, first, marks }): Block => {
    const used = Array.from(marks).flatMap((mark, offset) => (mark === '.' ? [] : [offset]));
    return {
      node: harbourNode(node),
      first: toNumber(first),
      size: BLOCK_SIZE,
      used: new Set(used),
      next: marks.length % BLOCK_SIZE,
    };
  });
  for (const block of blocks) cluster.create(blockObject(block, createdMs));
  const extend = (node: string): Block | null => {
    const block = freshBlock(blocks, node);
    if (!block) return null;
    blocks.push(block);
    cluster.create(blockObject(block, cluster.clock.now()));
    return block;
  };
  return new AddressBlocks(blocks, extend, (block) => noteUse(cluster, block));
}

/** The first block of the zone's pool that nobody has. */
function freshBlock(blocks: readonly Block[], node: string): Block | null {
  const zone = harbourNodes.find(({ name }) => name === node)?.zone ?? '';
  const first = toNumber((zonePools[zone] ?? '').replace(/\/.*/, ''));
  const taken = new Set(blocks.map((block) => block.first));
  const free = Array.from({ length: 64 }, (_, index) => first + index * BLOCK_SIZE).find((start) => !taken.has(start));
  return free === undefined ? null : { node, first: free, size: BLOCK_SIZE, used: new Set(), next: 0 };
}

function blockObject(block: Block, createdMs: number): KubeObject {
  return {
    apiVersion,
    kind: 'IPAMBlock',
    metadata: { name: nameOf(block), creationTimestamp: timestamp(createdMs) },
    spec: {
      affinity: `host:${block.node}`,
      cidr: `${toAddress(block.first)}/26`,
      strictAffinity: false,
      deleted: false,
      sequenceNumber: 0,
      ...useOf(block),
    },
  };
}

/** Calico writes every allocation into the block: changes without a meaning for the map. */
function noteUse(cluster: SimCluster, block: Block): void {
  cluster.patch('ipamblocks.crd.projectcalico.org', '', nameOf(block), (draft) => {
    const spec = draft['spec'] as Record<string, unknown>;
    Object.assign(spec, useOf(block), { sequenceNumber: Number(spec['sequenceNumber']) + 1 });
  });
}

function useOf({ used }: Block): object {
  const offsets = Array.from({ length: BLOCK_SIZE }, (_, offset) => offset);
  return {
    allocations: offsets.map((offset) => (used.has(offset) ? 0 : null)),
    unallocated: offsets.filter((offset) => !used.has(offset)),
  };
}

function nameOf({ first }: Block): string {
  return `${toAddress(first).replaceAll('.', '-')}-26`;
}
