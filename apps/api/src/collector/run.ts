import type { ClusterReader, ClusterSink, ResumePoint } from '@netkaart/kube';
import type { Cursor, Place } from '@netkaart/protocol';
import { placesNeeded } from '@netkaart/network';
import type { Kind, Topology } from '@netkaart/topology';
import type { Clock } from '../clock.js';
import type { FenceError, LogRepository } from '../database/log.repository.js';
import type { Log } from '../log.js';
import type { ClusterHealth } from './cluster-health.js';
import { LogWriter, shareTopology, type Committed } from './log-writer.js';
import { Observed } from './observe.js';
import { ReaderSink } from './reader-sink.js';
import { Sequencer, type SequencerTiming } from './sequencer.js';

/** Makes the reader that talks to a sink and goes on from the resume points. */
export type OpenReader = (sink: ClusterSink, resume: ReadonlyMap<string, ResumePoint>) => ClusterReader;

export interface RunOptions {
  readonly clusterId: number;
  readonly log: LogRepository;
  readonly clock: Clock;
  readonly logger: Log;
  readonly health: ClusterHealth;
  readonly openReader: OpenReader;
  readonly timing?: Partial<SequencerTiming>;
  readonly onCommitted: (committed: Committed) => void;
  readonly onFenced: (error: FenceError) => void;
  readonly onIdentity: (identity: { readonly uid: string; readonly version: string }) => Promise<boolean>;
  readonly start: {
    readonly topology: Topology;
    readonly cursor: Cursor;
    readonly keyframeSeq: number;
    readonly keyframeAt: number;
    readonly places: readonly Place[];
    readonly resume: ReadonlyMap<string, ResumePoint>;
  };
}

/** Kinds that must have been read before a cluster's first places are given. */
const PLACED_KINDS: readonly Kind[] = ['Node', 'Pod', 'IPPool', 'AddressBlock'];
const READER_STOP_MS_MAX = 1_000;
const FLUSH_MS_MAX = 1_000;

/** The reading of one cluster within one epoch: reader -> observed state -> sequencer -> log -> durable state. */
export class Run {
  readonly writer: LogWriter;
  readonly #observed: Observed;
  readonly #sequencer: Sequencer;
  readonly #sink: ReaderSink;
  readonly #reader: ClusterReader;

  constructor(private readonly options: RunOptions) {
    const { start, health } = options;
    this.#observed = new Observed(shareTopology(start.topology));
    this.writer = new LogWriter({
      ...options,
      places: start.places,
      placesNeeded: (known) => placesNeeded(this.#observed.topology, known),
      placesReady: () => start.places.length > 0 || health.settled(PLACED_KINDS),
    });
    this.#sequencer = new Sequencer({
      clock: options.clock,
      commit: (batch) => this.writer.commit(batch, health.report(options.clock.now()).provenAt ?? options.clock.now()),
      ...(options.timing ? { timing: options.timing } : {}),
    });
    this.#sink = new ReaderSink({
      observed: this.#observed,
      sequencer: this.#sequencer,
      health,
      onIdentity: options.onIdentity,
    });
    this.#reader = options.openReader(this.#sink, start.resume);
  }

  /** Changes that wait to be stored. */
  get waiting(): number {
    return this.#sequencer.waiting;
  }

  start(): void {
    this.#reader.start();
  }

  /** Has new places stored without waiting for the next change. */
  tick(): void {
    if (this.writer.placesDue) this.#sequencer.touch();
  }

  /** Ends in order: no more reading, what is queued is stored if the database answers, nothing runs afterwards. */
  async stop(): Promise<void> {
    const { clock } = this.options;
    await atMost(clock, READER_STOP_MS_MAX, this.#reader.stop());
    this.#sink.leave();
    if (this.writer.blocked === null) await atMost(clock, FLUSH_MS_MAX, this.#sequencer.flush());
    await this.#end();
  }

  /** Ends at once, without what is queued: it belongs to a log that is no longer ours. */
  async abandon(): Promise<void> {
    this.#sink.leave();
    void this.#reader.stop();
    await this.#end();
  }

  async #end(): Promise<void> {
    this.#sequencer.stop();
    const writing = this.#sequencer.flush();
    await this.writer.stop();
    await writing;
  }
}

async function atMost(clock: Clock, ms: number, task: Promise<void>): Promise<void> {
  const done = new AbortController();
  await Promise.race([task.finally(() => done.abort()), clock.sleep(ms, done.signal)]);
}
