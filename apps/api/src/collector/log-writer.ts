import type { Cursor, Place } from '@netkaart/protocol';
import { emptyTopology, KINDS, type Kind, type NetRecord, type Topology } from '@netkaart/topology';
import type { Clock } from '../clock.js';
import { FenceError, type Commit, type LogRepository } from '../database/log.repository.js';
import { messageOf } from '../errors/app-error.js';
import type { Log } from '../log.js';
import { minutesOf } from './activity.js';
import { countRecords, makeKeyframe } from './replay.js';
import type { Batch, Entry } from './sequencer.js';

/** What a commit added, told after it is durable. */
export interface Committed {
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Entry[];
  readonly places: readonly Place[];
}

export interface LogWriterOptions {
  readonly clusterId: number;
  readonly log: LogRepository;
  readonly clock: Clock;
  readonly logger: Log;
  readonly start: {
    readonly topology: Topology;
    readonly cursor: Cursor;
    readonly keyframeSeq: number;
    readonly keyframeAt: number;
  };
  readonly places: readonly Place[];
  /** Places that the newest topology needs and that are not among the known. */
  readonly placesNeeded: (known: readonly Place[]) => readonly Place[];
  /** Whether enough is known for the first places: they are given once, in the order of the addresses. */
  readonly placesReady: () => boolean;
  /** Called after each commit with changes or places, in order, before the next begins. */
  readonly onCommitted: (committed: Committed) => void;
  readonly onFenced: (error: FenceError) => void;
}

const KEYFRAME_CHANGES = 10_000;
const KEYFRAME_MS = 15 * 60_000;
const RETRY_MS_MAX = 5_000;

/** Kinds that decide which districts there are. */
const DISTRICT_KINDS: ReadonlySet<Kind> = new Set(['Node', 'Pod', 'AddressBlock', 'IPPool', 'ServiceCIDR', 'Service']);

/**
 * The only writer of one cluster's log, and the owner of the state that is durable. A batch is retried, unchanged, until
 * the database has it; only then the state and the cursor move and anybody hears of it.
 */
export class LogWriter {
  readonly #stop = new AbortController();
  readonly #durable: Topology;
  #cursor: Cursor;
  #places: readonly Place[];
  #placesDirty = true;
  #placesDueAt = 0;
  #keyframeSeq: number;
  #keyframeAt: number;
  #keyframe: Promise<void> | null = null;
  #blocked: { readonly since: number; readonly reason: string } | null = null;

  constructor(private readonly options: LogWriterOptions) {
    this.#durable = options.start.topology;
    this.#cursor = options.start.cursor;
    this.#keyframeSeq = options.start.keyframeSeq;
    this.#keyframeAt = options.start.keyframeAt === 0 ? options.clock.now() : options.start.keyframeAt;
    this.#places = options.places;
  }

  /** The state at {@link LogWriter.cursor}. Changes with it: read, never keep. */
  get topology(): Topology {
    return this.#durable;
  }
  get cursor(): Cursor {
    return this.#cursor;
  }
  get places(): readonly Place[] {
    return this.#places;
  }
  /** Since when (ms since 1970) and why nothing can be committed; null when all is well. */
  get blocked(): { readonly since: number; readonly reason: string } | null {
    return this.#blocked;
  }

  /** Whether a commit, even of nothing, would look for new places. */
  get placesDue(): boolean {
    return this.#placesDirty && this.options.clock.now() >= this.#placesDueAt && this.options.placesReady();
  }

  /** Makes a batch durable and then visible. Rejects only when stopped or fenced. */
  async commit(batch: Batch, provenAt: number): Promise<void> {
    const { clusterId } = this.options;
    const places = this.#newPlaces(batch);
    const commit: Commit = {
      clusterId,
      epoch: this.#cursor.epoch,
      from: this.#cursor.seq,
      changes: batch.entries,
      resumePoints: batch.resumePoints,
      activity: minutesOf(batch.entries),
      places,
      provenAt,
    };
    await this.#persist(commit);
    this.#publish(batch, places);
    this.#startKeyframe();
  }

