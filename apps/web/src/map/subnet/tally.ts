import {
  dependsOnNode,
  podStateOnReadyNode,
  POD_STATES,
  worst,
  type AddressPlan,
  type Block,
  type PlanNode,
  type PodState,
} from '@netkaart/network';
import type { PodRecord } from '@netkaart/topology';

const INDEX: Readonly<Record<PodState, number>> = Object.fromEntries(
  POD_STATES.map((state, i) => [state, i]),
) as Record<PodState, number>;

/** States of the pods of one block. */
export interface Tally {
  /** By index in POD_STATES. */
  readonly counts: Uint16Array;
  readonly silent: boolean;
  /** Fewer than a tenth of the addresses are free. */
  readonly nearlyFull: boolean;
}

/** State of a pod whose node is silent or not. */
export function stateOf(pod: PodRecord, silent: boolean): PodState {
  const state = podStateOnReadyNode(pod);
  return silent && dependsOnNode(state) ? 'unknown' : state;
}

export function countOf(tally: Tally, state: PodState): number {
  return tally.counts[INDEX[state]] ?? 0;
}

/** Tallies of all blocks; those of blocks that did not change are kept. */
export class Tallies {
  private readonly cache = new WeakMap<Block, Tally>();
  private list: Tally[] = [];

  update(plan: AddressPlan): void {
    this.list = plan.blocks.map((block) => this.tally(block, isSilentBlock(plan, block)));
  }

  of(block: number): Tally {
    return this.list[block] ?? EMPTY;
  }

  private tally(block: Block, silent: boolean): Tally {
    const known = this.cache.get(block);
    if (known?.silent === silent) return known;
    const counts = new Uint16Array(POD_STATES.length);
    for (const pod of block.pods) {
      const at = INDEX[stateOf(pod, silent)];
      counts[at] = (counts[at] ?? 0) + 1;
    }
    const tally = { counts, silent, nearlyFull: block.pods.length > 0 && block.free < block.usable / 10 };
    this.cache.set(block, tally);
    return tally;
  }
}

/** The worst state of a node's host-network pods, when it is one of trouble and the node itself reports. */
export function hostState(node: PlanNode): PodState | null {
  if (node.silent) return null;
  const state = worst(node.hostPods.map((pod) => stateOf(pod, false)));
  return state === 'bad' || state === 'pending' || state === 'unknown' ? state : null;
}

const EMPTY: Tally = { counts: new Uint16Array(POD_STATES.length), silent: false, nearlyFull: false };

function isSilentBlock(plan: AddressPlan, block: Block): boolean {
  return plan.nodes[plan.nodeAt.get(block.node) ?? -1]?.silent ?? false;
}
