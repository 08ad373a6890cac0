/** A range of IPv4 addresses of which one node hands out single ones. */
export interface Block {
  readonly node: string;
  /** First address, as a number. */
  readonly first: number;
  readonly size: number;
  /** Offsets in use. */
  readonly used: Set<number>;
  /** Where the search for a free one begins, so that a freed address rests for a while. */
  next: number;
}

/** Where addresses come from. */
export interface AddressSource {
  /** An address for a pod on a node, or null while the node has none. */
  allocate(node: string): string | null;
  release(address: string): void;
  /** Addresses that the node could still give out of what it has. */
  free(node: string): number;
}

export function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function toAddress(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');
}

/** Addresses out of blocks, each on one node. */
export class AddressBlocks implements AddressSource {
  private readonly byNode = new Map<string, Block[]>();

  /**
   * @param extend makes one more block for a node that is out of addresses, or null.
   * @param changed is told of a block whose use has changed.
   */
  constructor(
    blocks: readonly Block[],
    private readonly extend: (node: string) => Block | null = () => null,
    private readonly changed: (block: Block) => void = () => undefined,
  ) {
    for (const block of blocks) this.add(block);
  }

  allocate(node: string): string | null {
    const block = this.blocksOf(node).find((candidate) => candidate.used.size < candidate.size) ?? this.grow(node);
    if (!block) return null;
    const offset = freeOffset(block);
    block.used.add(offset);
    block.next = (offset + 1) % block.size;
    this.changed(block);
    return toAddress(block.first + offset);
  }

  release(address: string): void {
    const number = toNumber(address);
    for (const blocks of this.byNode.values())
      for (const block of blocks)
        if (block.used.delete(number - block.first)) {
          this.changed(block);
          return;
        }
  }

  free(node: string): number {
    return this.blocksOf(node).reduce((sum, block) => sum + block.size - block.used.size, 0);
  }

  private grow(node: string): Block | null {
    const block = this.extend(node);
    if (block) this.add(block);
    return block;
  }

  private add(block: Block): void {
    this.byNode.set(block.node, [...this.blocksOf(block.node), block]);
  }

  private blocksOf(node: string): readonly Block[] {
    return this.byNode.get(node) ?? [];
  }
}

function freeOffset({ used, size, next }: Block): number {
  for (let step = 0; step < size; step++) if (!used.has((next + step) % size)) return (next + step) % size;
  throw new RangeError('The block is full.');
}
