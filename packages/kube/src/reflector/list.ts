import type { NetRecord } from '@netkaart/topology';
import type { Answer } from '../access/transport.js';
import { isOver } from '../clock.js';
import { toRecord } from '../prune/to-record.js';
import { pathOf } from '../resources.js';
import type { Quarantine, Resource } from '../sink.js';
import { ListFormatError, ListParser, type ListEnvelope, type ListItem } from '../stream/list-parser.js';
import { problemOfOversize } from '../stream/oversize.js';
import type { Context } from './context.js';
import { Failed, failureOf, type Failure } from './failure.js';
import { brokenStream, open } from './request.js';

/** Some items of a list, in the order of the list. */
export interface ListBatch {
  readonly items: readonly { readonly record: NetRecord; readonly version: string }[];
  readonly problems: readonly Quarantine[];
}

export interface ListProgress {
  readonly read: number;
  readonly total: number | null;
}

/** What a complete list says. */
export interface Listed {
  readonly resourceVersion: string;
  /** The snapshot was taken between these, ms since 1970: when it was asked for, and when it was there. */
  readonly since: number;
  readonly at: number;
  /** UIDs of all its objects, also of those that could not be read. */
  readonly uids: ReadonlySet<string>;
  /** Whether an object could not be read so thoroughly that not even its UID is known. */
  readonly hasUnknown: boolean;
  readonly read: number;
}

/** Takes what a list delivers while it is being read; the list waits for it. */
export interface ListReceiver {
  /** The version of the snapshot, before anything of it is delivered. Throws to refuse it. */
  begin(resourceVersion: string): void;
  batch(batch: ListBatch): Promise<void>;
  progress(progress: ListProgress): void;
}

const BATCH = 250;
const PAGE_RETRIES = 4;

/**
 * A consistent list, page by page; items are delivered as they arrive. When the server forgets the snapshot on the way,
 * the list starts again, the last time without pages. Throws Failed.
 */
export async function readList(
  context: Context,
  resource: Resource,
  receiver: ListReceiver,
  signal: AbortSignal,
): Promise<Listed> {
  for (const paged of [true, true, false]) {
    const listed = await new ListReading(context, resource, receiver, signal).all(paged);
    if (listed !== null) return listed;
  }
  throw new Failed({
    type: 'server',
    detail: `list ${resource.id}: the snapshot expired three times while it was read.`,
  });
}

class ListReading {
  readonly #uids = new Set<string>();
  #hasUnknown = false;
  #hasBegun = false;
  #read = 0;
  #since = 0;
  #at = 0;
  #ahead: { readonly next: string; readonly answer: Promise<Answer> } | null = null;
  #total: number | null = null;
  #items: { record: NetRecord; version: string }[] = [];
  #problems: Quarantine[] = [];

  constructor(
    private readonly context: Context,
    private readonly resource: Resource,
    private readonly receiver: ListReceiver,
    private readonly signal: AbortSignal,
  ) {}

  /** The whole list, or null when its snapshot expired between two pages. */
  async all(paged: boolean): Promise<Listed | null> {
    this.#since = this.context.clock.now();
    try {
      for (let next = ''; ;) {
        const page = await this.#pageAtLast(paged, next);
        if (page === null) return null;
        if (page.next === '') return this.#listed(page.resourceVersion);
        next = page.next;
      }
    } finally {
      this.#forgetAhead();
    }
  }

