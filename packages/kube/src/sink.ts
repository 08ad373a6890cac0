import type { Kind, NetRecord } from '@netkaart/topology';

/** One listable resource of an API server. Two resources may feed one kind (IPPool: Calico's and Cilium's). */
export interface Resource {
  /** `pods`, `endpointslices.discovery.k8s.io`: plural and group, stable over versions; the key of resume points. */
  readonly id: string;
  readonly kind: Kind;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

/** From where a watch goes on: the resourceVersion up to which everything was delivered. Opaque. */
export interface ResumePoint {
  readonly resourceVersion: string;
  /** ms since 1970 when that was; the window of deletes that a later list infers begins here. Absent: unknown. */
  readonly at?: number;
}

/**
 * How sure we are of a delete. `observed`: the server said so. `inferred`: it was missing from a consistent list;
 * it happened somewhere in `window` (ms since 1970, both ends included).
 */
export type Certainty =
  { readonly type: 'observed' } | { readonly type: 'inferred'; readonly window: readonly [number, number] };

export interface ResourceState {
  readonly phase: 'waiting' | 'listing' | 'live' | 'polling' | 'stale' | 'denied' | 'absent';
  readonly read: number;
  /** Items read + remainingItemCount of the server, or null when it does not say. */
  readonly total: number | null;
  /** For people: the error, the missing permission ("list ingresses.networking.k8s.io is forbidden: …"); '' when well. */
  readonly detail: string;
  /** ms since 1970 of the next attempt, or null. */
  readonly retryAt: number | null;
}

/** An object or field that was left out, and why. */
export interface Quarantine {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly field: string;
  readonly message: string;
}

/**
 * What a reader tells of one cluster. Calls about one resource never overlap: the reader awaits each (backpressure) and
 * drains its socket into a bounded per-UID queue meanwhile. The sink commits a resume point only together with
 * everything that was delivered before it.
 */
export interface ClusterSink {
  /** First successful contact, and whenever it differs from the last: UID of kube-system, server version (`v1.33.4`). */
  identity(identity: { readonly uid: string; readonly version: string }): Promise<void>;
  /** UIDs that the sink holds for the resource; asked after each complete list, to find what disappeared. */
  known(resource: Resource): Iterable<string>;
  /** New or newer states; `at`: ms since 1970 when it was observed. Equal states may repeat; the sink drops them. */
  upsert(resource: Resource, records: readonly NetRecord[], at: number): Promise<void>;
  remove(resource: Resource, uids: readonly string[], at: number, certainty: Certainty): Promise<void>;
  /**
   * Everything up to `resume` was delivered: end of a list, bookmark, or the last event of a batch. `at`: ms since 1970 of
   * the moment up to which nothing is missing; for a list that is when it was asked for.
   */
  advance(resource: Resource, resume: ResumePoint, at: number): Promise<void>;
  /** Proof of freshness without news (bookmark, empty poll). */
  proven(resource: Resource, at: number): void;
  state(resource: Resource, state: ResourceState): void;
  quarantine(resource: Resource, problem: Quarantine): void;
  /** The cluster as a whole can('t) be reached or authenticated; `detail` '' when it can. */
  connection(state: { readonly reachable: boolean; readonly detail: string; readonly retryAt: number | null }): void;
}
