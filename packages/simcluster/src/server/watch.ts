import type { ServerResponse } from 'node:http';
import type { SimCluster } from '../store/cluster.js';
import type { StoredObject } from '../store/object.js';
import { apiVersionOf, type ResourceType } from '../store/resources.js';
import type { Table, TableEvent } from '../store/table.js';
import { withType } from './list.js';
import type { ListQuery } from './request.js';
import { predicateOf, type Predicate } from './selectors.js';
import { statusBody, tooOld } from './status.js';

export interface WatchTiming {
  /** How often a watch that allows it gets a bookmark. A real server: about a minute. */
  readonly bookmarkMs: number;
  /** How long a watch lasts that does not say; a real server: 30 to 60 minutes. */
  readonly timeoutSeconds: number;
  /** Unread bytes at which a slow client is dropped. */
  readonly backlogBytes: number;
}

/** A watch that allows it gets its last bookmark so long before its end. */
const lastBookmarkSeconds = 2;
/** A client that does not even take the end of its stream is cut after this long. */
const farewellMs = 5000;

/** Answers a watch and follows the table until time is up, the resource is removed, or the client goes or is too slow. */
export function serveWatch(
  cluster: SimCluster,
  table: Table,
  namespace: string,
  query: ListQuery,
  response: ServerResponse,
  timing: WatchTiming,
): void {
  const matches = predicateOf(namespace, query.labelSelector, query.fieldSelector);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const watch = new Watch(cluster, table.type, matches, response, timing);
  const from = query.resourceVersion ?? 0;
  const missed =
    from > 0 && !query.sendInitialEvents ? table.since(from) : initialEvents(table, cluster.resourceVersion);
  if (!missed) {
    watch.fail(statusBody(tooOld(from, table.oldestResourceVersion)));
    return;
  }
  for (const event of missed) watch.send(event);
  if (query.sendInitialEvents) watch.bookmark(true);
  watch.follow(table, query);
}

class Watch {
  private readonly endings: (() => void)[] = [];
  private ended = false;
  private gathering = false;

  constructor(
    private readonly cluster: SimCluster,
    private readonly type: ResourceType,
    private readonly matches: Predicate | null,
    private readonly response: ServerResponse,
    private readonly timing: WatchTiming,
  ) {
    response.on('close', () => this.stop());
  }

  follow(table: Table, query: ListQuery): void {
    if (this.ended) return;
    const seconds = query.timeoutSeconds ?? this.timing.timeoutSeconds;
    const deadline = setTimeout(() => this.end(), seconds * 1000);
    const bookmark = query.allowWatchBookmarks ? () => this.bookmark(false) : () => undefined;
    const bookmarks = setInterval(bookmark, this.timing.bookmarkMs);
    const farewell = setTimeout(bookmark, Math.max(0, seconds - lastBookmarkSeconds) * 1000);
    this.endings.push(
      () => clearTimeout(deadline),
      () => clearInterval(bookmarks),
      () => clearTimeout(farewell),
      table.subscribe((event) => this.send(event)),
      this.cluster.onTypes((id) => {
        if (id === this.type.id) this.end();
      }),
    );
  }

  /** What an event means to this watch: an object may come into its selection or leave it. */
  send(event: TableEvent): void {
    const type = this.matches ? seenAs(event, this.matches) : event.type;
    if (type) this.write(lineOf(this.type, type, event.object));
  }

  bookmark(initialEventsEnd: boolean): void {
    const annotations = { 'k8s.io/initial-events-end': 'true' };
    const resourceVersion = String(this.cluster.resourceVersion);
    const metadata = { resourceVersion, creationTimestamp: null, ...(initialEventsEnd ? { annotations } : {}) };
    const object = { kind: this.type.kind, apiVersion: apiVersionOf(this.type), metadata };
    this.write([Buffer.from(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`)]);
  }

  /** Ends with an ERROR event. */
  fail(status: string): void {
    this.write([Buffer.from(`{"type":"ERROR","object":${status}}\n`)]);
    this.end();
  }

  private write(pieces: readonly Buffer[]): void {
    if (this.ended) return;
    this.gather();
    this.response.write(Buffer.concat(pieces));
    if (this.response.writableLength > this.timing.backlogBytes) this.end();
  }

  /** Events of one moment leave together. */
  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    this.response.cork();
    process.nextTick(() => {
      this.gathering = false;
      this.response.uncork();
    });
  }

  private end(): void {
    if (this.ended) return;
    this.stop();
    this.response.end();
    const cut = setTimeout(() => this.response.destroy(), farewellMs);
    cut.unref();
    this.response.on('close', () => clearTimeout(cut));
  }

  private stop(): void {
    this.ended = true;
    for (const ending of this.endings.splice(0)) ending();
  }
}

function initialEvents(table: Table, current: number): TableEvent[] {
  const objects = table.snapshot(current, current)?.objects ?? [];
  return objects.map((object) => ({ type: 'ADDED', resourceVersion: object.resourceVersion, object, previous: null }));
}

function seenAs(event: TableEvent, matches: Predicate): TableEvent['type'] | null {
  const was = event.previous !== null && matches(event.previous);
  const is = event.type !== 'DELETED' && matches(event.object);
  if (is) return was ? 'MODIFIED' : 'ADDED';
  return was ? 'DELETED' : null;
}

function lineOf(type: ResourceType, eventType: TableEvent['type'], object: StoredObject): Buffer[] {
  return [Buffer.from(`{"type":"${eventType}","object":`), ...withType(type, object), lineEnd];
}

const lineEnd = Buffer.from('}\n');
