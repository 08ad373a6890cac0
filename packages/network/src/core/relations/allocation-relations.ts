import { parsePrefix, prefixCovers, recordsOf, type AddressBlockRecord, type IPPoolRecord } from '@netkaart/topology';
import { join, relation, type Relation } from './relation.js';

/** The node that owns the block, as its allocator wrote it. */
const nodeBlock = join(
  'node-block',
  { kinds: ['Node'], keys: ({ name }) => [name] },
  { kinds: ['AddressBlock'], keys: ({ node }) => (node === '' ? [] : [node]) },
);

/** The pool that a block names; where it names none, the pool of the same plugin whose range covers it. */
const blockPool = relation({
  id: 'block-pool',
  from: ['AddressBlock'],
  to: ['IPPool'],
  holds: isCutFrom,
  forward: (block, index) => [...recordsOf(index.topology, 'IPPool')].filter((pool) => isCutFrom(block, pool)),
  backward: (pool, index) => [...recordsOf(index.topology, 'AddressBlock')].filter((block) => isCutFrom(block, pool)),
});

function isCutFrom(block: AddressBlockRecord, pool: IPPoolRecord): boolean {
  if (block.source !== pool.source) return false;
  if (block.pool !== '') return block.pool === pool.name;
  const ranges = pool.cidrs.flatMap((text) => parsePrefix(text) ?? []);
  const blocks = block.cidrs.flatMap((text) => parsePrefix(text) ?? []);
  return blocks.some((inner) => ranges.some((outer) => prefixCovers(outer, inner)));
}

export const ALLOCATION_RELATIONS: readonly Relation[] = [nodeBlock, blockPool];
