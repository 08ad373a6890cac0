import type { Queryable } from '../connect.js';

/** Notes when clusters were last proven fresh, so that a restart knows where its gap began. Index: cluster_pkey. */
export async function touchProven(db: Queryable, clusterId: number, provenAt: number): Promise<void> {
  await db.query({
    name: 'touch-proven',
    text: 'UPDATE cluster SET proven_at = $2 WHERE id = $1 AND (proven_at IS NULL OR proven_at < $2)',
    values: [clusterId, provenAt],
    rowMode: 'array',
  });
}
