import type { Timing } from '../timing.js';

/** Waiting times after failures: doubling, with as much again at random, and short again after a healthy while. */
export class Backoff {
  #failures = 0;
  #healthySince = 0;

  constructor(
    private readonly timing: Pick<Timing, 'backoffMinMs' | 'backoffMaxMs' | 'backoffResetMs'>,
    private readonly random: () => number,
  ) {}

  /** ms to wait after a failure at `now`. */
  next(now: number): number {
    const { backoffMinMs, backoffMaxMs, backoffResetMs } = this.timing;
    if (now - this.#healthySince >= backoffResetMs) this.#failures = 0;
    const base = backoffMinMs * 2 ** Math.min(this.#failures, 20);
    const wait = Math.min(backoffMaxMs, Math.round(base * (1 + this.random())));
    this.#failures += 1;
    this.#healthySince = now + wait;
    return wait;
  }
}
