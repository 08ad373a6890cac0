import {
  activitySchema,
  CURSOR_HEADER,
  parseCursor,
  placesSchema,
  type Activity,
  type Place,
} from '@netkaart/protocol';
import { decodeColumns } from '@netkaart/topology';
import type { State } from './cluster-feed';

/** An answer of the server that is no success. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly status: number,
    url: string,
  ) {
    super(`${url} answered ${status}.`);
  }
}

/** The server's REST side, as far as the engine needs it. Every answer is parsed. */
export class Http {
  constructor(
    private readonly origin: string,
    private readonly fetch: (url: string) => Promise<Response>,
  ) {}

  /** `progress` hears the bytes so far, and all bytes where the server says so. */
  async state(cluster: string, progress: (bytes: number, total: number | null) => void): Promise<State> {
    const response = await this.#get(`/api/clusters/${encodeURIComponent(cluster)}/state`);
    const cursor = parseCursor(response.headers.get(CURSOR_HEADER) ?? '');
    if (!cursor) throw new Error(`The state of ${cluster} came without ${CURSOR_HEADER}.`);
    return { topology: decodeColumns(await bytesOf(response, progress)), cursor };
  }

  async places(cluster: string): Promise<readonly Place[]> {
    const response = await this.#get(`/api/clusters/${encodeURIComponent(cluster)}/places`);
    return placesSchema.parse(await response.json()).places;
  }

  async activity(cluster: string): Promise<Activity> {
    const path = cluster === '' ? '/api/activity' : `/api/clusters/${encodeURIComponent(cluster)}/activity`;
    const response = await this.#get(`${path}?minutes=60`);
    return activitySchema.parse(await response.json());
  }

  async #get(path: string): Promise<Response> {
    const response = await this.fetch(`${this.origin}${path}`);
    if (!response.ok) throw new HttpError(response.status, path);
    return response;
  }
}

async function bytesOf(
  response: Response,
  progress: (bytes: number, total: number | null) => void,
): Promise<Uint8Array> {
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  const total = response.headers.has('content-encoding')
    ? null
    : Number(response.headers.get('content-length')) || null;
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    length += part.value.length;
    progress(length, total);
  }
  return join(parts, length);
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
