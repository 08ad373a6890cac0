import { changeSchema, kindSchema } from '@netkaart/protocol';
import type { Change } from '@netkaart/topology';
import { z } from 'zod';
import type { Queryable } from '../connect.js';

export interface LogRow {
  readonly seq: number;
  readonly observedAt: number;
  readonly change: Change;
}

const rowSchema = z.tuple([
  z.number(),
  z.number(),
  kindSchema,
  z.string(),
  z.enum(['add', 'update', 'delete']),
  z.unknown(),
]);

/**
 * The log of one epoch in (after, to], oldest first, at most `limit` rows. Index: change_pkey of each partition, merged
 * in order. Rows as arrays: four times faster than as objects at 50,000 rows.
 */
export async function readChanges(
  db: Queryable,
  range: {
    readonly clusterId: number;
    readonly epoch: number;
    readonly after: number;
    readonly to: number;
    readonly limit: number;
  },
): Promise<LogRow[]> {
  const { rows } = await db.query({
    name: 'read-changes',
    text: `SELECT seq, observed_at, kind, uid, op, body FROM change
            WHERE cluster_id = $1 AND epoch = $2 AND seq > $3 AND seq <= $4 ORDER BY seq LIMIT $5`,
    values: [range.clusterId, range.epoch, range.after, range.to, range.limit],
    rowMode: 'array',
  });
  return rows.map(toLogRow);
}

function toLogRow(row: unknown[]): LogRow {
  const [seq, observedAt, kind, uid, op, body] = rowSchema.parse(row);
  const content = op === 'add' ? { record: body } : op === 'update' ? { patch: body } : {};
  return { seq, observedAt, change: changeSchema.parse({ op, kind, uid, ...content }) };
}
