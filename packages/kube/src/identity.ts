import { isObject, type Json } from './prune/fields.js';
import { clean } from './prune/fields.js';
import { Failed } from './reflector/failure.js';
import { open, readText, type Contact } from './reflector/request.js';
import type { Transport } from './access/transport.js';

/** Which cluster this is: two servers with one `uid` are the same cluster. */
export interface Identity {
  /** UID of the Namespace kube-system, or `unknown:` and the server where that may not be read. */
  readonly uid: string;
  /** As in `v1.33.4`; '' where that may not be read. */
  readonly version: string;
}

interface Server {
  readonly transport: Transport;
  readonly contact: Contact;
  readonly url: string;
}

const ANSWER_MAX = 1024 * 1024;

/** Asks for both; throws Failed when the server can't be reached or refuses the credentials. */
export async function readIdentity(server: Server, signal: AbortSignal): Promise<Identity> {
  const version = (await read(server, '/version', signal))?.['gitVersion'];
  const uid = (await uidByGet(server, signal)) ?? (await uidByList(server, signal));
  return { uid: uid ?? `unknown:${server.url}`, version: typeof version === 'string' ? clean(version) : '' };
}

async function uidByGet(server: Server, signal: AbortSignal): Promise<string | null> {
  return uidOf(await read(server, '/api/v1/namespaces/kube-system', signal));
}

/** Whoever may only list can still ask for one. */
async function uidByList(server: Server, signal: AbortSignal): Promise<string | null> {
  const list = await read(server, '/api/v1/namespaces?fieldSelector=metadata.name%3Dkube-system', signal);
  const items = Array.isArray(list?.['items']) ? list['items'].filter(isObject) : [];
  return uidOf(items.find(({ metadata }) => isObject(metadata) && metadata['name'] === 'kube-system') ?? null);
}

function uidOf(namespace: Json | null): string | null {
  const metadata = isObject(namespace?.['metadata']) ? namespace['metadata'] : {};
  return typeof metadata['uid'] === 'string' && metadata['uid'] !== '' ? clean(metadata['uid']) : null;
}

/** The answer as an object; null when it is forbidden, missing or none. */
async function read(server: Server, path: string, signal: AbortSignal): Promise<Json | null> {
  try {
    const answer = await open(server, path, { verb: 'get', what: path }, { signal });
    const json: unknown = JSON.parse(await readText(answer, ANSWER_MAX));
    return isObject(json) ? json : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    if (error instanceof Failed && (error.failure.type === 'denied' || error.failure.type === 'absent')) return null;
    throw error;
  }
}
