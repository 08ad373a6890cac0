import { z } from 'zod';
import { changeSchema } from './changes.js';
import { clusterSchema } from './clusters.js';
import { cursorSchema } from './cursor.js';

/** GET /api/health */
export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  build: z.string(),
  now: z.number(),
  database: z.enum(['ok', 'unreachable']),
  clusters: z.array(z.object({ id: z.string(), phase: z.string(), provenAt: z.number().nullable() })),
});

/** GET /api/clusters */
export const clustersSchema = z.object({ now: z.number(), clusters: z.array(clusterSchema) });

/** A district of the subnet map and its slot, for ever. `key` see districtKey of @netkaart/network; slots count from 0 per cluster and group. */
export const placeSchema = z.object({ group: z.string(), key: z.string(), slot: z.int().min(0) });
export type Place = z.infer<typeof placeSchema>;

/** GET /api/clusters/:cluster/places */
export const placesSchema = z.object({ places: z.array(placeSchema) });

/** GET /api/clusters/:cluster/objects/:uid */
export const objectSchema = z.object({
  cluster: z.string(),
  cursor: cursorSchema,
  record: z.looseObject({ kind: z.string(), uid: z.string(), name: z.string() }),
});

/** GET /api/clusters/:cluster/changes?since=epoch:seq&limit=n (n ≤ 1000): the log after a cursor, oldest first. */
export const changesSchema = z.object({
  cluster: z.string(),
  epoch: z.int(),
  changes: z.array(z.object({ seq: z.int(), observedAt: z.number(), change: changeSchema })),
});

/** GET /api/clusters/:cluster/activity?minutes=60: changes per bucket, oldest first; GET /api/activity for all clusters together. */
export const activitySchema = z.object({
  from: z.number(),
  bucketSeconds: z.int(),
  total: z.int(),
  buckets: z.array(
    z.object({
      nodes: z.int(),
      pods: z.int(),
      services: z.int(),
      policies: z.int(),
      routes: z.int(),
      problems: z.int(),
    }),
  ),
});
export type Activity = z.infer<typeof activitySchema>;

/** Body of every error answer. `message` says what is wrong and what to do; it never holds object contents. */
export const errorSchema = z.object({
  code: z.enum([
    'not_found',
    'bad_request',
    'forbidden_origin',
    'forbidden_host',
    'not_ready',
    'too_large',
    'internal',
  ]),
  message: z.string(),
  requestId: z.string(),
});
export type ErrorBody = z.infer<typeof errorSchema>;

/** GET /api/clusters/:cluster/state: body = encodeColumns(topology); this header holds `epoch:seq`, the ETag the same in quotes. */
export const CURSOR_HEADER = 'x-netkaart-cursor';
export const COLUMNS_TYPE = 'application/vnd.netkaart.columns';
