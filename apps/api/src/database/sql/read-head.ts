import { z } from 'zod';
import type { Queryable } from '../connect.js';

const rowsSchema = z.tuple([z.tuple([z.number(), z.number()])]);

/** Epoch and head of a cluster's log. Index: cluster_pkey. */
export async function readHead(db: Queryable, clusterId: number): Promise<{ epoch: number; seq: number }> {
  const { rows } = await db.query({
    name: 'read-head',
    text: 'SELECT epoch, head_seq FROM cluster WHERE id = $1',
    values: [clusterId],
    rowMode: 'array',
  });
  const [[epoch, seq]] = rowsSchema.parse(rows);
  return { epoch, seq };
}
