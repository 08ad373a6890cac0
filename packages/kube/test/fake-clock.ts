import type { Clock } from '../src/index.js';

/** A clock that stands still until told; whatever became due runs in order. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 31, 12);
  #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = () => {
        this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.wake !== wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#sleepers.push({ at: this.#now + ms, wake });
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  /** How many are asleep. */
  get asleep(): number {
    return this.#sleepers.length;
  }

  /** Lets everything happen that doesn't wait for time. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets time pass, and everything happen that becomes due. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await this.settle();
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await this.settle();
    }
    this.#now = until;
    await this.settle();
  }

  /** The time is set: nobody has slept meanwhile. */
  jump(ms: number): void {
    this.#now += ms;
    this.#sleepers = this.#sleepers.map(({ at, wake }) => ({ at: at + ms, wake }));
  }

  #next(until: number) {
    return this.#sleepers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }
}
