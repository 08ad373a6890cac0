import type { ClusterStatus, Cursor, Place, ServerMessage } from '@netkaart/protocol';
import type { Clock } from '../clock.js';
import type { CollectorListener } from '../collector/collector.js';
import type { Committed } from '../collector/log-writer.js';
import type { LogRow } from '../database/sql/read-changes.js';
import { Ring } from './ring.js';
import { Session, type SessionHost } from './session.js';
import type { LiveSocket } from './socket.js';

/** What the hub asks of the fleet of clusters. */
export interface LiveSource {
  readonly slugs: readonly string[];
  cursor(slug: string): Cursor;
  places(slug: string): readonly Place[];
  statuses(): readonly ClusterStatus[];
  freshness(): readonly { readonly id: string; readonly provenAt: number | null; readonly cursor: Cursor }[];
  /** The log of (after, to], oldest first. */
  readLog(slug: string, epoch: number, after: number, to: number): Promise<LogRow[]>;
}

export interface LiveHubOptions {
  readonly build: string;
  readonly clock: Clock;
  /** Bytes of recent changes kept per cluster. */
  readonly ringBytesMax?: number;
}

/** How often the age of every cluster is told. */
const FRESHNESS_MS = 2_000;
const TICK_MS = 1_000;
const RING_BYTES = 8 * 1024 * 1024;

/** Everybody who follows, whatever carries the messages. Tells only what is durable. */
export class LiveHub implements CollectorListener {
  readonly #sessions = new Set<Session>();
  readonly #rings = new Map<string, Ring>();
  readonly #host: SessionHost;
  #source: LiveSource | null = null;
  #status: { readonly key: string; readonly text: string; readonly at: number } = { key: '', text: '', at: 0 };
  #freshAt = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: LiveHubOptions) {
    this.#host = {
      build: options.build,
      now: () => options.clock.now(),
      ring: (cluster) => this.#rings.get(cluster) ?? null,
      readLog: (cluster, epoch, after, to) => this.#source?.readLog(cluster, epoch, after, to) ?? Promise.resolve([]),
      statusText: () => this.#statusText(),
      placesText: (cluster) => text({ type: 'places', cluster, places: [...(this.#source?.places(cluster) ?? [])] }),
    };
  }

  get sessions(): number {
    return this.#sessions.size;
  }

  /** Begins to tell of the clusters of a source. */
  start(source: LiveSource): void {
    this.#source = source;
    for (const slug of source.slugs) this.#newRing(slug, source.cursor(slug));
    this.#timer = setInterval(() => this.tick(), TICK_MS);
    this.#timer.unref();
  }

  connect(socket: LiveSocket): Session {
    const session = new Session(socket, this.#host);
    this.#sessions.add(session);
    return session;
  }

  leave(session: Session): void {
    session.closed();
    this.#sessions.delete(session);
  }

  committed(slug: string, { from, to, entries, places }: Committed): void {
    if (places.length > 0) this.#publishPlaces(slug, places);
    const last = entries.at(-1);
    if (!last) return;
    this.#rings
      .get(slug)
      ?.push({ from, to, observedAt: last.observedAt, changes: entries.map(({ change }) => change) });
    for (const session of this.#sessions) session.pump();
  }

  reset(slug: string, cursor: Cursor): void {
    this.#newRing(slug, cursor);
    for (const session of this.#sessions) session.reset(slug);
  }

  /** Status, when it changed, and freshness; once a second by itself. */
  tick(): void {
    const now = this.options.clock.now();
    const { key } = this.#status;
    this.#refreshStatus();
    const changed = key !== this.#status.key;
    const freshnessDue = now - this.#freshAt >= FRESHNESS_MS;
    const freshness = freshnessDue ? this.#freshnessText(now) : '';
    for (const session of this.#sessions) {
      session.tick();
      if (session.isClosed) this.#sessions.delete(session);
      else if (changed) session.statusChanged();
      if (freshnessDue) session.offer(freshness);
    }
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    for (const session of this.#sessions) session.close();
    this.#sessions.clear();
  }

  #newRing(slug: string, cursor: Cursor): void {
    this.#rings.set(slug, new Ring(slug, cursor, this.options.ringBytesMax ?? RING_BYTES));
  }

  #publishPlaces(slug: string, places: readonly Place[]): void {
    const message = text({ type: 'places', cluster: slug, places: [...places] });
    for (const session of this.#sessions) session.places(slug, message);
  }

  #statusText(): string {
    if (this.options.clock.now() - this.#status.at >= TICK_MS) this.#refreshStatus();
    return this.#status.text;
  }

  /** Ages and cursors change all the time and are told by freshness: they make no new status. */
  #refreshStatus(): void {
    const now = this.options.clock.now();
    const clusters = [...(this.#source?.statuses() ?? [])];
    const key = JSON.stringify(clusters.map((cluster) => ({ ...cluster, provenAt: null, cursor: null })));
    this.#status = { key, text: text({ type: 'status', now, clusters }), at: now };
  }

  #freshnessText(now: number): string {
    this.#freshAt = now;
    return text({ type: 'freshness', now, clusters: [...(this.#source?.freshness() ?? [])] });
  }
}

function text(message: ServerMessage): string {
  return JSON.stringify(message);
}
