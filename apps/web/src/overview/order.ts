import type { ClusterStatus } from '@netkaart/protocol';
import { deniedOf, lookOf, problemsOf } from './facts';

export type Order = 'name' | 'attention';

const byName = new Intl.Collator('en', { numeric: true });

/** Clusters by name; those of the demo stay as the server lists them, behind the others. Places never depend on state. */
export function inOrder(clusters: readonly ClusterStatus[]): readonly ClusterStatus[] {
  const own = clusters.filter(({ demo }) => !demo).toSorted((a, b) => byName.compare(a.name, b.name));
  return [...own, ...clusters.filter(({ demo }) => demo)];
}

/** Silent and failed first, then by nodes not ready, failing and waiting pods; equals stay in their order. */
export function byAttention(clusters: readonly ClusterStatus[], now: number): readonly ClusterStatus[] {
  const ranks = new Map(clusters.map((cluster) => [cluster, rankOf(cluster, now)]));
  return clusters.toSorted((a, b) => compareRanks(ranks.get(b) ?? [], ranks.get(a) ?? []));
}

function rankOf(cluster: ClusterStatus, now: number): readonly number[] {
  const { nodesNotReady, failing, notReady } = problemsOf(cluster.counts);
  const heard = { failed: 3, stale: 2, connecting: 1, syncing: 0, live: 0 }[lookOf(cluster, now)];
  return [heard, nodesNotReady, failing, notReady, deniedOf(cluster.kinds).length];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Columns of the dense wall of cards: rows of five to ten. */
export function denseColumns(count: number): number {
  return Math.min(10, Math.max(6, Math.ceil(count / 5)));
}

/** From how many clusters on the cards are dense. */
export const DENSE_FROM = 12;
