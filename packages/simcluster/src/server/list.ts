import type { SimCluster } from '../store/cluster.js';
import type { StoredObject } from '../store/object.js';
import { apiVersionOf, type ResourceType } from '../store/resources.js';
import type { Snapshot, Table } from '../store/table.js';
import { keyOf } from '../store/object.js';
import type { ListQuery } from './request.js';
import { predicateOf } from './selectors.js';
import { badRequest, continueExpired, StatusError, tooLarge, tooOld } from './status.js';

/** One page of a list, ready to be written. */
export interface Page {
  readonly objects: readonly StoredObject[];
  readonly resourceVersion: number;
  /** Token of the next page; '' on the last. */
  readonly continue: string;
  /** Objects behind this page; null on the last one, and where a selector makes it unknown. */
  readonly remaining: number | null;
}

/** Where a list goes on: the version it is consistent with, and the last key that was read. */
interface ContinueToken {
  readonly v: 'meta.k8s.io/v1';
  /** -1: whatever is current. */
  readonly rv: number;
  readonly start: string;
}

/** The page a query asks for. Throws 400, 410 and 504 as an API server answers. */
export function pageOf(cluster: SimCluster, table: Table, namespace: string, query: ListQuery): Page {
  const token = query.continue === '' ? null : parseToken(query.continue);
  const { resourceVersion, objects } = snapshotFor(cluster, table, query, token);
  const from = token ? firstBehind(objects, token.start) : 0;
  const matches = predicateOf(namespace, query.labelSelector, query.fieldSelector);
  const limit = limitOf(query);
  const rest = from === 0 && !matches ? objects : objects.slice(from).filter((object) => matches?.(object) ?? true);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const remaining = rest.length - page.length;
  if (remaining === 0 || !last) return { objects: page, resourceVersion, continue: '', remaining: null };
  const next = formatToken({ v: 'meta.k8s.io/v1', rv: resourceVersion, start: keyOf(last.namespace, last.name) });
  const selected = query.labelSelector !== '' || query.fieldSelector !== '';
  return { objects: page, resourceVersion, continue: next, remaining: selected ? null : remaining };
}

/** The JSON of a page, object by object. */
export function* pagePieces(type: ResourceType, page: Page): Generator<Buffer> {
  const metadata = {
    resourceVersion: String(page.resourceVersion),
    ...(page.continue === '' ? {} : { continue: page.continue }),
    ...(page.remaining === null ? {} : { remainingItemCount: page.remaining }),
  };
  const head = JSON.stringify({ kind: `${type.kind}List`, apiVersion: apiVersionOf(type), metadata });
  yield Buffer.from(`${head.slice(0, -1)},"items":[`);
  let first = true;
  for (const object of page.objects) {
    if (!first) yield comma;
    first = false;
    yield* type.custom ? withType(type, object) : [object.bytes()];
  }
  yield Buffer.from(']}\n');
}

/** The JSON of one object with its apiVersion and kind, in pieces. */
export function withType(type: ResourceType, object: StoredObject): [Buffer, Buffer] {
  const head = JSON.stringify({ kind: type.kind, apiVersion: apiVersionOf(type) });
  return [Buffer.from(`${head.slice(0, -1)},`), object.bytes().subarray(1)];
}

/** Bytes of a page, judged by its first object. */
export function expectedBytes(page: Page): number {
  return page.objects.length * (page.objects[0]?.bytes().length ?? 0);
}

const comma = Buffer.from(',');

function snapshotFor(cluster: SimCluster, table: Table, query: ListQuery, token: ContinueToken | null): Snapshot {
  const current = cluster.resourceVersion;
  if (token) return continued(table, token, current);
  const wanted = query.resourceVersion;
  if (wanted !== null && wanted > current) throw tooLarge(wanted, current);
  const exact = query.resourceVersionMatch === 'Exact' && wanted !== null && wanted > 0;
  const snapshot = table.snapshot(exact ? wanted : current, current);
  if (!snapshot) throw new StatusError(tooOld(wanted ?? 0, table.oldestResourceVersion));
  return snapshot;
}

function continued(table: Table, token: ContinueToken, current: number): Snapshot {
  const snapshot = table.snapshot(token.rv < 0 ? current : token.rv, current);
  if (!snapshot) throw continueExpired(formatToken({ ...token, rv: -1 }));
  return snapshot;
}

/** The watch cache, which serves resourceVersion 0, knows no pages. */
function limitOf({ limit, resourceVersion, resourceVersionMatch }: ListQuery): number {
  const fromCache = resourceVersion === 0 && resourceVersionMatch !== 'Exact';
  return limit === null || limit === 0 || fromCache ? Infinity : limit;
}

function firstBehind(objects: readonly StoredObject[], key: string): number {
  let [low, high] = [0, objects.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const object = objects[middle];
    if (object && keyOf(object.namespace, object.name) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function formatToken(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function parseToken(text: string): ContinueToken {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<ContinueToken>;
    if (typeof token.rv === 'number' && typeof token.start === 'string')
      return { v: 'meta.k8s.io/v1', rv: token.rv, start: token.start };
  } catch {
    // Not ours: the same answer as for a token of another form.
  }
  throw badRequest('continue key is not valid: it is none that this server gave out');
}
