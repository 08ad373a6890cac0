import { isOver } from '../clock.js';
import type { KnownResource } from '../resources.js';
import type { Resource, ResumePoint } from '../sink.js';
import type { Context } from './context.js';
import type { Batch } from './event-queue.js';
import { Failed, failureOf, type Failure, type Verb } from './failure.js';
import { readList, type ListBatch, type ListProgress } from './list.js';
import { Mirror } from './mirror.js';
import { Rest } from './rest.js';
import { Status } from './status.js';
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

const UNKNOWN_NOTE =
  'An object could not be read at all: until the next list, deletions are taken from the watch only.';

/**
 * Follows one resource of one cluster: list, watch, and on every failure what `#recover` says. It never ends by itself.
 * What is no longer readable (403, 404, unreachable) is kept: only the server's word, or a complete list, makes an
 * object go.
 */
export class Reflector {
  readonly #mirror: Mirror;
  readonly #status: Status;
  readonly #rest: Rest;
  #version: string | null;
  #lastListAt = Number.NEGATIVE_INFINITY;
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
    const { mode, resume } = following;
    const position = mode === 'watch' ? (resume?.resourceVersion ?? null) : null;
    this.#version = known.core ? known.version : null;
    this.#mirror = new Mirror(context, { position, lastGood: resume?.at ?? 0 });
    this.#status = new Status(context.sink, () => this.resource);
    this.#rest = new Rest(context, this.#status, this.#mirror);
  }

  get resource(): Resource {
    const { id, kind, group, plural, version } = this.known;
    return { id, kind, group, version: this.#version ?? version, plural };
  }

  /** What discovery found: the version that is served, or null when it is not (what runs then ends by itself). */
  serve(version: string | null): void {
    this.#version = version;
    if (version !== null && this.#status.phase === 'absent') this.#rest.wake();
  }

  /** Tries again at once when it waits because the server could not be reached. */
  retry(): void {
    if (this.#status.phase === 'waiting' || this.#status.phase === 'stale') this.#rest.wake();
  }

  /** It is another cluster now: what runs is broken off, and nothing that was remembered holds. */
  reset(): void {
    this.#isReset = true;
    this.#cycle?.abort();
  }

  /** Runs until the signal aborts; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    this.#mirror.adopt(this.resource);
    while (!signal.aborted) await this.#runCycle(signal);
  }

  /** One step and what follows from its failure; ends early when the signal aborts or the cluster is another one. */
  async #runCycle(signal: AbortSignal): Promise<void> {
    const cycle = new AbortController();
    const stop = () => cycle.abort();
    signal.addEventListener('abort', stop, { once: true });
    this.#cycle = cycle;
    if (this.#isReset) this.#mirror.reset();
    this.#isReset = false;
    try {
      await this.#step(cycle.signal);
    } catch (error) {
      if (!isOver(cycle.signal)) await this.#recover(failureOf(error), cycle.signal);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async #step(signal: AbortSignal): Promise<void> {
    const { memory } = this.#mirror;
    if (this.#version === null) return this.#rest.park('absent', notServed(this.known.id), null, signal);
    if (this.#polls()) return this.#poll(signal);
    if (memory.position === null) await this.#list(signal);
    if (memory.position !== null && !signal.aborted) await this.#watch(memory.position, signal);
  }

  #polls(): boolean {
    return this.following.mode === 'poll' || this.context.clock.now() < this.#pollUntil;
  }

  async #poll(signal: AbortSignal): Promise<void> {
    await this.#list(signal);
    if (signal.aborted) return;
    this.context.sink.proven(this.resource, this.#mirror.lastGood);
    await this.#rest.sleep(this.following.pollMs, signal);
  }

  async #list(signal: AbortSignal): Promise<void> {
    const giveBack = await this.context.turns.take();
    try {
      if (signal.aborted) return;
      await this.context.verify();
      if (!isOver(signal)) await this.#listNow(this.resource, signal);
    } finally {
      giveBack();
    }
  }

  async #listNow(resource: Resource, signal: AbortSignal): Promise<void> {
    const isPollingOn = this.#polls() && this.#status.phase === 'polling';
    if (!isPollingOn) this.#status.set({ phase: 'listing', read: 0, total: null, retryAt: null });
    this.#lastListAt = this.context.clock.now();
    const receiver = {
      begin: (version: string) => this.#mirror.begin(resource, version),
      batch: (batch: ListBatch) => this.#mirror.takeListed(resource, batch),
      progress: (progress: ListProgress) => !isPollingOn && this.#status.set(progress),
    };
    const listed = await readList(this.context, resource, receiver, signal);
    await this.#mirror.finishList(resource, listed);
    this.#note = listed.hasUnknown ? UNKNOWN_NOTE : '';
    this.#succeeded();
    if (this.#polls()) this.#isWell('polling', this.#pollDetail || this.#note);
    else this.#isWell('live', this.#note);
  }

  async #watch(position: string, signal: AbortSignal): Promise<void> {
    const { context, resource } = this;
    const startedAt = context.clock.now();
    const start = { resourceVersion: position, versionOf: (uid: string) => this.#mirror.memory.versionOf(uid) };
    const receiver = {
      opened: () => this.#isWell('live', this.#note),
      batch: (batch: Batch) => this.#takeEvents(resource, batch),
    };
    const { events } = await readWatch(context, resource, start, receiver, signal);
    const lived = context.clock.now() - startedAt;
    if (lived >= context.timing.shortWatchMs || signal.aborted) return;
    if (events > 0) return this.#rest.sleep(context.timing.shortWatchMs - lived, signal);
    const detail = `watch ${resource.id}: the server ended it after ${lived} ms without an event.`;
    throw new Failed({ type: 'network', answered: true, detail });
  }

  async #takeEvents(resource: Resource, batch: Batch): Promise<void> {
    await this.#mirror.takeEvents(resource, batch);
    this.#succeeded();
    this.#status.set({ read: this.#mirror.memory.size });
  }

  #succeeded(): void {
    this.#serverErrors = 0;
    this.#retriedCredentials = false;
  }

  #isWell(phase: 'live' | 'polling', detail: string): void {
    this.#status.set({ phase, read: this.#mirror.memory.size, total: null, detail, retryAt: null });
  }

  /** The table of what follows from each failure. */
  async #recover(failure: Failure, signal: AbortSignal): Promise<void> {
    const { detail } = failure;
    switch (failure.type) {
      case 'expired':
        return this.#relist(detail, signal);
      case 'unauthorized':
        return this.#reauthenticate(detail, signal);
      case 'denied':
        return this.#denied(failure.verb, detail, signal);
      case 'absent':
        return this.#rest.park('absent', detail, this.#rest.parkMs, signal);
      case 'throttled':
        return this.#rest.asAsked(detail, failure.retryAfterMs, signal);
      case 'server':
        return this.#serverError(detail, signal);
      case 'older':
        this.context.transport.rotate();
        return this.#rest.later(detail, signal);
      case 'stalled':
        return this.#rest.wait(detail, 0, signal);
      case 'network':
      case 'malformed':
      case 'store':
        return this.#rest.later(detail, signal);
    }
  }

  async #relist(detail: string, signal: AbortSignal): Promise<void> {
    this.#mirror.memory.expire();
    if (this.context.clock.now() - this.#lastListAt < RELIST_MS) await this.#rest.later(detail, signal);
  }

  async #serverError(detail: string, signal: AbortSignal): Promise<void> {
    this.#serverErrors += 1;
    if (this.#serverErrors >= SERVER_ERRORS_MAX) this.#mirror.memory.expire();
    await this.#rest.later(detail, signal);
  }

  async #reauthenticate(detail: string, signal: AbortSignal): Promise<void> {
    if (this.#retriedCredentials) return this.#rest.later(detail, signal);
    this.#retriedCredentials = true;
    try {
      await this.context.transport.refresh();
    } catch (error) {
      await this.#rest.later(error instanceof Error ? error.message : detail, signal);
    }
  }

  /** What may be listed but not watched is polled, and the watch tried again later. */
  async #denied(verb: Verb, detail: string, signal: AbortSignal): Promise<void> {
    const { parkMs } = this.#rest;
    if (verb !== 'watch') return this.#rest.park('denied', detail, parkMs, signal);
    const now = this.context.clock.now();
    this.#pollUntil = now + parkMs;
    this.#pollDetail = `${detail} Listing every ${Math.round(this.following.pollMs / 1000)} s instead.`;
    this.#isWell('polling', this.#pollDetail);
    await this.#rest.sleep(Math.max(0, this.#lastListAt + this.following.pollMs - now), signal);
  }
}

function notServed(id: string): string {
  return `${id} is not served by this API server.`;
}
