import { isOver } from '../clock.js';
import type { KnownResource } from '../resources.js';
import type { Certainty, Resource, ResumePoint } from '../sink.js';
import { Backoff } from './backoff.js';
import type { Context } from './context.js';
import { deliverBatch } from './deliver.js';
import type { Batch } from './event-queue.js';
import { Failed, failureOf, type Failure } from './failure.js';
import { readList, type ListBatch, type Listed } from './list.js';
import { Memory } from './memory.js';
import { Status } from './status.js';
import { isStale } from './version.js';
import { Wake } from './wake.js';
import { readWatch } from './watch.js';

/** How a resource is followed. */
export interface Following {
  readonly mode: 'watch' | 'poll';
  readonly pollMs: number;
  readonly resume: ResumePoint | undefined;
}

/** A watch that keeps answering with server errors is given up for a list after this many. */
const SERVER_ERRORS_MAX = 3;
/** No two lists within this time because a version expired, without waiting in between. */
const RELIST_MS = 60_000;

/**
 * Mirrors one resource of one cluster into the sink: list, watch, and on every failure what `recover` says. It never
 * ends by itself. What is no longer readable (403, 404, unreachable) is kept: only the server's word, or a complete
 * list, makes an object go.
 */
export class Reflector {
  readonly #memory: Memory;
  readonly #status: Status;
  readonly #backoff: Backoff;
  readonly #wake: Wake;
  #version: string | null;
  /** ms since 1970 of the last moment at which nothing was missing; 0 = unknown. */
  #lastGood: number;
  #lastListAt = Number.NEGATIVE_INFINITY;
  #olderSince: number | null = null;
  #serverErrors = 0;
  #retriedCredentials = false;
  /** Until when a resource that may be listed but not watched is polled. */
  #pollUntil = 0;
  #pollDetail = '';
  /** What people should know although all is well. */
  #note = '';
  #isReset = false;
  #cycle: AbortController | null = null;

  constructor(
    private readonly context: Context,
    private readonly known: KnownResource,
    private readonly following: Following,
  ) {
    this.#version = known.core ? known.version : null;
    this.#memory = new Memory(following.mode === 'watch' ? (following.resume?.resourceVersion ?? null) : null);
    this.#lastGood = following.resume?.at ?? 0;
    this.#status = new Status(context.sink, () => this.resource);
    this.#backoff = new Backoff(context.timing, context.random);
    this.#wake = new Wake(context.clock);
  }

