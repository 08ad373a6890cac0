import type { Clock } from '../clock.js';

/** Lets sleepers be woken before their time. */
export class Wake {
  readonly #sleepers = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  /** Resolves after `ms`, when woken, or when the signal aborts. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const controller = new AbortController();
    const wake = () => controller.abort();
    signal.addEventListener('abort', wake, { once: true });
    this.#sleepers.add(wake);
    await this.clock.sleep(ms, controller.signal);
    this.#sleepers.delete(wake);
    signal.removeEventListener('abort', wake);
  }

  now(): void {
    for (const wake of [...this.#sleepers]) wake();
  }
}
