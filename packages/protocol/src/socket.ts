import { z } from 'zod';
import { changeSchema } from './changes.js';
import { clusterSchema } from './clusters.js';
import { cursorSchema } from './cursor.js';
import { placeSchema } from './rest.js';

/** Raised when a message changes its meaning. Server and client must agree on it. */
export const PROTOCOL = 1;

/** Everything a client may say. At most 16 KB a message. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), protocol: z.int() }),
  /** `since` null: the client has nothing. */
  z.object({ type: z.literal('subscribe'), cluster: z.string().max(253), since: cursorSchema.nullable() }),
  z.object({ type: z.literal('unsubscribe'), cluster: z.string().max(253) }),
  z.object({ type: z.literal('ping') }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/**
 * Everything the server says. Order per socket: hello, then status; after `subscribe` either `changes` that continue
 * the client's cursor or one `reset`, whose state the client fetches by HTTP, then `changes` from that cursor on.
 * `changes` covers (from, to]: `changes.length` = to - from unless the server merged a slow client's backlog (`merged`).
 */
export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), protocol: z.int(), build: z.string(), now: z.number() }),
  z.object({ type: z.literal('status'), now: z.number(), clusters: z.array(clusterSchema) }),
  z.object({ type: z.literal('reset'), cluster: z.string(), cursor: cursorSchema }),
  z.object({
    type: z.literal('changes'),
    cluster: z.string(),
    epoch: z.int(),
    from: z.int(),
    to: z.int(),
    /** ms since 1970 at which the server observed the last change. */
    observedAt: z.number(),
    merged: z.boolean(),
    changes: z.array(changeSchema),
  }),
  z.object({ type: z.literal('places'), cluster: z.string(), places: z.array(placeSchema) }),
  /** Heartbeat, every 5 s at least: how fresh each cluster is, without its counts. */
  z.object({
    type: z.literal('freshness'),
    now: z.number(),
    clusters: z.array(z.object({ id: z.string(), provenAt: z.number().nullable(), cursor: cursorSchema })),
  }),
  z.object({ type: z.literal('pong'), now: z.number() }),
  z.object({
    type: z.literal('error'),
    code: z.enum(['bad_message', 'incompatible', 'unknown_cluster', 'too_many_subscriptions', 'hello_first']),
    message: z.string(),
  }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
