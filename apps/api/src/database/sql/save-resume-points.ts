import type { Queryable } from '../connect.js';

export interface StoredResumePoint {
  readonly resource: string;
  readonly resourceVersion: string;
  readonly at: number;
}

/** Sets the resume points of some resources, in the transaction of the changes that they cover. Index: resume_point_pkey. */
export async function saveResumePoints(
  db: Queryable,
  clusterId: number,
  points: readonly StoredResumePoint[],
): Promise<void> {
  if (points.length === 0) return;
  await db.query({
    name: 'save-resume-points',
    text: `INSERT INTO resume_point (cluster_id, resource, resource_version, at)
           SELECT $1, resource, resource_version, at FROM unnest($2::text[], $3::text[], $4::bigint[]) AS t(resource, resource_version, at)
           ON CONFLICT (cluster_id, resource) DO UPDATE SET resource_version = excluded.resource_version, at = excluded.at`,
    values: [clusterId, points.map((p) => p.resource), points.map((p) => p.resourceVersion), points.map((p) => p.at)],
    rowMode: 'array',
  });
}
