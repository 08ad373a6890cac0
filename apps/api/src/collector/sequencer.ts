import type { NetRecord } from '@netkaart/topology';
import type { Clock } from '../clock.js';
import type { StoredChange } from '../database/sql/insert-changes.js';
import type { StoredResumePoint } from '../database/sql/save-resume-points.js';

/** One change on its way to the log. `record`: the object after it, null for a delete. */
export interface Entry extends StoredChange {
  readonly record: NetRecord | null;
  /** Whether the change made something go wrong that was well before. */
  readonly problem: boolean;
}

/** What is committed together: changes in their order, and the resume points that they and all before them cover. */
export interface Batch {
  readonly entries: readonly Entry[];
  readonly resumePoints: readonly StoredResumePoint[];
}

export interface SequencerOptions {
  /**
   * Makes a batch durable; resolves when it is, however long that takes. Rejecting means that there is no going on: the
   * sequencer stops. Never called while an earlier call runs.
   */
  readonly commit: (batch: Batch) => Promise<void>;
  readonly clock: Clock;
  readonly timing?: Partial<SequencerTiming>;
}

export interface SequencerTiming {
  /** A change that comes after a quiet time waits this long for company. */
  readonly firstMs: number;
  /** No change waits longer than this for its commit to begin, unless the database is slow. */
  readonly delayMsMax: number;
  readonly changesMax: number;
  /** With more changes waiting, {@link Sequencer.room} holds the reader back. */
  readonly queuedMax: number;
  /** Resume points that cover no change are written this seldom. */
  readonly resumeMs: number;
}

const TIMING: SequencerTiming = {
  firstMs: 25,
  delayMsMax: 250,
  changesMax: 2_000,
  queuedMax: 50_000,
  resumeMs: 10_000,
};

type Item = { readonly entry: Entry } | { readonly point: StoredResumePoint };

/** The one queue between a cluster's reader and the log: many deliver, one writes, in order. */
export class Sequencer {
  readonly #timing: SequencerTiming;
  readonly #stop = new AbortController();
  #queue: Item[] = [];
  #waiting = 0;
  #oldestAt = 0;
  #committedAt = Number.NEGATIVE_INFINITY;
  #wake = new AbortController();
  #running: Promise<void> | null = null;
  #hurry = false;
  #touched = false;
  #rooms: (() => void)[] = [];

  constructor(private readonly options: SequencerOptions) {
    this.#timing = { ...TIMING, ...options.timing };
  }

  /** Changes that are not durable yet, those of a running commit left out. */
  get waiting(): number {
    return this.#waiting;
  }

  add(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    const before = this.#waiting;
    if (before === 0) this.#oldestAt = this.options.clock.now();
    for (const entry of entries) this.#queue.push({ entry });
    this.#waiting += entries.length;
    this.#start();
    if (before === 0 || this.#waiting >= this.#timing.changesMax) this.#wake.abort();
  }

  /** Notes that everything added so far is covered by the point. */
  advance(point: StoredResumePoint): void {
    this.#queue.push({ point });
    this.#start();
  }

  /** Asks for a commit now, even of nothing: its maker has something of its own to store. */
  touch(): void {
    this.#touched = true;
    this.#start();
    this.#wake.abort();
  }

  /** Resolves when the reader may go on: at once, or after the queue has shrunk to half of its bound. */
  async room(): Promise<void> {
    if (this.#waiting <= this.#timing.queuedMax || this.#stop.signal.aborted) return;
    await new Promise<void>((resolve) => this.#rooms.push(resolve));
  }

  /** Commits all that is queued, without waiting for company. */
  async flush(): Promise<void> {
    this.#hurry = true;
    this.#wake.abort();
    while (this.#running !== null) await this.#running;
    this.#hurry = false;
  }

  /** Drops what is queued and lets go of everybody who waits. The running commit goes on. */
  stop(): void {
    this.#queue = [];
    this.#waiting = 0;
    this.#stop.abort();
    this.#wake.abort();
    this.#release();
  }

  #start(): void {
    if (this.#stop.signal.aborted) return;
    this.#running ??= this.#run()
      .catch(() => this.stop())
      .finally(() => (this.#running = null));
  }

  async #run(): Promise<void> {
    while ((this.#queue.length > 0 || this.#touched) && !this.#stop.signal.aborted) {
      await this.#untilDue();
      this.#touched = false;
      const batch = this.#take();
      await this.options.commit(batch);
      this.#committedAt = this.options.clock.now();
      this.#release();
    }
  }

  async #untilDue(): Promise<void> {
    for (;;) {
      const wait = this.#dueAt() - this.options.clock.now();
      if (wait <= 0 || this.#stop.signal.aborted) return;
      this.#wake = new AbortController();
      await this.options.clock.sleep(wait, this.#wake.signal);
    }
  }

  #dueAt(): number {
    const { firstMs, delayMsMax, changesMax, resumeMs } = this.#timing;
    if (this.#hurry || this.#touched || this.#waiting >= changesMax) return 0;
    if (this.#waiting === 0) return this.#committedAt + resumeMs;
    const company = Math.max(this.#oldestAt + firstMs, this.#committedAt + delayMsMax);
    return Math.min(company, this.#oldestAt + delayMsMax);
  }

  /** The front of the queue: up to `changesMax` changes, and every resume point before the next one. */
  #take(): Batch {
    const entries: Entry[] = [];
    const points = new Map<string, StoredResumePoint>();
    let taken = 0;
    for (const item of this.#queue) {
      if ('point' in item) points.set(item.point.resource, item.point);
      else if (entries.length < this.#timing.changesMax) entries.push(item.entry);
      else break;
      taken += 1;
    }
    this.#queue = this.#queue.slice(taken);
    this.#waiting -= entries.length;
    this.#oldestAt = this.options.clock.now();
    return { entries, resumePoints: [...points.values()] };
  }

  #release(): void {
    if (this.#waiting > this.#timing.queuedMax / 2 && !this.#stop.signal.aborted) return;
    for (const resolve of this.#rooms.splice(0)) resolve();
  }
}
