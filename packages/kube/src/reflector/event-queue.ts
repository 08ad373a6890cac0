import type { NetRecord } from '@netkaart/topology';
import type { Quarantine } from '../sink.js';

/** What happened to one object: a newer state, its end, or both (it lived between two deliveries). */
export interface Entry {
  record: NetRecord | null;
  deleted: boolean;
  version: string;
  at: number;
}

/** Everything that came since the last delivery; entries in the order of each object's last event. */
export interface Batch {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly problems: readonly Quarantine[];
  /** The version up to which this batch goes. */
  readonly resourceVersion: string;
  readonly at: number;
}

/** Holds events between a socket that must be drained and a sink that may be slow: one entry per UID, at most `max`. */
export class EventQueue {
  #entries = new Map<string, Entry>();
  #problems: Quarantine[] = [];
  #position: { resourceVersion: string; at: number } | null = null;
  #closed = false;
  #error: Error | null = null;
  #notify: (() => void) | null = null;

  constructor(private readonly max: number) {}

  get isFull(): boolean {
    return this.#entries.size + this.#problems.length >= this.max;
  }

  upsert(record: NetRecord, version: string, at: number): void {
    this.#put(record.uid, { record, deleted: false, version, at });
  }

  /** An end that follows a state that was not delivered yet keeps both: a short life is a life. */
  remove(uid: string, version: string, at: number): void {
    const record = this.#entries.get(uid)?.record ?? null;
    this.#put(uid, { record, deleted: true, version, at });
  }

  problem(problem: Quarantine, version: string, at: number): void {
    this.#problems.push(problem);
    this.reach(version, at);
  }

  /** Nothing is missing up to this version. */
  reach(resourceVersion: string, at: number): void {
    this.#position = { resourceVersion, at };
    this.#wake();
  }

  /** No more will come; what is there is still handed out, then the error is thrown. */
  close(error: Error | null = null): void {
    this.#closed = true;
    this.#error = error;
    this.#wake();
  }

  /** All that has come, or null when closed and empty. Waits when there is nothing. One caller at a time. */
  async next(): Promise<Batch | null> {
    while (this.#position === null && !this.#closed) await new Promise<void>((resolve) => (this.#notify = resolve));
    if (this.#position !== null) return this.#take(this.#position);
    if (this.#error !== null) throw this.#error;
    return null;
  }

  #take(position: { resourceVersion: string; at: number }): Batch {
    const batch = { entries: this.#entries, problems: this.#problems, ...position };
    this.#entries = new Map();
    this.#problems = [];
    this.#position = null;
    return batch;
  }

  #put(uid: string, entry: Entry): void {
    this.#entries.delete(uid);
    this.#entries.set(uid, entry);
    this.reach(entry.version, entry.at);
  }

  #wake(): void {
    this.#notify?.();
    this.#notify = null;
  }
}
