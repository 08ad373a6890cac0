import { setMaxListeners } from 'node:events';
import { createInterner } from '@netkaart/topology';
import { HttpsTransport } from './access/https-transport.js';
import { isLoopback } from './access/loopback.js';
import type { Transport } from './access/transport.js';
import { isOver, systemClock, type Clock } from './clock.js';
import { Connection } from './connection.js';
import { watchDefinitions } from './crd-watch.js';
import { discover, type Served } from './discovery.js';
import { readIdentity, type Identity } from './identity.js';
import type { ClusterSource } from './kubeconfig.js';
import { Backoff } from './reflector/backoff.js';
import type { Context } from './reflector/context.js';
import { failureOf } from './reflector/failure.js';
import { Reflector } from './reflector/reflector.js';
import { Turns } from './reflector/turns.js';
import { Wake } from './reflector/wake.js';
import { RESOURCES } from './resources.js';
import type { ClusterSink, ResumePoint } from './sink.js';
import { defaultTiming, type Timing } from './timing.js';

export interface ReaderOptions {
  readonly source: ClusterSource;
  readonly sink: ClusterSink;
  /** Resume points by resource id: what was committed up to there is not asked for again. */
  readonly resume: ReadonlyMap<string, ResumePoint>;
  /** `poll` where nothing may be watched: a consistent list of everything every `pollSeconds`. Default: watch. */
  readonly mode?: 'watch' | 'poll';
  readonly pollSeconds?: number;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly timing?: Partial<Timing>;
  /** Default: HTTPS as the source's kubeconfig says. The reader closes it. */
  readonly transport?: Transport;
  /** For the User-Agent: `netkaart/<version>`. */
  readonly version?: string;
}

/** Reads one cluster into a sink. */
export interface ClusterReader {
  /** Begins, once. What goes wrong is told to the sink; it never throws. */
  start(): void;
  /**
   * Ends every request and resolves when no call to the sink is left: a sink must not wait for it within a call. May be
   * called again.
   */
  stop(): Promise<void>;
}

/** A reader of one cluster; it does nothing before `start`. */
export function createReader(options: ReaderOptions): ClusterReader {
  const reader = new Reader(options);
  return { start: () => reader.start(), stop: () => reader.stop() };
}

const POLL_SECONDS = 60;
/** How long an answer to "is it still the same cluster" holds. */
const VERIFIED_MS = 5000;
/** After a definition changed: at once, and when it has surely been established. */
const DEFINITION_MS = [200, 2000];

class Reader {
  readonly #context: Context & { readonly contact: Connection };
  readonly #server: string;
  readonly #polls: boolean;
  readonly #stop = new AbortController();
  readonly #reflectors: readonly Reflector[];
  readonly #wake: Wake;
  #running: Promise<unknown> | null = null;
  #identity: Identity | null = null;
  #verified: { readonly until: number; readonly work: Promise<void> } | null = null;
  #served: Served = new Map();

