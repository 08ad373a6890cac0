import type { Place } from '@netkaart/protocol';
import { z } from 'zod';
import type { Queryable } from '../connect.js';

const rowSchema = z.tuple([z.string(), z.string(), z.number()]);

/** All places of a cluster, by group and slot. Index: place_pkey. */
export async function readPlaces(db: Queryable, clusterId: number): Promise<Place[]> {
  const { rows } = await db.query({
    name: 'read-places',
    text: 'SELECT "group", key, slot FROM place WHERE cluster_id = $1 ORDER BY "group", slot',
    values: [clusterId],
    rowMode: 'array',
  });
  return rows.map((row) => {
    const [group, key, slot] = rowSchema.parse(row);
    return { group, key, slot };
  });
}
