import type { ClusterStatus, Cursor, Place } from '@netkaart/protocol';
import type { Clock } from '../clock.js';
import type { ClusterEntry } from '../database/cluster.repository.js';
import type { LogRow } from '../database/sql/read-changes.js';
import { AppError } from '../errors/app-error.js';
import { Collector, type CollectorOptions } from './collector.js';
import type { OpenReader } from './run.js';

/** A cluster to keep, and how it is read. */
export interface FleetMember {
  readonly entry: ClusterEntry;
  readonly openReader: OpenReader;
  readonly silentMsMax?: number;
}

export type FleetOptions = Omit<CollectorOptions, 'entry' | 'openReader' | 'silentMsMax'>;

const TICK_MS = 250;

/** All clusters of this process, in the order of their names. One's trouble is none of the others'. */
export class Fleet {
  readonly #collectors: ReadonlyMap<string, Collector>;
  #timer: NodeJS.Timeout | null = null;

  private constructor(
    private readonly options: FleetOptions,
    collectors: readonly Collector[],
  ) {
    this.#collectors = new Map(collectors.map((collector) => [collector.slug, collector]));
  }

  /** Recovers the logs of all members; reads nothing of the clusters yet. */
  static async open(options: FleetOptions, members: readonly FleetMember[]): Promise<Fleet> {
    const ordered = [...members].sort((a, b) => (a.entry.name < b.entry.name ? -1 : 1));
    const collectors = await Promise.all(ordered.map((member) => Collector.open({ ...options, ...member })));
    return new Fleet(options, collectors);
  }

  get slugs(): readonly string[] {
    return [...this.#collectors.keys()];
  }

  start(): void {
    for (const collector of this.#collectors.values()) collector.start();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await Promise.all([...this.#collectors.values()].map((collector) => collector.stop()));
  }

  /** Throws an AppError for people when there is no such cluster. */
  collector(slug: string): Collector {
    const collector = this.#collectors.get(slug);
    if (!collector) throw new AppError('not_found', `There is no cluster "${slug}". GET /api/clusters lists all.`);
    return collector;
  }

  cursor(slug: string): Cursor {
    return this.collector(slug).cursor;
  }

  places(slug: string): readonly Place[] {
    return this.collector(slug).places;
  }

  statuses(): ClusterStatus[] {
    const now = this.#clock.now();
    return [...this.#collectors.values()].map((collector) => collector.status(now));
  }

  freshness(): { readonly id: string; readonly provenAt: number | null; readonly cursor: Cursor }[] {
    const now = this.#clock.now();
    return [...this.#collectors.values()].map((collector) => collector.freshness(now));
  }

  async readLog(slug: string, epoch: number, after: number, to: number): Promise<LogRow[]> {
    return this.options.log.changesBetween(this.collector(slug).storeId, epoch, after, to, to - after);
  }

  get #clock(): Clock {
    return this.options.clock;
  }

  #tick(): void {
    const now = this.#clock.now();
    for (const collector of this.#collectors.values()) collector.tick(now);
  }
}

/** Ids for URLs out of names: lower case, `a-z 0-9 -`, made unique by `-2`, `-3`… in the order given. */
export function slugsOf(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain =
      name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 200) || 'cluster';
    let slug = plain;
    for (let copy = 2; taken.has(slug); copy += 1) slug = `${plain}-${copy}`;
    taken.add(slug);
    return slug;
  });
}
