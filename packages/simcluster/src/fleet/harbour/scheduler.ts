import type { Random } from '../../random.js';
import type { SimCluster } from '../../store/cluster.js';
import { nodeOf } from '../../controllers/pod-state.js';
import type { TableEvent } from '../../store/table.js';
import type { AddressSource } from '../../workloads/address-blocks.js';
import { harbourNodes, SILENT_NODE } from './nodes.js';

/** A node keeps this many addresses in reserve before new pods go elsewhere. */
const reserve = 6;

/** Chooses nodes for pods: of three at random, the one with the fewest pods. */
export class Scheduler {
  private readonly closed = new Set<string>([SILENT_NODE]);
  private readonly pods = new Map<string, number>();
  private readonly random: Random;

  constructor(
    cluster: SimCluster,
    private readonly addresses: AddressSource,
  ) {
    this.random = cluster.random.fork('scheduler');
    cluster.subscribe('pods', (event) => this.count(event));
  }

  /** No pod goes to the node until it is opened again. */
  close(node: string): void {
    this.closed.add(node);
  }

  open(node: string): void {
    this.closed.delete(node);
  }

  isOpen(node: string): boolean {
    return !this.closed.has(node);
  }

  /** A node for one more pod, or null. */
  pick(): string | null {
    const open = harbourNodes.filter(({ name }) => this.isOpen(name) && this.addresses.free(name) > reserve);
    if (open.length === 0) return null;
    const drawn = [1, 2, 3].map(() => this.random.pick(open).name);
    return drawn.toSorted((a, b) => (this.pods.get(a) ?? 0) - (this.pods.get(b) ?? 0))[0] ?? null;
  }

  private count({ type, object }: TableEvent): void {
    if (type === 'MODIFIED') return;
    const node = nodeOf(object.read());
    this.pods.set(node, (this.pods.get(node) ?? 0) + (type === 'ADDED' ? 1 : -1));
  }
}
