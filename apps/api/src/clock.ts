import { setTimeout as wait } from 'node:timers/promises';

/** Time, handed in so that tests own it. */
export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, { signal, ref: true }).catch(() => undefined),
};
