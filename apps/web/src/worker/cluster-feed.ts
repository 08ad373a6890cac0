import type { ClientMessage, Cursor, ServerMessage } from '@netkaart/protocol';
import { ApplyError, emptyTopology, unsafeApply, type Change, type Topology } from '@netkaart/topology';

type Batch = Pick<Extract<ServerMessage, { type: 'changes' }>, 'epoch' | 'from' | 'to' | 'merged' | 'changes'>;

/** A whole state as the server keeps it. */
export interface State {
  readonly topology: Topology;
  readonly cursor: Cursor;
}

export interface FeedPorts {
  readonly send: (message: ClientMessage) => void;
  /** GET state of the cluster, decoded. Rejects when it can't be had. */
  readonly load: (cluster: string) => Promise<State>;
  readonly after: (ms: number, run: () => void) => () => void;
}

export interface FeedListener {
  /** A whole new state: everything known before is void. */
  loaded(topology: Topology, cursor: Cursor): void;
  /** The same topology object, changed in place. */
  changed(topology: Topology, cursor: Cursor, changes: readonly Change[]): void;
  waiting(count: number): void;
}

/** Data reach the map at most ten times a second. */
const APPLY_EVERY_MS = 100;
const LOAD_AGAIN_MS = 2000;
/** More than this waiting and it is cheaper to read the whole state. */
const WAITING_MAX = 200_000;

/**
 * One cluster's topology, kept equal to the server's: subscribes, loads on reset, applies changes in order from its
 * cursor, asks again from its cursor when one is missing. While paused it collects and counts.
 */
export class ClusterFeed {
  #cluster = '';
  #topology: Topology = emptyTopology();
  #cursor: Cursor | null = null;
  #queue: Batch[] = [];
  #queued = 0;
  #paused = false;
  #loading = 0;
  #cancelApply: (() => void) | null = null;
  #cancelLoad: (() => void) | null = null;

  constructor(
    private readonly ports: FeedPorts,
    private readonly listener: FeedListener,
  ) {}

  get cursor(): Cursor | null {
    return this.#cursor;
  }

  /** Nothing on its way: no load, no change that waits for its turn. */
  get settled(): boolean {
    return this.#loading === 0 && this.#cursor !== null && (this.#paused || this.#queue.length === 0);
  }

  /** Leaves the old cluster, if any, and subscribes to another ('' = none). */
  open(cluster: string): void {
    if (cluster === this.#cluster) return;
    if (this.#cluster !== '') this.ports.send({ type: 'unsubscribe', cluster: this.#cluster });
    this.#cluster = cluster;
    this.#forget();
    this.subscribe();
  }

  /** After each hello: go on from the cursor. */
  subscribe(): void {
    if (this.#cluster !== '') this.ports.send({ type: 'subscribe', cluster: this.#cluster, since: this.#cursor });
  }

  take(message: ServerMessage): void {
    if (message.type === 'reset' && message.cluster === this.#cluster) void this.#load();
    if (message.type === 'changes' && message.cluster === this.#cluster) this.#enqueue(message);
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    if (!paused) this.#apply();
    this.listener.waiting(paused ? this.#queued : 0);
  }

  #forget(): void {
    this.#cancelApply?.();
    this.#cancelLoad?.();
    this.#cancelApply = this.#cancelLoad = null;
    this.#topology = emptyTopology();
    this.#cursor = null;
    this.#clearQueue();
  }

  #clearQueue(): void {
    this.#queue = [];
    this.#queued = 0;
  }

  async #load(): Promise<void> {
    const cluster = this.#cluster;
    this.#cursor = null;
    this.#clearQueue();
    this.#loading += 1;
    try {
      const state = await this.ports.load(cluster);
      if (cluster === this.#cluster) this.#loaded(state);
    } catch {
      if (cluster === this.#cluster) this.#cancelLoad = this.ports.after(LOAD_AGAIN_MS, () => this.subscribe());
    } finally {
      this.#loading -= 1;
    }
  }

  #loaded(state: State): void {
    this.#topology = state.topology;
    this.#cursor = state.cursor;
    this.listener.loaded(state.topology, state.cursor);
    this.#apply();
  }

  #enqueue(batch: Batch): void {
    this.#queue.push(batch);
    this.#queued += batch.changes.length;
    if (this.#queued > WAITING_MAX && this.#cursor) this.#startOver();
    else if (this.#paused) this.listener.waiting(this.#queued);
    else this.#cancelApply ??= this.ports.after(APPLY_EVERY_MS, () => this.#apply());
  }

  #apply(): void {
    this.#cancelApply?.();
    this.#cancelApply = null;
    if (!this.#cursor || this.#paused || this.#queue.length === 0) return;
    const batches = this.#queue;
    this.#clearQueue();
    const changes: Change[] = [];
    for (const batch of batches) if (!this.#applyBatch(batch, changes)) break;
    if (changes.length > 0) this.listener.changed(this.#topology, this.#cursor, changes);
  }

  /** False when the batch does not follow: the missing part was asked for. */
  #applyBatch(batch: Batch, applied: Change[]): boolean {
    const cursor = this.#cursor;
    if (!cursor || batch.epoch !== cursor.epoch) return this.#startOver();
    if (batch.to <= cursor.seq) return true;
    if (batch.from > cursor.seq) return this.#askFromCursor();
    if (batch.merged && batch.from < cursor.seq) return this.#startOver();
    const changes = batch.merged ? batch.changes : batch.changes.slice(cursor.seq - batch.from);
    try {
      unsafeApply(this.#topology, changes);
    } catch (error) {
      if (error instanceof ApplyError) return this.#startOver();
      throw error;
    }
    this.#cursor = { epoch: batch.epoch, seq: batch.to };
    for (const change of changes) applied.push(change);
    return true;
  }

  #askFromCursor(): false {
    this.subscribe();
    return false;
  }

  #startOver(): false {
    this.#cursor = null;
    this.#clearQueue();
    this.subscribe();
    return false;
  }
}
