import { z } from 'zod';
import type { Queryable } from '../connect.js';
import type { StoredResumePoint } from './save-resume-points.js';

const rowSchema = z.tuple([z.string(), z.string(), z.number()]);

/** All resume points of a cluster. Index: resume_point_pkey. */
export async function readResumePoints(db: Queryable, clusterId: number): Promise<StoredResumePoint[]> {
  const { rows } = await db.query({
    name: 'read-resume-points',
    text: 'SELECT resource, resource_version, at FROM resume_point WHERE cluster_id = $1',
    values: [clusterId],
    rowMode: 'array',
  });
  return rows.map((row) => {
    const [resource, resourceVersion, at] = rowSchema.parse(row);
    return { resource, resourceVersion, at };
  });
}
