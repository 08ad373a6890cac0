import { z } from 'zod';
import { kindSchema } from './changes.js';
import { cursorSchema } from './cursor.js';

/** What one kind's reflector is doing. `denied` names the missing verb and resource in `detail`. */
export const kindStateSchema = z.object({
  kind: kindSchema,
  phase: z.enum(['waiting', 'listing', 'live', 'polling', 'stale', 'denied', 'absent']),
  /** Objects read so far, and the server's estimate of all of them (listing). */
  read: z.int().min(0),
  total: z.int().min(0).nullable(),
  /** A sentence for people: the error, the missing permission, when the next attempt is. '' when all is well. */
  detail: z.string(),
  /** ms since 1970; null when no attempt is planned. */
  retryAt: z.number().nullable(),
});
export type KindState = z.infer<typeof kindStateSchema>;

/**
 * connecting: never heard yet · syncing: first lists running · live: every readable kind proven within 90 s ·
 * stale: was live, now silent · failed: can't be reached or authenticated, never was live.
 */
export const clusterPhaseSchema = z.enum(['connecting', 'syncing', 'live', 'stale', 'failed']);
export type ClusterPhase = z.infer<typeof clusterPhaseSchema>;

/** Square picture of the pod range in address order. tile = -1: no block; else occupancy step (0–5) * 8 + worst state index. */
export const thumbnailSchema = z.object({ side: z.int().min(1).max(64), tiles: z.array(z.int()) });

export const rangeSchema = z.object({
  cidr: z.string(),
  role: z.enum(['pods', 'services', 'nodes']),
  evidence: z.enum(['read', 'inferred', 'unknown']),
  source: z.string(),
});

export const countsSchema = z.object({
  nodes: z.int(),
  nodesReady: z.int(),
  pods: z.int(),
  /** Pods by state, see PodState of @netkaart/network. Sum = pods. */
  ok: z.int(),
  pending: z.int(),
  bad: z.int(),
  unknown: z.int(),
  leaving: z.int(),
  done: z.int(),
  hostNetwork: z.int(),
  withoutAddress: z.int(),
  services: z.int(),
  /** Ways in from outside: Ingress hosts, Gateway listeners, LoadBalancer and NodePort Services. */
  entries: z.int(),
  policies: z.int(),
});

export const clusterSchema = z.object({
  /** Stable id used in URLs: a slug of the name. */
  id: z.string(),
  name: z.string(),
  demo: z.boolean(),
  phase: clusterPhaseSchema,
  /** A sentence when the phase is not live; '' otherwise. Never holds credentials. */
  detail: z.string(),
  retryAt: z.number().nullable(),
  kinds: z.array(kindStateSchema),
  /** ms since 1970 of the last proof of freshness (event, bookmark, consistent list); null before the first. */
  provenAt: z.number().nullable(),
  /** Version of the API server, e.g. v1.33.4; '' while unknown. */
  version: z.string(),
  cni: z.string(),
  /** Whether anything enforces NetworkPolicy here, by the cluster's own evidence. */
  enforcement: z.enum(['enforced', 'decoration', 'unknown']),
  counts: countsSchema,
  ranges: z.array(rangeSchema),
  thumbnail: thumbnailSchema,
  cursor: cursorSchema,
});
export type ClusterStatus = z.infer<typeof clusterSchema>;
export type ClusterCounts = z.infer<typeof countsSchema>;
export type AddressRange = z.infer<typeof rangeSchema>;
export type Thumbnail = z.infer<typeof thumbnailSchema>;
