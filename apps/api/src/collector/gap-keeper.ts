import type { Clock } from '../clock.js';
import type { GapRepository } from '../database/gap.repository.js';
import { messageOf } from '../errors/app-error.js';
import type { Log } from '../log.js';

export interface GapKeeperOptions {
  readonly clusterId: number;
  readonly gaps: GapRepository;
  readonly clock: Clock;
  readonly logger: Log;
  /** Time of the last proof of the run before this one, or null: from then on nobody watched. */
  readonly lastProvenAt: number | null;
  readonly epoch: number;
}

const RETRY_MS = 2_000;

type Wish =
  | { readonly open: true; readonly fromAt: number; readonly reason: string }
  | { readonly open: false; readonly toAt: number };

/** Notes in the store when a cluster could not be observed and why: one open gap at most, closed when it is live again. */
export class GapKeeper {
  readonly #stop = new AbortController();
  #openId: number | null = null;
  #wished: boolean;
  #work: Promise<void>;

  /** Begins with the time since the last run: it counts as a gap until the cluster is live. */
  constructor(private readonly options: GapKeeperOptions) {
    const { clusterId, gaps, lastProvenAt, epoch } = options;
    this.#wished = lastProvenAt !== null;
    this.#work = this.#retry(async () => {
      this.#openId = (await gaps.findOpen(clusterId))?.id ?? null;
    });
    if (lastProvenAt !== null)
      this.#enqueue({ open: true, fromAt: lastProvenAt, reason: 'Netkaart was not running.' }, epoch);
  }

  /** Tells whether the cluster is observed as it should be. `provenAt`, `now`: ms since 1970. */
  observe(
    state: {
      readonly live: boolean;
      readonly provenAt: number | null;
      readonly detail: string;
      readonly epoch: number;
    },
    now: number,
  ): void {
    if (state.live && this.#wished) this.#enqueue({ open: false, toAt: now }, state.epoch);
    if (!state.live && !this.#wished && state.provenAt !== null) {
      this.#enqueue({ open: true, fromAt: state.provenAt, reason: state.detail }, state.epoch);
    }
  }

  /** Resolves when all that was told is stored, or given up. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#work;
  }

  #enqueue(wish: Wish, epoch: number): void {
    this.#wished = wish.open;
    this.#work = this.#work.then(() => this.#retry(() => this.#fulfil(wish, epoch)));
  }

  async #fulfil(wish: Wish, epoch: number): Promise<void> {
    const { gaps, clusterId } = this.options;
    if (wish.open) this.#openId ??= await gaps.open(clusterId, epoch, wish.fromAt, wish.reason);
    else if (this.#openId !== null) {
      await gaps.close(this.#openId, wish.toAt);
      this.#openId = null;
    }
  }

  async #retry(task: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await task();
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.options.logger.warn(
          { reason: messageOf(error) },
          'A gap of observation could not be stored; trying again',
        );
        await this.options.clock.sleep(RETRY_MS, this.#stop.signal);
      }
    }
  }
}
