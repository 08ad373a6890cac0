/** The time of a simulated cluster, in ms since 1970. It stands still until somebody moves it. */
export interface SimClock {
  now(): number;
  /** Moves to a later moment; an earlier one is ignored. */
  moveTo(ms: number): void;
}

/** The moment at which a cluster begins when nobody says otherwise: that of the drawn screens. */
export const DRAWN_AT_MS = Date.UTC(2026, 10, 22, 13, 32, 7);

/** @param startMs ms since 1970. */
export function createClock(startMs: number = DRAWN_AT_MS): SimClock {
  let current = startMs;
  return {
    now: () => current,
    moveTo: (ms) => {
      current = Math.max(current, ms);
    },
  };
}

/** `2026-11-22T13:32:07Z`: metav1.Time has whole seconds. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
