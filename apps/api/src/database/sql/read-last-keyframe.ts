import { z } from 'zod';
import type { Queryable } from '../connect.js';
import { KEYFRAME_ENCODING, type Keyframe } from './insert-keyframe.js';

const rowSchema = z.tuple([z.number(), z.number(), z.number(), z.instanceof(Buffer)]);

/** The newest keyframe of an epoch that we can read, or null. Index: keyframe_pkey, backwards, one row. */
export async function readLastKeyframe(db: Queryable, clusterId: number, epoch: number): Promise<Keyframe | null> {
  const { rows } = await db.query({
    name: 'read-last-keyframe',
    text: `SELECT seq, at, objects, body FROM keyframe
            WHERE cluster_id = $1 AND epoch = $2 AND encoding = $3 ORDER BY seq DESC LIMIT 1`,
    values: [clusterId, epoch, KEYFRAME_ENCODING],
    rowMode: 'array',
  });
  if (rows[0] === undefined) return null;
  const [seq, at, objects, body] = rowSchema.parse(rows[0]);
  return { epoch, seq, at, objects, body };
}