  constructor(options: ReaderOptions) {
    this.#server = options.source.server;
    this.#polls = options.mode === 'poll';
    setMaxListeners(0, this.#stop.signal);
    this.#context = contextOf(options, {
      onBack: () => this.#reflectors.forEach((reflector) => reflector.retry()),
      verify: () => this.#verify(this.#stop.signal),
    });
    this.#wake = new Wake(this.#context.clock);
    this.#reflectors = RESOURCES.map(
      (resource) =>
        new Reflector(this.#context, resource, {
          mode: options.mode ?? 'watch',
          pollMs: (options.pollSeconds ?? POLL_SECONDS) * 1000,
          resume: options.resume.get(resource.id),
        }),
    );
  }

  start(): void {
    this.#running ??= this.#run(this.#stop.signal);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#context.transport.close();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, random, timing } = this.#context;
    await clock.sleep(Math.round(random() * timing.startJitterMs), signal);
    await this.#firstContact(signal);
    if (isOver(signal)) return;
    await Promise.all([
      this.#discovery(signal),
      this.#polls ? null : watchDefinitions(this.#context, this.#wake, () => this.#definitionChanged(signal), signal),
      ...this.#reflectors.map((reflector) => reflector.run(signal)),
    ]);
  }

  /** Nothing is asked before it is known which cluster this is. */
  async #firstContact(signal: AbortSignal): Promise<void> {
    const { clock, random, timing, contact } = this.#context;
    const backoff = new Backoff(timing, random);
    while (!signal.aborted) {
      try {
        return await this.#verify(signal);
      } catch (error) {
        if (isOver(signal)) return;
        const wait = await this.#afterFailure(error, backoff);
        contact.waiting(failureOf(error).detail, wait);
        await clock.sleep(wait, signal);
      }
    }
  }

  /** How long to wait; refused credentials are fetched anew first. */
  async #afterFailure(error: unknown, backoff: Backoff): Promise<number> {
    const { clock, transport } = this.#context;
    if (failureOf(error).type === 'unauthorized') await transport.refresh().catch(() => undefined);
    return backoff.next(clock.now());
  }

  #verify(signal: AbortSignal): Promise<void> {
    const now = this.#context.clock.now();
    if (this.#verified !== null && now < this.#verified.until) return this.#verified.work;
    const work = this.#verifyNow(signal);
    this.#verified = { until: now + VERIFIED_MS, work };
    work.catch(() => (this.#verified = null));
    return work;
  }

  async #verifyNow(signal: AbortSignal): Promise<void> {
    const { transport, contact, sink } = this.#context;
    const identity = await readIdentity({ transport, contact, url: this.#server }, signal);
    const before = this.#identity;
    if (before?.uid === identity.uid && before.version === identity.version) return;
    if (before !== null && before.uid !== identity.uid) this.#reflectors.forEach((reflector) => reflector.reset());
    await sink.identity(identity);
    this.#identity = identity;
  }

  async #discovery(signal: AbortSignal): Promise<void> {
    const { random, timing } = this.#context;
    while (!signal.aborted) {
      await this.#discover(signal);
      await this.#wake.sleep(Math.round(timing.discoveryMs * (1 + random() / 4)), signal);
    }
  }

  async #discover(signal: AbortSignal): Promise<void> {
    try {
      await this.#verify(signal);
      this.#served = await discover(this.#context, this.#served, signal);
    } catch (error) {
      if (failureOf(error).type === 'denied') this.#served = assumed(this.#served);
      else return;
    }
    RESOURCES.forEach((resource, index) => this.#reflectors[index]?.serve(this.#served.get(resource.id) ?? null));
  }

  #definitionChanged(signal: AbortSignal): void {
    for (const ms of DEFINITION_MS) void this.#context.clock.sleep(ms, signal).then(() => this.#wake.now());
  }
}

/** Where discovery is forbidden, everything is tried: what is not there answers 404. */
function assumed(before: Served): Served {
  return new Map(RESOURCES.map(({ id, version }) => [id, before.get(id) ?? version]));
}

interface Hooks {
  readonly onBack: () => void;
  readonly verify: () => Promise<void>;
}

function contextOf(options: ReaderOptions, hooks: Hooks): Context & { readonly contact: Connection } {
  const { source, sink, clock = systemClock, random = () => Math.random() } = options;
  const timing = { ...defaultTiming, ...options.timing };
  const interner = createInterner();
  const userAgent = `netkaart/${options.version ?? '0.1.0'}`;
  return {
    transport: options.transport ?? new HttpsTransport(source.config, { clock, userAgent }),
    sink,
    contact: new Connection(sink, clock, hooks.onBack),
    clock,
    random,
    timing,
    intern: (value) => interner.value(value),
    turns: new Turns(timing.concurrentLists),
    gzip: !isLoopback(new URL(source.server).hostname),
    verify: hooks.verify,
  };
}