  get resource(): Resource {
    const { id, kind, group, plural, version } = this.known;
    return { id, kind, group, version: this.#version ?? version, plural };
  }

  /** What discovery found: the version that is served, or null when it is not (what runs then ends by itself). */
  serve(version: string | null): void {
    const isBack = this.#version === null && version !== null;
    this.#version = version;
    if (isBack) this.#wake.now();
  }

  /** Tries again at once when it waits because the server could not be reached. */
  retry(): void {
    if (this.#status.phase === 'waiting' || this.#status.phase === 'stale') this.#wake.now();
  }

  /** It is another cluster now: what runs is broken off, and nothing that was remembered holds. */
  reset(): void {
    this.#isReset = true;
    this.#cycle?.abort();
  }

  /** Runs until the signal aborts; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    for (const uid of this.context.sink.known(this.resource)) this.#memory.adopt(uid);
    while (!signal.aborted) await this.#runCycle(signal);
  }

  /** One step and what follows from its failure; ends early when the signal aborts or the cluster is another one. */
  async #runCycle(signal: AbortSignal): Promise<void> {
    const cycle = new AbortController();
    const stop = () => cycle.abort();
    signal.addEventListener('abort', stop, { once: true });
    this.#cycle = cycle;
    try {
      this.#applyReset();
      await this.#step(cycle.signal);
    } catch (error) {
      if (!isOver(cycle.signal)) await this.#recover(failureOf(error), cycle.signal);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #applyReset(): void {
    if (!this.#isReset) return;
    this.#isReset = false;
    this.#memory.reset();
    this.#lastGood = 0;
  }

  async #step(signal: AbortSignal): Promise<void> {
    if (this.#version === null)
      return this.#park('absent', `${this.known.id} is not served by this API server.`, null, signal);
    if (this.#polls()) return this.#poll(signal);
    if (this.#memory.position === null) await this.#list(signal);
    const position = this.#memory.position;
    if (position !== null) await this.#watch(position, signal);
  }

  #polls(): boolean {
    return this.following.mode === 'poll' || this.context.clock.now() < this.#pollUntil;
  }

  async #poll(signal: AbortSignal): Promise<void> {
    await this.#list(signal);
    this.context.sink.proven(this.resource, this.#lastGood);
    await this.#wake.sleep(this.following.pollMs, signal);
  }

  async #list(signal: AbortSignal): Promise<void> {
    const giveBack = await this.context.turns.take();
    try {
      if (signal.aborted) return;
      await this.context.verify();
      await this.#listNow(signal);
    } finally {
      giveBack();
    }
  }

  async #listNow(signal: AbortSignal): Promise<void> {
    const { context, resource } = this;
    const isPolling = this.#polls();
    if (!isPolling || this.#status.phase !== 'polling')
      this.#status.set({ phase: 'listing', read: 0, total: null, retryAt: null });
    this.#lastListAt = context.clock.now();
    const listed = await readList(
      context,
      resource,
      {
        begin: (version) => this.#begin(version),
        batch: (batch) => this.#takeListed(batch),
        progress: (progress) => this.#status.phase === 'listing' && this.#status.set(progress),
      },
      signal,
    );
    await this.#finish(resource, listed);
    this.#note = listed.hasUnknown ? UNKNOWN_NOTE : '';
    const pollDetail = this.following.mode === 'poll' ? this.#note : this.#pollDetail;
    const settled = { read: this.#memory.size, total: null, retryAt: null };
    if (isPolling) this.#status.set({ ...settled, phase: 'polling', detail: pollDetail });
    else this.#status.set({ ...settled, phase: 'live', detail: this.#note });
  }

  /** Refuses a snapshot that is older than what was seen, until that has lasted so long that it must be the truth. */
  #begin(resourceVersion: string): void {
    if (!this.#memory.isBehind(resourceVersion)) {
      this.#olderSince = null;
      return;
    }
    const now = this.context.clock.now();
    this.#olderSince ??= now;
    if (now - this.#olderSince >= this.context.timing.acceptOlderMs) {
      this.#olderSince = null;
      return this.#memory.reset();
    }
    throw new Failed({
      type: 'older',
      detail: `The API server answered with an older state (${resourceVersion}) of ${this.known.id} than the one seen before; was it restored from a backup? The newer state is kept.`,
    });
  }

  async #takeListed({ items, problems }: ListBatch): Promise<void> {
    const { sink, clock } = this.context;
    for (const problem of problems) sink.quarantine(this.resource, problem);
    const news = items.filter(({ record, version }) => !isStale(version, this.#memory.versionOf(record.uid)));
    if (news.length > 0)
      await stored(
        sink.upsert(
          this.resource,
          news.map(({ record }) => record),
          clock.now(),
        ),
      );
    for (const { record, version } of news) this.#memory.keep(record.uid, version);
  }

  async #finish(resource: Resource, listed: Listed): Promise<void> {
    const { sink, clock } = this.context;
    const now = clock.now();
    const gone = listed.hasUnknown ? [] : [...sink.known(resource)].filter((uid) => !listed.uids.has(uid));
    const certainty: Certainty = { type: 'inferred', window: [Math.min(this.#lastGood, listed.at), listed.at] };
    if (gone.length > 0) await stored(sink.remove(resource, gone, now, certainty));
    for (const uid of gone) this.#memory.forget(uid);
    await stored(sink.advance(resource, { resourceVersion: listed.resourceVersion, at: listed.at }, now));
    this.#memory.reach(listed.resourceVersion);
    this.#succeeded(listed.at);
  }

  #succeeded(at: number): void {
    this.#lastGood = at;
    this.#serverErrors = 0;
    this.#retriedCredentials = false;
  }

  async #watch(position: string, signal: AbortSignal): Promise<void> {
    const { context, resource } = this;
    const startedAt = context.clock.now();
    const start = { resourceVersion: position, versionOf: (uid: string) => this.#memory.versionOf(uid) };
    const receiver = {
      opened: () => this.#opened(),
      batch: (batch: Batch) => this.#takeEvents(resource, batch),
    };
    const { events } = await readWatch(context, resource, start, receiver, signal);
    const lived = context.clock.now() - startedAt;
    if (lived >= context.timing.shortWatchMs || signal.aborted) return;
    if (events > 0) return this.#wake.sleep(context.timing.shortWatchMs - lived, signal);
    const detail = `watch ${resource.id}: the server ended it after ${lived} ms without an event.`;
    throw new Failed({ type: 'network', answered: true, detail });
  }

  #opened(): void {
    this.#status.set({ phase: 'live', read: this.#memory.size, total: null, detail: this.#note, retryAt: null });
  }

  async #takeEvents(resource: Resource, batch: Batch): Promise<void> {
    const { sink } = this.context;
    await stored(deliverBatch(sink, resource, batch));
    await stored(sink.advance(resource, { resourceVersion: batch.resourceVersion, at: batch.at }, batch.at));
    if (batch.entries.size === 0) sink.proven(resource, batch.at);
    for (const [uid, entry] of batch.entries) {
      if (entry.deleted) this.#memory.forget(uid);
      else this.#memory.keep(uid, entry.version);
    }
    this.#memory.reach(batch.resourceVersion);
    this.#succeeded(batch.at);
    this.#status.set({ read: this.#memory.size });
  }

  /** The table of what follows from each failure. */
  async #recover(failure: Failure, signal: AbortSignal): Promise<void> {
    switch (failure.type) {
      case 'expired':
        return this.#relist(failure.detail, signal);
      case 'unauthorized':
        return this.#reauthenticate(failure.detail, signal);
      case 'denied':
        return this.#denied(failure.verb, failure.detail, signal);
      case 'absent':
        return this.#park('absent', failure.detail, this.#parkMs(), signal);
      case 'throttled':
        return this.#throttled(failure.retryAfterMs, failure.detail, signal);
      case 'server':
        this.#serverErrors += 1;
        if (this.#serverErrors >= SERVER_ERRORS_MAX) this.#memory.expire();
        return this.#retryLater(failure.detail, signal);
      case 'older':
        this.context.transport.rotate();
        return this.#retryLater(failure.detail, signal);
      case 'stalled':
        return this.#wait(failure.detail, 0, signal);
      case 'network':
      case 'malformed':
      case 'store':
        return this.#retryLater(failure.detail, signal);
    }
  }

  async #relist(detail: string, signal: AbortSignal): Promise<void> {
    this.#memory.expire();
    if (this.context.clock.now() - this.#lastListAt < RELIST_MS) await this.#retryLater(detail, signal);
  }

  async #reauthenticate(detail: string, signal: AbortSignal): Promise<void> {
    if (this.#retriedCredentials) return this.#retryLater(detail, signal);
    this.#retriedCredentials = true;
    try {
      await this.context.transport.refresh();
    } catch (error) {
      await this.#retryLater(error instanceof Error ? error.message : detail, signal);
    }
  }

  /** What may be listed but not watched is polled, and the watch tried again later. */
  async #denied(verb: string, detail: string, signal: AbortSignal): Promise<void> {
    if (verb !== 'watch') return this.#park('denied', detail, this.#parkMs(), signal);
    this.#pollUntil = this.context.clock.now() + this.#parkMs();
    this.#pollDetail = `${detail} Listing every ${Math.round(this.following.pollMs / 1000)} s instead.`;
    this.#status.set({
      phase: 'polling',
      read: this.#memory.size,
      total: null,
      detail: this.#pollDetail,
      retryAt: null,
    });
    await this.#wake.sleep(this.following.pollMs, signal);
  }

