import type { Quarantine, Resource, ResourceState } from '@netkaart/kube';
import type { ClusterPhase, KindState } from '@netkaart/protocol';
import { KINDS, type Kind } from '@netkaart/topology';

/** How long a feed may be silent before it counts as stale: bookmarks come about every minute. */
const SILENT_MS_MAX = 90_000;

interface Feed {
  readonly kind: Kind;
  state: ResourceState;
  provenAt: number | null;
  /** It was read completely once, or can't be read. */
  settled: boolean;
  quarantined: Map<string, Quarantine>;
}

interface Connection {
  readonly reachable: boolean;
  readonly detail: string;
  readonly retryAt: number | null;
}

/** What is known about the reading of one cluster at a moment. `provenAt`: ms since 1970 of the last proof of freshness. */
export interface HealthReport {
  readonly phase: ClusterPhase;
  readonly detail: string;
  readonly retryAt: number | null;
  readonly provenAt: number | null;
  readonly kinds: KindState[];
}

/** Gathers what the reader says about itself and draws the conclusion. Has no clock: each question brings its moment. */
export class ClusterHealth {
  readonly #feeds = new Map<string, Feed>();
  #connection: Connection | null = null;
  #wasLive: boolean;

  /** `known`: the log already holds a state, so that the cluster is stale rather than new until it is live. */
  constructor(
    known: boolean,
    private readonly silentMsMax: number = SILENT_MS_MAX,
  ) {
    this.#wasLive = known;
  }

  state(resource: Resource, state: ResourceState): void {
    const feed = this.#feed(resource);
    feed.state = state;
    feed.settled ||= SETTLED.has(state.phase);
  }

  proven(resource: Resource, at: number): void {
    const feed = this.#feed(resource);
    feed.provenAt = Math.max(feed.provenAt ?? 0, at);
  }

  quarantine(resource: Resource, problem: Quarantine): void {
    this.#feed(resource).quarantined.set(
      problem.uid === '' ? `${problem.namespace}/${problem.name}` : problem.uid,
      problem,
    );
  }

  connection(state: Connection): void {
    this.#connection = state;
  }

  /** Forgets everything about the feeds: another reader begins, of another cluster when `known` is false. */
  reset(known: boolean): void {
    this.#feeds.clear();
    this.#connection = null;
    this.#wasLive = known;
  }

  /** Whether every kind of these was read completely once, or can't be read. */
  settled(kinds: readonly Kind[]): boolean {
    const feeds = [...this.#feeds.values()].filter(({ kind }) => kinds.includes(kind));
    return feeds.length > 0 && feeds.every((feed) => feed.settled);
  }

  get quarantined(): number {
    return [...this.#feeds.values()].reduce((sum, feed) => sum + feed.quarantined.size, 0);
  }

  report(now: number): HealthReport {
    const phase = this.#phase(now);
    if (phase === 'live') this.#wasLive = true;
    return {
      phase,
      detail: phase === 'live' ? '' : this.#detail(phase, now),
      retryAt: phase === 'live' ? null : this.#retryAt(),
      provenAt: this.#provenAt(phase),
      kinds: this.#kinds(),
    };
  }

  #phase(now: number): ClusterPhase {
    if (this.#connection === null) return this.#wasLive ? 'stale' : 'connecting';
    const readable = this.#readable();
    if (!this.#connection.reachable || (this.#feeds.size > 0 && readable.length === 0))
      return this.#wasLive ? 'stale' : 'failed';
    if (readable.length > 0 && readable.every((feed) => this.#isFresh(feed, now))) return 'live';
    return this.#wasLive ? 'stale' : 'syncing';
  }

  #isFresh(feed: Feed, now: number): boolean {
    const current = feed.state.phase === 'live' || feed.state.phase === 'polling';
    return current && feed.provenAt !== null && now - feed.provenAt <= this.silentMsMax;
  }

  /** The newest proof while all feeds are fresh; the oldest when one is not, because the picture is as old as that. */
  #provenAt(phase: ClusterPhase): number | null {
    const proofs = this.#readable().map((feed) => feed.provenAt);
    const known = proofs.filter((at) => at !== null);
    if (known.length === 0) return null;
    return phase === 'live' ? Math.max(...known) : Math.min(...known);
  }

  #detail(phase: ClusterPhase, now: number): string {
    const connection = this.#connection;
    if (connection === null) return 'Waiting for the first answer of the API server.';
    if (!connection.reachable) return connection.detail;
    const readable = this.#readable();
    if (readable.length === 0)
      return [...this.#feeds.values()].map(({ state }) => state.detail).find((text) => text !== '') ?? '';
    const behind = readable.filter((feed) => !this.#isFresh(feed, now));
    const said = behind.map(({ state }) => state.detail).find((text) => text !== '');
    if (said !== undefined) return said;
    const names = [...new Set(behind.map(({ kind }) => kind))].join(', ');
    return phase === 'syncing' ? `Reading ${names}.` : `Nothing heard lately of ${names}.`;
  }

  #retryAt(): number | null {
    const times = [this.#connection?.retryAt ?? null, ...this.#readable().map(({ state }) => state.retryAt)];
    const known = times.filter((at) => at !== null);
    return known.length === 0 ? null : Math.min(...known);
  }

  #readable(): Feed[] {
    return [...this.#feeds.values()].filter(({ state }) => state.phase !== 'denied' && state.phase !== 'absent');
  }

  #kinds(): KindState[] {
    return KINDS.flatMap((kind) => {
      const feeds = [...this.#feeds.values()].filter((feed) => feed.kind === kind);
      return feeds.length === 0 ? [] : [mergeFeeds(kind, feeds)];
    });
  }

  #feed(resource: Resource): Feed {
    const known = this.#feeds.get(resource.id);
    if (known) return known;
    const feed: Feed = { kind: resource.kind, state: WAITING, provenAt: null, settled: false, quarantined: new Map() };
    this.#feeds.set(resource.id, feed);
    return feed;
  }
}

const SETTLED: ReadonlySet<ResourceState['phase']> = new Set(['live', 'polling', 'denied', 'absent']);
const WAITING: ResourceState = { phase: 'waiting', read: 0, total: null, detail: '', retryAt: null };

/** Worst first; a resource that the cluster does not have says nothing about the kind's others. */
const WORST_FIRST: readonly ResourceState['phase'][] = [
  'stale',
  'denied',
  'listing',
  'waiting',
  'polling',
  'live',
  'absent',
];

function mergeFeeds(kind: Kind, feeds: readonly Feed[]): KindState {
  const [worst = WAITING] = feeds
    .map(({ state }) => state)
    .sort((a, b) => WORST_FIRST.indexOf(a.phase) - WORST_FIRST.indexOf(b.phase));
  const totals = feeds.map(({ state }) => state.total).filter((total) => total !== null);
  const left = feeds.flatMap(({ quarantined }) => [...quarantined.values()]);
  return {
    kind,
    phase: worst.phase,
    read: feeds.reduce((sum, { state }) => sum + state.read, 0),
    total: totals.length === 0 ? null : totals.reduce((a, b) => a + b, 0),
    detail: [worst.detail, quarantineText(left)].filter((text) => text !== '').join(' '),
    retryAt: worst.retryAt,
  };
}

function quarantineText(left: readonly Quarantine[]): string {
  const [first] = left;
  if (first === undefined) return '';
  const name = first.namespace === '' ? first.name : `${first.namespace}/${first.name}`;
  return `${left.length} left out or shortened; the first is ${name}, ${first.field}: ${first.message}`;
}
