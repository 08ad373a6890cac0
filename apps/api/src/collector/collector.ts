import type { ResumePoint } from '@netkaart/kube';
import type { ClusterStatus, Cursor, Place } from '@netkaart/protocol';
import { emptyTopology, type Topology } from '@netkaart/topology';
import type { Clock } from '../clock.js';
import {
  nextEpoch,
  type ClusterEntry,
  type ClusterRepository,
  type StoredCluster,
} from '../database/cluster.repository.js';
import type { GapRepository } from '../database/gap.repository.js';
import type { LogRepository } from '../database/log.repository.js';
import { messageOf } from '../errors/app-error.js';
import type { Log } from '../log.js';
import { ClusterHealth } from './cluster-health.js';
import { picture, type Picture } from './cluster-status.js';
import { GapKeeper } from './gap-keeper.js';
import type { Committed } from './log-writer.js';
import { LogDamage, replay } from './replay.js';
import { Run, type OpenReader, type RunOptions } from './run.js';
import type { SequencerTiming } from './sequencer.js';

/** Where a collector tells what became durable. */
export interface CollectorListener {
  committed(slug: string, committed: Committed): void;
  /** The log began anew: whoever follows it must read the whole state. */
  reset(slug: string, cursor: Cursor): void;
}

export interface CollectorOptions {
  readonly entry: ClusterEntry;
  readonly openReader: OpenReader;
  readonly clusters: ClusterRepository;
  readonly gaps: GapRepository;
  readonly log: LogRepository;
  readonly clock: Clock;
  readonly logger: Log;
  readonly listener: CollectorListener;
  readonly timing?: Partial<SequencerTiming>;
  /** Silence after which a feed is stale; longer where the cluster is polled. */
  readonly silentMsMax?: number;
}

const TOUCH_MS = 30_000;
const PICTURE_MS = 1_000;
const RETRY_MS = 1_000;

type Start = RunOptions['start'];

/** Keeps the log of one cluster: recovers it, reads on from where it ended, and says how that goes. */
export class Collector {
  readonly #health: ClusterHealth;
  readonly #gaps: GapKeeper;
  readonly #stop = new AbortController();
  #cluster: StoredCluster;
  #run: Run;
  #transition: Promise<void> = Promise.resolve();
  #picture: { readonly value: Picture; readonly of: string; readonly nextAt: number } | null = null;
  #touchedAt = 0;