  async #throttled(retryAfterMs: number | null, detail: string, signal: AbortSignal): Promise<void> {
    if (retryAfterMs === null) return this.#retryLater(detail, signal);
    const { retryAfterMaxMs } = this.context.timing;
    const asked = Math.round(retryAfterMs / 1000);
    const waits = Math.min(retryAfterMs, retryAfterMaxMs);
    const capped = waits < retryAfterMs ? `; trying again after ${Math.round(waits / 1000)} s` : '';
    const own = this.#backoff.next(this.context.clock.now());
    await this.#wait(
      `${detail} The server asks to wait ${asked} s${capped}.`,
      Math.max(waits, retryAfterMs === 0 ? own : 0),
      signal,
    );
  }

  #retryLater(detail: string, signal: AbortSignal): Promise<void> {
    return this.#wait(detail, this.#backoff.next(this.context.clock.now()), signal);
  }

  async #wait(detail: string, ms: number, signal: AbortSignal): Promise<void> {
    const phase = this.#lastGood > 0 || this.#memory.size > 0 ? 'stale' : 'waiting';
    this.#status.set({ phase, total: null, detail, retryAt: this.context.clock.now() + ms });
    await this.#wake.sleep(ms, signal);
  }

  async #park(phase: 'denied' | 'absent', detail: string, ms: number | null, signal: AbortSignal): Promise<void> {
    const retryAt = ms === null ? null : this.context.clock.now() + ms;
    this.#status.set({ phase, read: this.#memory.size, total: null, detail, retryAt });
    await this.#wake.sleep(ms ?? FOREVER_MS, signal);
  }

  #parkMs(): number {
    return Math.round(this.context.timing.parkMs * (1 + this.context.random() / 4));
  }
}

const UNKNOWN_NOTE =
  'An object could not be read at all: until the next list, deletions are taken from the watch only.';
/** As long as a timer can be set for; whoever wakes up goes to sleep again. */
const FOREVER_MS = 2 ** 31 - 1;

async function stored(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const detail = `The change could not be stored: ${error instanceof Error ? error.message : String(error)}`;
    throw new Failed({ type: 'store', detail });
  }
}
