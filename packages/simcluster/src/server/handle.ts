import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { denialOf, type Attempt } from '../store/access.js';
import type { SimCluster } from '../store/cluster.js';
import type { Table } from '../store/table.js';
import { aggregated, coreVersions, groupList, groupOf, resourceList } from './discovery.js';
import { applyFault, type FaultPlan } from './faults.js';
import { expectedBytes, pageOf, pagePieces, withType } from './list.js';
import { listQueryOf, targetOf, type Target } from './request.js';
import { methodNotAllowed, notFound, objectNotFound, StatusError, unauthorized } from './status.js';
import { serveWatch, type WatchTiming } from './watch.js';
import { sendJson, sendPieces } from './write.js';

/** What a server answers from. The mutable parts can be changed while it runs. */
export interface Handling {
  readonly cluster: SimCluster;
  readonly latencyMs: number;
  readonly timing: WatchTiming;
  /** host:port */
  address: string;
  /** Token to user name. */
  users: ReadonlyMap<string, string>;
  faults: FaultPlan | null;
}

type ResourceTarget = Extract<Target, { type: 'resource' }>;

const publicPaths = new Set(['/version', '/readyz', '/livez', '/healthz']);
const aggregatedType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Answers one request. Throws StatusError for what is answered by a Status. */
export async function handle(handling: Handling, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://server');
  if (handling.latencyMs > 0) await sleep(handling.latencyMs);
  const target = targetOf(url.pathname);
  if (meetsFault(handling, url, target, response)) return;
  const user = userOf(handling, request, url.pathname);
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new StatusError(methodNotAllowed);
  if (!target) throw notFound();
  if (target.type === 'resource') await serveResource(handling, target, user, url.searchParams, request, response);
  else serveDiscovery(handling, target, request, response);
}

function meetsFault(handling: Handling, url: URL, target: Target | null, response: ServerResponse): boolean {
  const fault = handling.faults?.({
    path: url.pathname,
    params: url.searchParams,
    resource: target?.type === 'resource' ? idOf(target) : '',
    watch: listsAsWatch(url.searchParams),
  });
  return fault ? applyFault(fault, response) : false;
}

function userOf({ users }: Handling, request: IncomingMessage, path: string): string {
  const header = request.headers.authorization ?? '';
  const user = users.get(header.replace(/^Bearer /i, ''));
  if (user !== undefined) return user;
  if (header === '' && publicPaths.has(path)) return 'system:anonymous';
  throw new StatusError(unauthorized);
}

function serveDiscovery(
  { cluster, address }: Handling,
  target: Exclude<Target, ResourceTarget>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const types = cluster.types();
  if (target.type === 'group') return sendFound(response, groupOf(types, target.group));
  if (target.type === 'version') return sendFound(response, resourceList(types, target.group, target.version));
  if (target.path === '/version') return sendFound(response, versionOf(cluster));
  if (publicPaths.has(target.path)) return sendJson(response, 200, 'ok', 'text/plain; charset=utf-8');
  if (target.path !== '/api' && target.path !== '/apis') throw notFound();
  const core = target.path === '/api';
  if (/g=apidiscovery\.k8s\.io;v=v2;as=APIGroupDiscoveryList/.test(request.headers.accept ?? ''))
    return sendJson(response, 200, JSON.stringify(aggregated(types, core)), aggregatedType);
  sendFound(response, core ? coreVersions(address) : groupList(types));
}

function sendFound(response: ServerResponse, body: object | null): void {
  if (!body) throw notFound();
  sendJson(response, 200, JSON.stringify(body));
}

async function serveResource(
  handling: Handling,
  target: ResourceTarget,
  user: string,
  params: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { cluster, timing } = handling;
  const table = cluster.table(idOf(target));
  if (table?.type.version !== target.version) throw notFound();
  const query = listQueryOf(params);
  const verb = target.name !== '' ? 'get' : query.watch ? 'watch' : 'list';
  authorize(cluster, { user, verb, type: table.type, namespace: target.namespace });
  if (verb === 'get') return sendObject(table, target, response);
  if (verb === 'watch') return serveWatch(cluster, table, target.namespace, query, response, timing);
  const page = pageOf(cluster, table, target.namespace, query);
  await sendPieces(request, response, pagePieces(table.type, page), expectedBytes(page));
}

function authorize(cluster: SimCluster, attempt: Attempt): void {
  if (!cluster.isDenied(attempt)) return;
  const { group, plural } = attempt.type;
  const details = { ...(group === '' ? {} : { group }), kind: plural };
  throw new StatusError({ code: 403, reason: 'Forbidden', message: denialOf(attempt), details });
}

function sendObject(table: Table, { group, plural, namespace, name }: ResourceTarget, response: ServerResponse): void {
  const object = table.get(namespace, name);
  if (!object) throw objectNotFound(group, plural, name);
  sendJson(response, 200, Buffer.concat(withType(table.type, object)).toString());
}

function versionOf({ version }: SimCluster): object {
  const [major = '', minor = ''] = version.slice(1).split('.');
  return {
    major,
    minor,
    gitVersion: version,
    gitTreeState: 'clean',
    goVersion: 'go1.24.6',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

function idOf({ group, plural }: ResourceTarget): string {
  return group === '' ? plural : `${plural}.${group}`;
}

function listsAsWatch(params: URLSearchParams): boolean {
  return ['1', 'true'].includes(params.get('watch') ?? '');
}
