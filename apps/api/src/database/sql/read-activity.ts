import { z } from 'zod';
import type { Queryable } from '../connect.js';
import { TOPICS, type ActivityMinute } from './add-activity.js';

const rowSchema = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);

/** The roll-up of one cluster (null: all together) from a minute on, oldest first; minutes without changes are left out. Index: activity_pkey. */
export async function readActivity(
  db: Queryable,
  clusterId: number | null,
  fromMinute: number,
): Promise<ActivityMinute[]> {
  const { rows } = await db.query({
    name: 'read-activity',
    text: `SELECT minute, ${TOPICS.map((topic) => `sum(${topic})::int`).join(', ')} FROM activity
            WHERE ($1::int IS NULL OR cluster_id = $1) AND minute >= $2 GROUP BY minute ORDER BY minute`,
    values: [clusterId, fromMinute],
    rowMode: 'array',
  });
  return rows.map((row) => {
    const [minute, nodes, pods, services, policies, routes, problems] = rowSchema.parse(row);
    return { minute, counts: { nodes, pods, services, policies, routes, problems } };
  });
}
