/** Waiting between attempts as a value: grows by `factor` from `minMs` to `maxMs`, drawn from the upper half (jitter). */
export interface Retry {
  readonly attempt: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly factor: number;
}

export const SOCKET_RETRY: Retry = { attempt: 0, minMs: 1000, maxMs: 30_000, factor: 2 };

/** The next wait in ms and the retry after it. `random` in [0, 1). */
export function next(retry: Retry, random: number): readonly [waitMs: number, retry: Retry] {
  const full = Math.min(retry.maxMs, retry.minMs * retry.factor ** retry.attempt);
  return [Math.round(Math.max(retry.minMs, full * (0.5 + random / 2))), { ...retry, attempt: retry.attempt + 1 }];
}

/** The same retry before its first attempt. */
export function reset(retry: Retry): Retry {
  return { ...retry, attempt: 0 };
}
