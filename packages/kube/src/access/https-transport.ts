import * as http from 'node:http';
import * as https from 'node:https';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Clock } from '../clock.js';
import { CredentialStore, type Credentials } from './credentials.js';
import { explain } from './explain.js';
import { isLoopback } from './loopback.js';
import { NoAnswer, type Answer, type GetOptions, type Transport } from './transport.js';

/** Without a head of an answer for this long, the connection is given up. */
const HEAD_TIMEOUT_MS = 60_000;
/** A connection that nobody answers on is found dead 10 s after this much silence. */
const KEEP_ALIVE_MS = 30_000;

/** Reads from the API server of a kubeconfig's current context over kept connections. */
export class HttpsTransport implements Transport {
  readonly #server: URL;
  readonly #store: CredentialStore;
  readonly #config: KubeConfig;
  readonly #userAgent: string;
  #agent: { readonly agent: http.Agent; readonly version: string } | null = null;
  readonly #retired = new Set<http.Agent>();

  constructor(
    config: KubeConfig,
    options: { readonly clock: Clock; readonly userAgent: string; readonly store?: CredentialStore },
  ) {
    this.#config = config;
    this.#server = new URL(config.getCurrentCluster()?.server ?? 'https://invalid.invalid');
    this.#store = options.store ?? new CredentialStore(config, options.clock);
    this.#userAgent = options.userAgent;
  }

  async get(path: string, options: GetOptions): Promise<Answer> {
    if (this.#server.protocol !== 'https:' && !isLoopback(this.#server.hostname)) {
      throw new NoAnswer(
        `${this.#server.origin} is not encrypted: http:// is allowed for this machine only. Use https://.`,
      );
    }
    const credentials = await this.#store.current();
    const agent = await this.#agentFor(credentials);
    options.signal.throwIfAborted();
    return this.#send(path, options, credentials, agent);
  }

  refresh(): Promise<void> {
    return this.#store.refresh();
  }

  rotate(): void {
    if (this.#agent === null) return;
    const { agent } = this.#agent;
    this.#agent = null;
    this.#retired.add(agent);
    for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
  }

  close(): void {
    this.rotate();
    for (const agent of this.#retired) agent.destroy();
    this.#retired.clear();
  }

  async #agentFor(credentials: Credentials): Promise<http.Agent> {
    if (this.#agent?.version !== credentials.tlsVersion) {
      this.rotate();
      this.#agent = { agent: await this.#newAgent(credentials), version: credentials.tlsVersion };
    }
    return this.#agent.agent;
  }

  async #newAgent({ tls }: Credentials): Promise<http.Agent> {
    const options = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS, maxFreeSockets: 4, ...tls };
    if (this.#config.getCurrentCluster()?.proxyUrl) return this.#proxyAgent();
    return this.#server.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
  }

  /** client-node makes agents for http, https and socks proxies. */
  async #proxyAgent(): Promise<http.Agent> {
    const options: https.RequestOptions = {};
    await this.#config.applyToHTTPSOptions(options);
    if (options.agent instanceof http.Agent) return options.agent;
    throw new NoAnswer(
      `The proxy-url of the kubeconfig (${this.#config.getCurrentCluster()?.proxyUrl ?? ''}) can't be used.`,
    );
  }

  #send(path: string, options: GetOptions, credentials: Credentials, agent: http.Agent): Promise<Answer> {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      const send = this.#server.protocol === 'https:' ? https.request : http.request;
      const request = send(this.#url(path), { agent, headers: this.#headers(options, credentials) });
      const abort = () => request.destroy(new Error('aborted'));
      signal.addEventListener('abort', abort, { once: true });
      const timer = setTimeout(() => request.destroy(new Error('no answer')), HEAD_TIMEOUT_MS);
      request.once('socket', (socket) => socket.setKeepAlive(true, KEEP_ALIVE_MS));
      request.once('close', () => signal.removeEventListener('abort', abort));
      request.once('close', () => clearTimeout(timer));
      request.once('response', (response) => {
        clearTimeout(timer);
        resolve(answerOf(request, response));
      });
      request.on('error', (error: Error) => reject(new NoAnswer(explain(error, this.#server.host))));
      request.end();
    });
  }

  /** The server's own path, if it has one (a proxy in front of many clusters), stays in front. */
  #url(path: string): URL {
    return new URL(this.#server.origin + this.#server.pathname.replace(/\/$/, '') + path);
  }

  #headers({ accept, gzip }: GetOptions, { headers }: Credentials): http.OutgoingHttpHeaders {
    return {
      accept: accept ?? 'application/json',
      'accept-encoding': gzip === true ? 'gzip' : 'identity',
      'user-agent': this.#userAgent,
      ...headers,
    };
  }
}

function answerOf(request: http.ClientRequest, response: http.IncomingMessage): Answer {
  const zipped = response.headers['content-encoding'] === 'gzip';
  const body = zipped ? pipeline(response, createGunzip({ chunkSize: 64 * 1024 }), () => undefined) : response;
  return {
    status: response.statusCode ?? 0,
    header: (name) => String(response.headers[name] ?? ''),
    body: body as AsyncIterable<Uint8Array>,
    close: () => {
      if (!response.complete || !response.readableEnded) request.destroy();
      body.destroy();
    },
  };
}
