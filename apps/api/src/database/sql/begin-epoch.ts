import type { Queryable } from '../connect.js';

/**
 * Begins a cluster's log anew at seq 0, for another identity or after the old log was lost. The old epoch's rows stay as
 * history; resume points go, because they belong to what was read before. Index: cluster_pkey, resume_point_pkey.
 */
export async function beginEpoch(
  db: Queryable,
  cluster: { readonly id: number; readonly epoch: number; readonly kubeSystemUid: string | null },
): Promise<void> {
  await db.query({
    name: 'begin-epoch',
    text: `WITH gone AS (DELETE FROM resume_point WHERE cluster_id = $1)
           UPDATE cluster SET epoch = $2, head_seq = 0, kube_system_uid = $3, version = '' WHERE id = $1`,
    values: [cluster.id, cluster.epoch, cluster.kubeSystemUid],
    rowMode: 'array',
  });
}
