import { isObject, type Json } from './prune/fields.js';
import { Failed } from './reflector/failure.js';
import { open, readText, type Contact } from './reflector/request.js';
import type { Transport } from './access/transport.js';
import { RESOURCES, type KnownResource } from './resources.js';

/** The served version of each resource by its id; null where it is not served. */
export type Served = ReadonlyMap<string, string | null>;

interface Server {
  readonly transport: Transport;
  readonly contact: Contact;
}

const AGGREGATED = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .concat('application/json')
  .join(',');
const ANSWER_MAX = 16 * 1024 * 1024;

/**
 * Which of RESOURCES the server offers for listing, in the first version that both know. What can't be found out now
 * (a group whose own server is down) stays as it was in `before`. Throws Failed when nothing can be found out.
 */
export async function discover(server: Server, before: Served, signal: AbortSignal): Promise<Served> {
  const answer = await readJson(server, '/apis', AGGREGATED, signal);
  const offered =
    answer['kind'] === 'APIGroupDiscoveryList' ? aggregated(answer) : await byGroup(server, answer, before, signal);
  return new Map(RESOURCES.map((resource) => [resource.id, versionOf(resource, offered, before)]));
}

/** What a server offers: per group and version the listable plurals; null where it could not say. */
type Offered = ReadonlyMap<string, ReadonlySet<string> | null>;

function versionOf(resource: KnownResource, offered: Offered, before: Served): string | null {
  if (resource.core) return resource.version;
  const isUnsure = resource.versions.some((version) => offered.get(`${resource.group}/${version}`) === null);
  if (isUnsure) return before.get(resource.id) ?? null;
  const found = resource.versions.find((version) => offered.get(`${resource.group}/${version}`)?.has(resource.plural));
  return found ?? null;
}

function aggregated(answer: Json): Offered {
  const offered = new Map<string, ReadonlySet<string> | null>();
  for (const group of objects(answer['items'])) {
    const name = isObject(group['metadata']) ? String(group['metadata']['name']) : '';
    for (const version of objects(group['versions'])) {
      const isStale = version['freshness'] === 'Stale';
      offered.set(`${name}/${String(version['version'])}`, isStale ? null : listable(version['resources'], 'resource'));
    }
  }
  return offered;
}

/** Servers before 1.27: one request for each version of each group that we read. */
async function byGroup(server: Server, answer: Json, before: Served, signal: AbortSignal): Promise<Offered> {
  const wanted = new Set(RESOURCES.flatMap(({ group, versions }) => versions.map((version) => `${group}/${version}`)));
  const served = objects(answer['groups']).flatMap((group) =>
    objects(group['versions']).map((version) => String(version['groupVersion'])),
  );
  const offered = new Map<string, ReadonlySet<string> | null>();
  for (const groupVersion of served.filter((name) => wanted.has(name))) {
    offered.set(groupVersion, await resourcesOf(server, groupVersion, signal));
  }
  return offered;
}

async function resourcesOf(
  server: Server,
  groupVersion: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | null> {
  try {
    const answer = await readJson(server, `/apis/${groupVersion}`, 'application/json', signal);
    return listable(answer['resources'], 'name');
  } catch (error) {
    if (error instanceof Failed && error.failure.type === 'absent') return new Set();
    return null;
  }
}

function listable(resources: unknown, nameField: string): ReadonlySet<string> {
  const names = objects(resources)
    .filter(({ verbs }) => Array.isArray(verbs) && verbs.includes('list'))
    .map((resource) => String(resource[nameField]));
  return new Set(names);
}

function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

async function readJson(server: Server, path: string, accept: string, signal: AbortSignal): Promise<Json> {
  const answer = await open(server, path, { verb: 'get', what: path }, { accept, gzip: true, signal });
  const text = await readText(answer, ANSWER_MAX);
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json)) return json;
  } catch {
    // Falls through: it is no answer either way.
  }
  throw new Failed({ type: 'malformed', detail: `get ${path}: the answer is not a JSON object.` });
}
