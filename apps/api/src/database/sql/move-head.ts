import type { Queryable } from '../connect.js';

export interface HeadMove {
  readonly clusterId: number;
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
  /** ms since 1970 of the last proof of freshness. */
  readonly provenAt: number;
}

/**
 * Moves the head of a cluster's log from one seq to another: true when it stood at `from`. First statement of every
 * commit: it locks the cluster's row, and is the fence that keeps seq gap-free whoever else may write.
 * Index: cluster_pkey.
 */
export async function moveHead(db: Queryable, move: HeadMove): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'move-head',
    text: `UPDATE cluster SET head_seq = $4, proven_at = greatest(proven_at, $5)
            WHERE id = $1 AND epoch = $2 AND head_seq = $3`,
    values: [move.clusterId, move.epoch, move.from, move.to, move.provenAt],
    rowMode: 'array',
  });
  return rowCount === 1;
}