  /** Stops retrying; resolves when nothing of it runs any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#keyframe;
  }

  async #persist(commit: Commit): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.options.log.commit(commit);
        this.#blocked = null;
        return;
      } catch (error) {
        if (error instanceof FenceError) this.options.onFenced(error);
        if (error instanceof FenceError || this.#stop.signal.aborted) throw error;
        await this.#backOff(attempt, error);
      }
    }
  }

  async #backOff(attempt: number, error: unknown): Promise<void> {
    const { clock, logger } = this.options;
    const reason = messageOf(error);
    if (this.#blocked?.reason !== reason)
      logger.warn({ reason }, 'Changes could not be stored; they wait and are tried again');
    this.#blocked = { since: this.#blocked?.since ?? clock.now(), reason };
    await clock.sleep(Math.min(RETRY_MS_MAX, 100 * 2 ** attempt), this.#stop.signal);
    if (this.#stop.signal.aborted) throw error;
  }

  /** Looked for when the batch may have brought a district; at large size less often, so that looking costs a tenth at most. */
  #newPlaces(batch: Batch): readonly Place[] {
    const { clock } = this.options;
    const startedAt = clock.now();
    this.#placesDirty ||= batch.entries.some(({ change }) => DISTRICT_KINDS.has(change.kind));
    if (!this.placesDue) return [];
    const places = this.options.placesNeeded(this.#places);
    this.#placesDirty = false;
    this.#placesDueAt = startedAt + 10 * (clock.now() - startedAt);
    return places;
  }

  #publish(batch: Batch, places: readonly Place[]): void {
    const { epoch, seq: from } = this.#cursor;
    const to = from + batch.entries.length;
    for (const entry of batch.entries) put(this.#durable, entry);
    this.#cursor = { epoch, seq: to };
    if (places.length > 0) this.#places = [...this.#places, ...places];
    if (to > from || places.length > 0) this.options.onCommitted({ epoch, from, to, entries: batch.entries, places });
  }

  #startKeyframe(): void {
    if (this.#keyframe !== null || !this.#isKeyframeDue()) return;
    this.#keyframe = this.#writeKeyframe().finally(() => (this.#keyframe = null));
  }

  /** At large size, rarer: writing the whole state must not cost more than writing the changes. */
  #isKeyframeDue(): boolean {
    const changes = this.#cursor.seq - this.#keyframeSeq;
    if (changes === 0) return false;
    const due = Math.max(KEYFRAME_CHANGES, countRecords(this.#durable));
    return changes >= due || this.options.clock.now() - this.#keyframeAt >= KEYFRAME_MS;
  }

  async #writeKeyframe(): Promise<void> {
    const { clusterId, clock, log, logger } = this.options;
    const cursor = this.#cursor;
    try {
      await log.saveKeyframe(clusterId, await makeKeyframe(this.#durable, cursor, clock.now()));
      this.#keyframeSeq = cursor.seq;
      this.#keyframeAt = clock.now();
    } catch (error) {
      logger.warn({ reason: messageOf(error) }, 'A keyframe could not be stored; the next commit tries again');
    }
  }
}

/** Puts the very record that the reader holds in its place: both states share it. */
function put(topology: Topology, { change, record }: Entry): void {
  const records = topology.kinds[change.kind] as unknown as Map<string, NetRecord>;
  if (record === null) records.delete(change.uid);
  else records.set(change.uid, record);
}

/** A topology with indexes of its own that shares every record. */
export function shareTopology(topology: Topology): Topology {
  const shared = emptyTopology();
  for (const kind of KINDS) {
    const records = shared.kinds[kind] as Map<string, NetRecord>;
    for (const [uid, record] of topology.kinds[kind]) records.set(uid, record);
  }
  return shared;
}
