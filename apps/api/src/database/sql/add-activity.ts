import type { Activity } from '@netkaart/protocol';
import type { Queryable } from '../connect.js';

export type ActivityCounts = Activity['buckets'][number];
export type Topic = keyof ActivityCounts;

/** Counts of one minute (minutes since 1970). */
export interface ActivityMinute {
  readonly minute: number;
  readonly counts: ActivityCounts;
}

export const TOPICS = [
  'nodes',
  'pods',
  'services',
  'policies',
  'routes',
  'problems',
] as const satisfies readonly Topic[];

/** Adds to the per-minute roll-up, in the transaction of the changes that it counts. Index: activity_pkey. */
export async function addActivity(db: Queryable, clusterId: number, minutes: readonly ActivityMinute[]): Promise<void> {
  if (minutes.length === 0) return;
  await db.query({
    name: 'add-activity',
    text: `INSERT INTO activity (cluster_id, minute, ${TOPICS.join(', ')})
           SELECT $1, * FROM unnest($2::int[], ${TOPICS.map((_, index) => `$${index + 3}::int[]`).join(', ')})
           ON CONFLICT (cluster_id, minute) DO UPDATE SET ${TOPICS.map((topic) => `${topic} = activity.${topic} + excluded.${topic}`).join(', ')}`,
    values: [
      clusterId,
      minutes.map(({ minute }) => minute),
      ...TOPICS.map((topic) => minutes.map(({ counts }) => counts[topic])),
    ],
    rowMode: 'array',
  });
}