  private constructor(
    private readonly options: CollectorOptions,
    cluster: StoredCluster,
    start: Start,
  ) {
    this.#cluster = cluster;
    this.#health = new ClusterHealth(cluster.headSeq > 0, options.silentMsMax);
    this.#gaps = new GapKeeper({
      ...options,
      clusterId: cluster.id,
      epoch: cluster.epoch,
      lastProvenAt: cluster.provenAt,
    });
    this.#run = this.#newRun(start);
  }

  /** Recovers the cluster's log; reads nothing of the cluster yet. */
  static async open(options: CollectorOptions): Promise<Collector> {
    const cluster = await options.clusters.register(options.entry, options.clock.now());
    try {
      return new Collector(options, cluster, await recover(options.log, cluster));
    } catch (error) {
      if (!(error instanceof LogDamage)) throw error;
      options.logger.error(
        { cluster: cluster.slug, reason: error.message },
        'The log of a cluster is damaged; it begins anew, the old epoch stays as it is',
      );
      const epoch = nextEpoch(cluster.epoch, options.clock.now());
      await options.log.beginEpoch(cluster.id, epoch, cluster.kubeSystemUid);
      const anew = { ...cluster, epoch, headSeq: 0 };
      return new Collector(options, anew, emptyStart(epoch, await options.log.places(cluster.id)));
    }
  }

  get slug(): string {
    return this.#cluster.slug;
  }
  get storeId(): number {
    return this.#cluster.id;
  }
  /** The durable state at {@link Collector.cursor}: read, never keep. */
  get topology(): Topology {
    return this.#run.writer.topology;
  }
  get cursor(): Cursor {
    return this.#run.writer.cursor;
  }
  get places(): readonly Place[] {
    return this.#run.writer.places;
  }

  start(): void {
    this.#run.start();
  }

  /** Called a few times a second: gaps, freshness and places follow the time. */
  tick(now: number): void {
    this.#run.tick();
    const { phase, provenAt, detail } = this.#report(now);
    this.#gaps.observe({ live: phase === 'live', provenAt, detail, epoch: this.cursor.epoch }, now);
    if (provenAt !== null && now - this.#touchedAt >= TOUCH_MS) this.#touch(provenAt, now);
  }

  /** The cluster's status for people; its picture is at most a second old, more where drawing it is dear. */
  status(now: number): ClusterStatus {
    const { slug } = this.#cluster;
    const { name, demo } = this.options.entry;
    const report = this.#report(now);
    return {
      id: slug,
      name,
      demo,
      version: this.#cluster.version,
      cursor: this.cursor,
      ...report,
      ...this.#currentPicture(now),
    };
  }

  freshness(now: number): { readonly id: string; readonly provenAt: number | null; readonly cursor: Cursor } {
    return { id: this.slug, provenAt: this.#report(now).provenAt, cursor: this.cursor };
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#transition;
    const { provenAt } = this.#report(this.options.clock.now());
    await this.#run.stop();
    await this.#gaps.stop();
    if (provenAt !== null) await this.options.log.touchProven(this.storeId, provenAt).catch(() => undefined);
  }

  /** What the reader says, unless the store is what keeps the picture from being current. */
  #report(now: number): ReturnType<ClusterHealth['report']> {
    const report = this.#health.report(now);
    const { blocked } = this.#run.writer;
    if (blocked === null) return report;
    const detail = `The database takes no changes (${blocked.reason}). ${this.#run.waiting} wait; nothing newer is shown until it answers.`;
    return {
      ...report,
      phase: 'stale',
      detail,
      provenAt: report.provenAt === null ? null : Math.min(report.provenAt, blocked.since),
    };
  }

  #currentPicture(now: number): Picture {
    const of = `${this.cursor.epoch}:${this.cursor.seq}`;
    const known = this.#picture;
    if (known && (known.of === of || now < known.nextAt)) return known.value;
    const value = picture(this.topology);
    const costMs = this.options.clock.now() - now;
    this.#picture = { value, of, nextAt: now + Math.max(PICTURE_MS, 20 * costMs) };
    return value;
  }

  #touch(provenAt: number, now: number): void {
    this.#touchedAt = now;
    this.options.log.touchProven(this.storeId, provenAt).catch((error: unknown) => {
      this.options.logger.debug(
        { cluster: this.slug, reason: messageOf(error) },
        'The time of the last proof could not be stored',
      );
    });
  }

  #newRun(start: Start): Run {
    const { listener } = this.options;
    const run: Run = new Run({
      ...this.options,
      clusterId: this.storeId,
      health: this.#health,
      start,
      onCommitted: (committed) => listener.committed(this.slug, committed),
      onFenced: (error) => {
        this.options.logger.error(
          { cluster: this.slug, reason: error.message },
          'The log was changed by someone else; it begins anew',
        );
        this.#beginEpoch(run, this.#cluster.kubeSystemUid, error.found.epoch);
      },
      onIdentity: (identity) => this.#identify(run, identity),
    });
    return run;
  }

  async #identify(run: Run, { uid, version }: { readonly uid: string; readonly version: string }): Promise<boolean> {
    const known = this.#cluster.kubeSystemUid;
    if (known !== null && uid !== '' && known !== uid) {
      this.options.logger.warn(
        { cluster: this.slug },
        'Another cluster answers under this name (the UID of kube-system differs); its log begins anew',
      );
      this.#beginEpoch(run, uid, 0);
      return false;
    }
    if (known === uid && this.#cluster.version === version) return true;
    this.#cluster = { ...this.#cluster, kubeSystemUid: uid === '' ? known : uid, version };
    await this.#untilDone(() =>
      this.options.clusters.identify(this.storeId, { uid: this.#cluster.kubeSystemUid ?? '', version }),
    );
    return true;
  }

  /** Leaves `run` and reads everything again into a new epoch. One at a time, and only for the run of now. */
  #beginEpoch(run: Run, kubeSystemUid: string | null, foundEpoch: number): void {
    this.#transition = this.#transition.then(async () => {
      if (this.#run !== run || this.#stop.signal.aborted) return;
      const epoch = nextEpoch(Math.max(this.cursor.epoch, foundEpoch), this.options.clock.now());
      const { places } = run.writer;
      await run.abandon();
      await this.#untilDone(() => this.options.log.beginEpoch(this.storeId, epoch, kubeSystemUid));
      this.#cluster = { ...this.#cluster, kubeSystemUid, epoch, headSeq: 0, version: '' };
      this.#health.reset(false);
      this.#picture = null;
      this.#run = this.#newRun(emptyStart(epoch, places));
      this.options.listener.reset(this.slug, this.cursor);
      if (!this.#isStopping()) this.#run.start();
    });
  }

  #isStopping(): boolean {
    return this.#stop.signal.aborted;
  }

  async #untilDone(task: () => Promise<void>): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        return await task();
      } catch (error) {
        this.options.logger.warn(
          { cluster: this.slug, reason: messageOf(error) },
          'The database does not answer; trying again',
        );
        await this.options.clock.sleep(RETRY_MS, this.#stop.signal);
      }
    }
  }
}

function emptyStart(epoch: number, places: readonly Place[]): Start {
  return {
    topology: emptyTopology(),
    cursor: { epoch, seq: 0 },
    keyframeSeq: 0,
    keyframeAt: 0,
    places,
    resume: new Map(),
  };
}

async function recover(log: LogRepository, cluster: StoredCluster): Promise<Start> {
  const cursor = { epoch: cluster.epoch, seq: cluster.headSeq };
  const [state, points, places] = await Promise.all([
    replay(log, cluster.id, cursor),
    log.resumePoints(cluster.id),
    log.places(cluster.id),
  ]);
  const resume = new Map<string, ResumePoint>(points.map(({ resource, ...point }) => [resource, point]));
  return { ...state, cursor, places, resume };
}
