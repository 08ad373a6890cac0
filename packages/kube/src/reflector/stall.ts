import { isOver, type Clock } from '../clock.js';

const PARTS = 18;
const LIMIT_FOR_SLICE_MS = 90_000;

/**
 * Finds a stream dead on which nothing was heard for about `limit()` ms (asked anew each time; up to an eighteenth less).
 * Counts slices of sleep instead of reading the time, so that a clock that jumps neither kills a watch nor saves a dead
 * one.
 */
export class StallDetector {
  #idleMs = 0;

  constructor(
    private readonly clock: Clock,
    private readonly limit: () => number,
  ) {}

  heard(): void {
    this.#idleMs = 0;
  }

  /** Resolves with the ms of silence once they are too many, or with null when the signal aborts. */
  async run(signal: AbortSignal): Promise<number | null> {
    while (!isOver(signal)) {
      const slice = Math.ceil(Math.min(this.limit(), LIMIT_FOR_SLICE_MS) / PARTS);
      await this.clock.sleep(slice, signal);
      if (isOver(signal)) return null;
      this.#idleMs += slice;
      if (this.#idleMs >= this.limit()) return this.#idleMs;
    }
    return null;
  }
}
