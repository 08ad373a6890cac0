import type { Overlap } from '@netkaart/layout';
import type { AddressRange, ClusterStatus } from '@netkaart/protocol';
import { lookOf } from './facts';

/** A range of a cluster, with what the ruler must know of the cluster. */
export interface ShownRange extends AddressRange {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Last heard too long ago: drawn grey. */
  readonly stale: boolean;
}

/** The ranges of all clusters, in the order of the clusters. */
export function shownRanges(clusters: readonly ClusterStatus[], now: number): readonly ShownRange[] {
  return clusters.flatMap((cluster) => {
    const stale = ['stale', 'failed'].includes(lookOf(cluster, now));
    return cluster.ranges.map((range) => ({ ...range, cluster: cluster.name, stale }));
  });
}

export type ShownOverlap = Overlap<ShownRange>;
