/** All waiting times of a reader, in ms unless named otherwise. */
export interface Timing {
  /** Objects per page of a list. */
  readonly pageSize: number;
  /** First and longest wait after a failure; each wait is up to twice the one before. */
  readonly backoffMinMs: number;
  readonly backoffMaxMs: number;
  /** After this long without a failure, waiting starts from the shortest again. */
  readonly backoffResetMs: number;
  /** The server ends a watch after a random time within these. */
  readonly watchMinSeconds: number;
  readonly watchMaxSeconds: number;
  /** A watch that has sent a bookmark is dead after this long without a byte. */
  readonly stallMs: number;
  /** A watch without bookmarks is dead this long after the server should have ended it. */
  readonly overdueMs: number;
  /** A watch that ends earlier without an event is a failure. */
  readonly shortWatchMs: number;
  /** How often a resource that is forbidden is asked for again; up to a quarter more, at random. */
  readonly parkMs: number;
  /** The longest time that a Retry-After of the server is heeded. */
  readonly retryAfterMaxMs: number;
  /** How often discovery is repeated; up to a quarter more, at random. */
  readonly discoveryMs: number;
  /** The first requests are spread over this time. */
  readonly startJitterMs: number;
  /** A server that persistently answers with an older state than the one seen is believed after this long. */
  readonly acceptOlderMs: number;
  /** Lists that run at the same time in one cluster. */
  readonly concurrentLists: number;
  /** Objects that may wait for the sink before a watch is given up and asked for again later. */
  readonly queueMax: number;
}

export const defaultTiming: Timing = {
  pageSize: 500,
  backoffMinMs: 800,
  backoffMaxMs: 30_000,
  backoffResetMs: 120_000,
  watchMinSeconds: 300,
  watchMaxSeconds: 600,
  stallMs: 90_000,
  overdueMs: 30_000,
  shortWatchMs: 1000,
  parkMs: 180_000,
  retryAfterMaxMs: 300_000,
  discoveryMs: 30_000,
  startJitterMs: 250,
  acceptOlderMs: 600_000,
  concurrentLists: 2,
  queueMax: 20_000,
};
