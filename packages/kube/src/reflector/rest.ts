import { Backoff } from './backoff.js';
import type { Context } from './context.js';
import type { Mirror } from './mirror.js';
import type { Status } from './status.js';
import { Wake } from './wake.js';

/** How a reflector waits: what it says meanwhile, how long, and what wakes it. */
export class Rest {
  readonly #backoff: Backoff;
  readonly #wake: Wake;

  constructor(
    private readonly context: Context,
    private readonly status: Status,
    private readonly mirror: Pick<Mirror, 'lastGood' | 'memory'>,
  ) {
    this.#backoff = new Backoff(context.timing, context.random);
    this.#wake = new Wake(context.clock);
  }

  wake(): void {
    this.#wake.now();
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return this.#wake.sleep(ms, signal);
  }

  /** After a failure that may pass: longer each time. */
  later(detail: string, signal: AbortSignal): Promise<void> {
    return this.wait(detail, this.#backoff.next(this.context.clock.now()), signal);
  }

  /** As long as the server asks for, within bounds; as `later` when it doesn't say. */
  asAsked(detail: string, askedMs: number | null, signal: AbortSignal): Promise<void> {
    if (askedMs === null) return this.later(detail, signal);
    const ms = Math.min(askedMs, this.context.timing.retryAfterMaxMs);
    const capped = ms < askedMs ? `; trying again after ${seconds(ms)} s` : '';
    const said = `${detail} The server asks to wait ${seconds(askedMs)} s${capped}.`;
    return ms === 0 ? this.later(said, signal) : this.wait(said, ms, signal);
  }

  async wait(detail: string, ms: number, signal: AbortSignal): Promise<void> {
    const retryAt = this.context.clock.now() + ms;
    const read = this.mirror.memory.size;
    const phase = read > 0 || this.mirror.lastGood > 0 ? 'stale' : 'waiting';
    this.status.set({ phase, read, total: null, detail, retryAt });
    await this.#wake.sleep(ms, signal);
  }

  /** For minutes, or, where `ms` is null, until it is woken. */
  async park(phase: 'denied' | 'absent', detail: string, ms: number | null, signal: AbortSignal): Promise<void> {
    const retryAt = ms === null ? null : this.context.clock.now() + ms;
    this.status.set({ phase, read: this.mirror.memory.size, total: null, detail, retryAt });
    await this.#wake.sleep(ms ?? LONGEST_MS, signal);
  }

  /** Some minutes. */
  get parkMs(): number {
    return Math.round(this.context.timing.parkMs * (1 + this.context.random() / 4));
  }
}

/** As long as a timer can be set for; whoever wakes up then goes to sleep again. */
const LONGEST_MS = 2 ** 31 - 1;

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
