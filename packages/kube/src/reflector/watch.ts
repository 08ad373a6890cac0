import { isOver } from '../clock.js';
import { clean, isObject, typeName } from '../prune/fields.js';
import { toRecord } from '../prune/to-record.js';
import { pathOf } from '../resources.js';
import type { Resource } from '../sink.js';
import { LineSplitter, type Line } from '../stream/line-splitter.js';
import { problemOfOversize, type Oversize } from '../stream/oversize.js';
import { classify } from './classify.js';
import type { Context } from './context.js';
import { EventQueue, type Batch } from './event-queue.js';
import { Failed } from './failure.js';
import { brokenStream, open } from './request.js';
import { StallDetector } from './stall.js';
import { isStale } from './version.js';

/** Where a watch begins and what is known by then. */
export interface WatchStart {
  readonly resourceVersion: string;
  /** The newest version delivered of an object; null when unknown. */
  versionOf(uid: string): string | null;
}

export interface WatchReceiver {
  /** The server has accepted the watch. */
  opened(): void;
  /** Events, in order; the next ones wait for it. */
  batch(batch: Batch): Promise<void>;
}

/** How a watch ended without a failure. */
export interface WatchEnd {
  readonly events: number;
}

/**
 * Watches from a version on until the server ends it. The socket is drained all the time into a bounded queue; when
 * that is full, the watch is given up, what is queued is delivered, and the end is a normal one. Throws Failed, after
 * everything that came before was delivered.
 */
export async function readWatch(
  context: Context,
  resource: Resource,
  start: WatchStart,
  receiver: WatchReceiver,
  signal: AbortSignal,
): Promise<WatchEnd> {
  const seconds = timeoutSeconds(context);
  const query = `?watch=1&allowWatchBookmarks=true&timeoutSeconds=${seconds}&resourceVersion=${encodeURIComponent(start.resourceVersion)}`;
  const asked = { verb: 'watch', what: resource.id } as const;
  const answer = await open(context, pathOf(resource) + query, asked, { signal });
  receiver.opened();
  const reading = new WatchReading(context, resource, start, seconds);
  const pumping = reading.pump(answer.body, () => answer.close());
  try {
    for (let batch = await reading.queue.next(); batch !== null; batch = await reading.queue.next()) {
      if (isOver(signal)) break;
      await receiver.batch(batch);
    }
    return { events: reading.events };
  } finally {
    answer.close();
    await pumping;
  }
}

function timeoutSeconds({ timing, random }: Context): number {
  return timing.watchMinSeconds + Math.floor(random() * (timing.watchMaxSeconds - timing.watchMinSeconds + 1));
}

class WatchReading {
  readonly queue: EventQueue;
  events = 0;
  #hasBookmark = false;
  #position: string;

  constructor(
    private readonly context: Context,
    private readonly resource: Resource,
    private readonly start: WatchStart,
    private readonly seconds: number,
  ) {
    this.queue = new EventQueue(context.timing.queueMax);
    this.#position = start.resourceVersion;
  }

  /** Reads the body into the queue and closes that; never rejects. */
  async pump(body: AsyncIterable<Uint8Array>, close: () => void): Promise<void> {
    const { clock, timing } = this.context;
    const limit = () => (this.#hasBookmark ? timing.stallMs : this.seconds * 1000 + timing.overdueMs);
    const detector = new StallDetector(clock, limit);
    const done = new AbortController();
    const watching = detector.run(done.signal).then((idleMs) => {
      if (idleMs !== null) close();
      return idleMs;
    });
    const end = await this.#read(body, detector);
    done.abort();
    const idleMs = await watching;
    this.queue.close(idleMs === null ? end : stallFailure(this.resource, idleMs));
  }

  async #read(body: AsyncIterable<Uint8Array>, detector: StallDetector): Promise<Failed | null> {
    const splitter = new LineSplitter();
    try {
      for await (const chunk of body) {
        detector.heard();
        splitter.push(chunk, (line) => this.#line(line));
        if (this.queue.isFull) break;
      }
      return null;
    } catch (error) {
      return brokenStream(error);
    }
  }

  #line(line: Line): void {
    if ('oversize' in line) return this.#oversize(line.oversize);
    const event = parse(line.text, this.resource);
    if (event.type === 'BOOKMARK') this.#bookmark(event.object);
    else if (event.type === 'ERROR') throw this.#errorEvent(event.object);
    else this.#event(event);
  }

  #event({ type, object }: Event): void {
    const version = resourceVersionOf(object, this.resource);
    const uid = uidOf(object);
    this.events += 1;
    if (isStale(version, this.#position) || isStale(version, this.start.versionOf(uid))) return;
    this.#position = version;
    const at = this.context.clock.now();
    if (type === 'DELETED') return this.queue.remove(uid, version, at);
    const result = toRecord(this.resource, object, this.context.intern);
    if ('problem' in result) this.queue.problem(result.problem, version, at);
    else this.queue.upsert(result.record, version, at);
  }

  #bookmark(object: unknown): void {
    this.#hasBookmark = true;
    const version = resourceVersionOf(object, this.resource);
    if (isStale(version, this.#position) && version !== this.#position) return;
    this.#position = version;
    this.queue.reach(version, this.context.clock.now());
  }

  #errorEvent(status: unknown): Failed {
    const code = isObject(status) && typeof status['code'] === 'number' ? status['code'] : 500;
    return new Failed(classify({ verb: 'watch', what: this.resource.id }, { code, status, retryAfter: '' }));
  }

  /** The object is left out; when it was its end, and its UID could be read, it ends nevertheless. */
  #oversize(oversize: Oversize): void {
    const problem = problemOfOversize(oversize);
    const at = this.context.clock.now();
    const isEnd = /^\s*\{\s*"type"\s*:\s*"DELETED"/.test(oversize.head);
    this.events += 1;
    this.queue.problem(problem, this.#position, at);
    if (isEnd && problem.uid !== '') this.queue.remove(problem.uid, this.#position, at);
  }
}

interface Event {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: unknown;
}

const TYPES = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']);

function parse(text: string, resource: Resource): Event {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    throw garbled(resource, 'a line is not JSON');
  }
  if (!isObject(event)) throw garbled(resource, `an event is ${typeName(event)}`);
  if (typeof event['type'] !== 'string' || !TYPES.has(event['type']))
    throw garbled(resource, 'an event has no known type');
  return event as unknown as Event;
}

function resourceVersionOf(object: unknown, resource: Resource): string {
  const metadata = isObject(object) && isObject(object['metadata']) ? object['metadata'] : {};
  const version = metadata['resourceVersion'];
  if (typeof version !== 'string' || version === '')
    throw garbled(resource, 'an object has no metadata.resourceVersion');
  return version;
}

function uidOf(object: unknown): string {
  const metadata = isObject(object) && isObject(object['metadata']) ? object['metadata'] : {};
  return typeof metadata['uid'] === 'string' ? clean(metadata['uid']) : '';
}

function garbled(resource: Resource, what: string): Failed {
  return new Failed({
    type: 'malformed',
    detail: `watch ${resource.id}: ${what}; starting again from the last good event.`,
  });
}

function stallFailure(resource: Resource, idleMs: number): Failed {
  const detail = `watch ${resource.id}: nothing was heard for ${Math.round(idleMs / 1000)} s; starting again.`;
  return new Failed({ type: 'stalled', detail });
}
