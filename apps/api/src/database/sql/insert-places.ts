import type { Place } from '@netkaart/protocol';
import type { Queryable } from '../connect.js';

/** Gives districts their slots, for ever: a district that has one keeps it. Index: place_pkey. */
export async function insertPlaces(db: Queryable, clusterId: number, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return;
  await db.query({
    name: 'insert-places',
    text: `INSERT INTO place (cluster_id, "group", key, slot)
           SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[]) ON CONFLICT DO NOTHING`,
    values: [clusterId, places.map(({ group }) => group), places.map(({ key }) => key), places.map(({ slot }) => slot)],
    rowMode: 'array',
  });
}
