import type { Queryable } from '../connect.js';

/** A whole topology at one cursor. */
export interface Keyframe {
  readonly epoch: number;
  readonly seq: number;
  readonly at: number;
  readonly objects: number;
  /** gzip over encodeColumns of @netkaart/topology. */
  readonly body: Buffer;
}

export const KEYFRAME_ENCODING = 'columns+gzip';

/** Stores a keyframe; one that exists already says the same. Index: keyframe_pkey. */
export async function insertKeyframe(db: Queryable, clusterId: number, keyframe: Keyframe): Promise<void> {
  await db.query({
    name: 'insert-keyframe',
    text: `INSERT INTO keyframe (cluster_id, epoch, seq, at, encoding, objects, body)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    values: [clusterId, keyframe.epoch, keyframe.seq, keyframe.at, KEYFRAME_ENCODING, keyframe.objects, keyframe.body],
    rowMode: 'array',
  });
}
