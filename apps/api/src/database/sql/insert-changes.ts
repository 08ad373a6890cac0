import type { Change } from '@netkaart/topology';
import type { Queryable } from '../connect.js';

/** One change as it is stored. Times in ms since 1970. */
export interface StoredChange {
  readonly change: Change;
  readonly observedAt: number;
  /** When it happened by the object's own word (creation, deletion), or null. */
  readonly eventAt: number | null;
  /** When a delete was inferred from a list: it happened in between. */
  readonly window: readonly [number, number] | null;
}

/**
 * Appends changes, numbered from `from + 1` in their order. One statement for the whole batch: `unnest` of ten arrays.
 * The day's partition must exist (see create-change-partition).
 */
export async function insertChanges(
  db: Queryable,
  head: { readonly clusterId: number; readonly epoch: number; readonly from: number },
  changes: readonly StoredChange[],
): Promise<void> {
  await db.query({
    name: 'insert-changes',
    text: `INSERT INTO change (cluster_id, epoch, seq, day, observed_at, event_at, kind, uid, op, body, window_from, window_to)
           SELECT $1, $2, $3 + n, day, observed_at, event_at, kind, uid, op, body, window_from, window_to
             FROM unnest($4::date[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::change_op[], $10::json[], $11::bigint[], $12::bigint[])
                  WITH ORDINALITY AS t(day, observed_at, event_at, kind, uid, op, body, window_from, window_to, n)`,
    values: [
      head.clusterId,
      head.epoch,
      head.from,
      changes.map(({ observedAt }) => dayOf(observedAt)),
      changes.map(({ observedAt }) => observedAt),
      changes.map(({ eventAt }) => eventAt),
      changes.map(({ change }) => change.kind),
      changes.map(({ change }) => change.uid),
      changes.map(({ change }) => change.op),
      changes.map(({ change }) => bodyOf(change)),
      changes.map(({ window }) => window?.[0] ?? null),
      changes.map(({ window }) => window?.[1] ?? null),
    ],
    rowMode: 'array',
  });
}

/** The UTC day of a moment, `2026-01-31`: the key of the change log's partitions. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function bodyOf(change: Change): string | null {
  if (change.op === 'delete') return null;
  return JSON.stringify(change.op === 'add' ? change.record : change.patch);
}