  #listed(resourceVersion: string): Listed {
    return {
      resourceVersion,
      since: this.#since,
      at: this.#at,
      uids: this.#uids,
      hasUnknown: this.#hasUnknown,
      read: this.#read,
    };
  }

  /** A page, tried some times when it is not the first: what was read by then is worth more than a moment's wait. */
  async #pageAtLast(paged: boolean, next: string): Promise<ListEnvelope | null> {
    const { clock, timing } = this.context;
    for (let attempt = 0; ; attempt += 1) {
      const read = this.#read;
      try {
        return await this.#page(paged, next);
      } catch (error) {
        const wait = waitFor(failureOf(error)) ?? timing.backoffMinMs * 2 ** attempt;
        if (next === '' || attempt === PAGE_RETRIES || !mayPass(failureOf(error)) || wait > timing.backoffMaxMs)
          throw error;
        this.#read = read;
        await clock.sleep(wait, this.signal);
        if (isOver(this.signal)) throw error;
      }
    }
  }

  async #page(paged: boolean, next: string): Promise<ListEnvelope | null> {
    try {
      const answer = await (this.#takeAhead(next) ?? this.#ask(paged, next));
      return await this.#body(answer.body, paged);
    } catch (error) {
      if (next !== '' && error instanceof Failed && error.failure.type === 'expired') return null;
      throw error;
    }
  }

  #ask(paged: boolean, next: string): Promise<Answer> {
    const { timing, gzip } = this.context;
    const query = paged ? `?limit=${timing.pageSize}${next && `&continue=${encodeURIComponent(next)}`}` : '';
    const asked = { verb: 'list', what: this.resource.id } as const;
    return open(this.context, pathOf(this.resource) + query, asked, { gzip, signal: this.signal });
  }

  /** Asks for the next page while this one is being read: the server's work and ours overlap. */
  #askAhead(next: string): void {
    if (next === '' || this.#ahead?.next === next) return;
    this.#forgetAhead();
    const answer = this.#ask(true, next);
    answer.catch(() => undefined);
    this.#ahead = { next, answer };
  }

  #takeAhead(next: string): Promise<Answer> | null {
    if (this.#ahead?.next !== next) return null;
    const { answer } = this.#ahead;
    this.#ahead = null;
    return answer;
  }

  #forgetAhead(): void {
    this.#ahead?.answer.then((answer) => answer.close()).catch(() => undefined);
    this.#ahead = null;
  }

  async #body(body: AsyncIterable<Uint8Array>, paged: boolean): Promise<ListEnvelope> {
    const parser = new ListParser();
    try {
      for await (const chunk of body) {
        parser.push(chunk, (item) => this.#take(item));
        if (parser.early !== null) this.#begin(parser.early);
        if (paged && this.#hasBegun) this.#askAhead(parser.early?.next ?? '');
        if (this.#hasBegun && this.#items.length + this.#problems.length >= BATCH) await this.#deliver();
      }
      const envelope = parser.end();
      this.#begin(envelope);
      this.#total = envelope.remaining === null ? null : this.#read + envelope.remaining;
      await this.#deliver();
      return envelope;
    } catch (error) {
      throw error instanceof ListFormatError ? malformed(this.resource, error) : brokenStream(error);
    }
  }

  #begin({ resourceVersion }: ListEnvelope): void {
    if (this.#hasBegun) return;
    this.#at = this.context.clock.now();
    this.receiver.begin(resourceVersion);
    this.#hasBegun = true;
  }

  async #deliver(): Promise<void> {
    const batch = { items: this.#items, problems: this.#problems };
    this.#items = [];
    this.#problems = [];
    await this.receiver.batch(batch);
    this.receiver.progress({ read: this.#read, total: this.#total });
  }

  #take(item: ListItem): void {
    this.#read += 1;
    if ('oversize' in item) return this.#leaveOut(problemOfOversize(item.oversize));
    const result = toRecord(this.resource, item.value, this.context.intern);
    if ('problem' in result) return this.#leaveOut(result.problem);
    this.#uids.add(result.record.uid);
    this.#items.push({ record: result.record, version: versionOf(item.value) });
  }

  #leaveOut(problem: Quarantine): void {
    this.#problems.push(problem);
    if (problem.uid === '') this.#hasUnknown = true;
    else this.#uids.add(problem.uid);
  }
}

/** metadata.resourceVersion of an object that was read already. */
function versionOf(object: unknown): string {
  const version = (object as { metadata: { resourceVersion?: unknown } }).metadata.resourceVersion;
  return typeof version === 'string' ? version : '';
}

function mayPass({ type }: Failure): boolean {
  return type === 'network' || type === 'server' || type === 'throttled';
}

function waitFor(failure: Failure): number | null {
  return failure.type === 'throttled' ? failure.retryAfterMs : null;
}

function malformed(resource: Resource, error: ListFormatError): Failed {
  return new Failed({ type: 'malformed', detail: `list ${resource.id}: ${error.message}` });
}
