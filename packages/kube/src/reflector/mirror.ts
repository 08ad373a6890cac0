import type { Certainty, Resource } from '../sink.js';
import type { Context } from './context.js';
import { deliverBatch } from './deliver.js';
import type { Batch } from './event-queue.js';
import { Failed } from './failure.js';
import type { ListBatch, Listed } from './list.js';
import { Memory } from './memory.js';
import { isStale } from './version.js';

/** Takes what lists and watches of one resource deliver into the sink, and remembers what the sink has taken. */
export class Mirror {
  readonly memory: Memory;
  /** ms since 1970 of the last moment at which nothing was missing; 0 = unknown. */
  #lastGood: number;
  #olderSince: number | null = null;

  constructor(
    private readonly context: Context,
    start: { readonly position: string | null; readonly lastGood: number },
  ) {
    this.memory = new Memory(start.position);
    this.#lastGood = start.lastGood;
  }

  get lastGood(): number {
    return this.#lastGood;
  }

  /** What the sink has from an earlier run. */
  adopt(resource: Resource): void {
    for (const uid of this.context.sink.known(resource)) this.memory.adopt(uid);
  }

  reset(): void {
    this.memory.reset();
    this.#lastGood = 0;
  }

  /** Refuses a snapshot that is older than what was seen, until that has lasted so long that it must be the truth. */
  begin(resource: Resource, resourceVersion: string): void {
    if (!this.memory.isBehind(resourceVersion)) {
      this.#olderSince = null;
      return;
    }
    const now = this.context.clock.now();
    this.#olderSince ??= now;
    if (now - this.#olderSince < this.context.timing.acceptOlderMs) throw olderState(resource, resourceVersion);
    this.#olderSince = null;
    this.memory.reset();
  }

  /** Part of a list; what is known in that version already is not told again. */
  async takeListed(resource: Resource, { items, problems }: ListBatch): Promise<void> {
    const { sink, clock } = this.context;
    for (const problem of problems) sink.quarantine(resource, problem);
    const news = items.filter(({ record, version }) => !isStale(version, this.memory.versionOf(record.uid)));
    const records = news.map(({ record }) => record);
    if (records.length > 0) await stored(sink.upsert(resource, records, clock.now()));
    for (const { record, version } of news) this.memory.keep(record.uid, version);
  }

  /** The end of a list: what it doesn't hold is gone, since some moment after the last good one. */
  async finishList(resource: Resource, listed: Listed): Promise<void> {
    const { sink, clock } = this.context;
    const now = clock.now();
    const gone = listed.hasUnknown ? [] : [...sink.known(resource)].filter((uid) => !listed.uids.has(uid));
    const certainty: Certainty = { type: 'inferred', window: [Math.min(this.#lastGood, listed.at), listed.at] };
    if (gone.length > 0) await stored(sink.remove(resource, gone, now, certainty));
    for (const uid of gone) this.memory.forget(uid);
    await stored(sink.advance(resource, { resourceVersion: listed.resourceVersion, at: listed.since }, listed.since));
    this.memory.reach(listed.resourceVersion);
    this.#lastGood = listed.since;
  }

  /** Events of a watch. */
  async takeEvents(resource: Resource, { entries, problems, resourceVersion, at }: Batch): Promise<void> {
    const { sink } = this.context;
    await stored(deliverBatch(sink, resource, entries, problems));
    await stored(sink.advance(resource, { resourceVersion, at }, at));
    if (entries.size === 0) sink.proven(resource, at);
    for (const [uid, entry] of entries) {
      if (entry.deleted) this.memory.forget(uid);
      else this.memory.keep(uid, entry.version);
    }
    this.memory.reach(resourceVersion);
    this.#lastGood = at;
  }
}

function olderState({ id }: Resource, resourceVersion: string): Failed {
  return new Failed({
    type: 'older',
    detail: `The API server answered with an older state (${resourceVersion}) of ${id} than the one seen before; was it restored from a backup? The newer state is kept.`,
  });
}

async function stored(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const detail = `The change could not be stored: ${error instanceof Error ? error.message : String(error)}`;
    throw new Failed({ type: 'store', detail });
  }
}
