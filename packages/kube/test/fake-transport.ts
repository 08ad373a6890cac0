import { NoAnswer, type Answer, type GetOptions, type Transport } from '../src/index.js';

/** A request as the fake server sees it. */
export interface FakeRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly verb: 'get' | 'list' | 'watch';
  readonly accept: string;
}

export type FakeReply = (request: FakeRequest) => Answer | Promise<Answer>;

/** A transport that answers as it is told: by scripts for lists and watches, else by `other`; unscripted requests hang. */
export class FakeTransport implements Transport {
  readonly requests: FakeRequest[] = [];
  readonly script: { readonly list: FakeReply[]; readonly watch: FakeReply[] } = { list: [], watch: [] };
  other: FakeReply | null = null;
  refreshes = 0;
  rotations = 0;
  isClosed = false;
  refreshing: () => Promise<void> = () => Promise.resolve();

  get(path: string, options: GetOptions): Promise<Answer> {
    const url = new URL(path, 'https://fake');
    const isCollection = /^\/(api\/v1|apis\/[^/]+\/[^/]+)\/[^/]+$/.test(url.pathname);
    const verb = url.searchParams.has('watch') ? 'watch' : isCollection ? 'list' : 'get';
    const request = { path: url.pathname, query: url.searchParams, verb, accept: options.accept ?? '' } as const;
    this.requests.push(request);
    const reply = verb === 'get' ? this.other : (this.script[verb].shift() ?? this.other);
    return reply === null ? hanging(options.signal) : untilAborted(Promise.resolve(reply(request)), options.signal);
  }

  async refresh(): Promise<void> {
    this.refreshes += 1;
    await this.refreshing();
  }

  rotate(): void {
    this.rotations += 1;
  }

  close(): void {
    this.isClosed = true;
  }

  /** The queries of all lists or watches so far. */
  asked(verb: 'list' | 'watch'): URLSearchParams[] {
    return this.requests.filter((request) => request.verb === verb).map(({ query }) => query);
  }
}

function hanging(signal: AbortSignal): Promise<Answer> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new NoAnswer('aborted')), { once: true });
  });
}

/** As the real one does: when the signal aborts, the body ends. */
async function untilAborted(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  const started = await answer;
  signal.addEventListener('abort', () => started.close(), { once: true });
  return started;
}

/** A body that is written to while it is read. */
export class Stream {
  #chunks: Uint8Array[] = [];
  #end: { readonly error: Error | null } | null = null;
  #wake: (() => void) | null = null;
  isClosed = false;

  /** An answer with this body. */
  readonly reply: FakeReply = () => ({ status: 200, header: () => '', body: this, close: () => this.close() });

  write(...values: (object | string | Uint8Array)[]): this {
    for (const value of values) this.#chunks.push(bytesOf(value));
    this.#wake?.();
    return this;
  }

  end(): this {
    return this.#finish(null);
  }

  /** The connection breaks. */
  fail(message = 'read ECONNRESET'): this {
    return this.#finish(new Error(message));
  }

  close(): void {
    this.isClosed = true;
    this.#finish(this.#end?.error ?? null);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) yield chunk;
      else if (this.#end?.error) throw this.#end.error;
      else if (this.#end !== null) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #finish(error: Error | null): this {
    this.#end ??= { error };
    this.#wake?.();
    return this;
  }
}

function bytesOf(value: object | string | Uint8Array): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return Buffer.from(typeof value === 'string' ? value : `${JSON.stringify(value)}\n`);
}

/** 200 with a JSON body. */
export function json(value: unknown): FakeReply {
  return status(200, value);
}

export function status(code: number, body: unknown = {}, headers: Record<string, string> = {}): FakeReply {
  return () => ({
    status: code,
    header: (name) => headers[name] ?? '',
    body: new Stream().write(typeof body === 'string' ? body : JSON.stringify(body)).end(),
    close: () => undefined,
  });
}

/** A refusal as an API server words it. */
export function refusal(
  code: number,
  reason: string,
  message = reason,
  headers: Record<string, string> = {},
): FakeReply {
  return status(code, { kind: 'Status', status: 'Failure', code, reason, message }, headers);
}

/** No connection. */
export function noAnswer(message = '127.0.0.1:6443 refuses connections. Is the API server running?'): FakeReply {
  return () => Promise.reject(new NoAnswer(message));
}

export interface PageMetadata {
  readonly resourceVersion: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

export function page(items: readonly object[], metadata: PageMetadata): FakeReply {
  return json({ kind: 'List', apiVersion: 'v1', metadata, items });
}

export function event(type: string, object: object): object {
  return { type, object };
}

export function bookmark(resourceVersion: string): object {
  return event('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion, creationTimestamp: null } });
}

/** A pod that runs on worker1 with an address made of its name's number. */
export function pod(name: string, resourceVersion: number | string, uid = `uid-${name}`): Record<string, unknown> {
  return {
    metadata: {
      name,
      namespace: 'default',
      uid,
      resourceVersion: String(resourceVersion),
      creationTimestamp: '2026-01-31T11:00:00Z',
    },
    spec: { nodeName: 'worker1', containers: [{ name: 'main', image: 'main' }] },
    status: { phase: 'Running', podIPs: [{ ip: '10.244.1.7' }], conditions: [{ type: 'Ready', status: 'True' }] },
  };
}
