import type { Queryable } from '../connect.js';

/**
 * The partition of one day (`2026-01-31`), made if missing. Locks the whole log for an instant, so it runs ahead of the
 * day and outside of commits. A racing maker is no error.
 */
export async function createChangePartition(db: Queryable, day: string): Promise<void> {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new RangeError(`Not a day: ${day}`);
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  await db.query({
    text: `CREATE TABLE IF NOT EXISTS "change_${day.replaceAll('-', '')}" PARTITION OF change FOR VALUES FROM ('${day}') TO ('${next}')`,
    rowMode: 'array',
  });
}
