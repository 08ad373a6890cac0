import { clientMessageSchema, PROTOCOL, type ClientMessage, type Cursor, type ServerMessage } from '@netkaart/protocol';
import type { LogRow } from '../database/sql/read-changes.js';
import { mergeChanges } from './merge.js';
import { Rate } from './rate.js';
import { cut, type Piece, type Ring } from './ring.js';
import { CLOSE, type LiveSocket } from './socket.js';

/** What a session asks of the hub. */
export interface SessionHost {
  readonly build: string;
  now(): number;
  /** The recent changes of a cluster, or null when there is no such cluster. */
  ring(cluster: string): Ring | null;
  /** The log of (after, to], oldest first. */
  readLog(cluster: string, epoch: number, after: number, to: number): Promise<LogRow[]>;
  /** The status message of now, serialised. */
  statusText(): string;
  placesText(cluster: string): string;
}

/** hello not yet said · said · gone. */
type State =
  { readonly type: 'waiting'; readonly since: number } | { readonly type: 'open' } | { readonly type: 'closed' };

/** `seq`: the last that was handed to the socket. `reading`: a page of the log is on its way. */
interface Subscription {
  epoch: number;
  seq: number;
  reading: boolean;
}

export const LIMITS = {
  /** Bytes in flight above which nothing more is handed to a socket. */
  bufferedMax: 256 * 1024,
  /** A slow client's backlog beyond this is merged per object; if that does not help, the client is reset. */
  queueMax: 1024 * 1024,
  /** A socket that took nothing for this long is slow. */
  slowMs: 2_000,
  /** A socket that took nothing for this long is gone. */
  stuckMs: 60_000,
  helloMs: 10_000,
  subscriptionsMax: 64,
  messagesBurst: 60,
  messagesPerSecond: 20,
  /** A client further behind than this gets the whole state instead of the log. */
  replayMax: 20_000,
  replayPage: 500,
} as const;

/** One client. It pulls: its cursor moves along the shared ring as fast as its own socket drains. */
export class Session {
  #state: State;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #rate: Rate;
  #fullSince: number | null = null;
  #slow = false;
  #pumping = false;
  #statusDue = false;

  constructor(
    private readonly socket: LiveSocket,
    private readonly host: SessionHost,
  ) {
    this.#state = { type: 'waiting', since: host.now() };
    this.#rate = new Rate(LIMITS.messagesBurst, LIMITS.messagesPerSecond, host.now());
    this.#send({ type: 'hello', protocol: PROTOCOL, build: host.build, now: host.now() });
  }

  get isClosed(): boolean {
    return this.#state.type === 'closed';
  }

  /** A message of the client, as text. */
  receive(text: string): void {
    if (this.isClosed) return;
    if (!this.#rate.take(this.host.now())) {
      this.#refuse('bad_message', `Too many messages: at most ${LIMITS.messagesPerSecond} a second.`);
      return this.#close(CLOSE.policy, 'too many messages');
    }
    const message = parse(text);
    if (typeof message === 'string') this.#refuse('bad_message', message);
    else this.#handle(message);
  }

  /** Hands on what became due: call after each publication, and when the socket has drained. */
  pump(): void {
    if (this.#state.type !== 'open' || this.#pumping) return;
    this.#pumping = true;
    for (const [cluster, subscription] of this.#subscriptions) this.#pumpOne(cluster, subscription);
    this.#pumping = false;
    if (this.#statusDue && !this.#isFull()) this.#sendStatus();
  }

  /** The cluster's log began anew. */
  reset(cluster: string): void {
    const subscription = this.#subscriptions.get(cluster);
    if (subscription) this.#resetTo(cluster, subscription);
  }

  places(cluster: string, text: string): void {
    if (this.#subscriptions.has(cluster)) this.#sendText(text);
  }

  /** A new status exists; sent at once, or when the socket has drained. */
  statusChanged(): void {
    this.#statusDue = true;
    this.pump();
  }

  /** A message that is worth nothing later: dropped when the socket is full. */
  offer(text: string): void {
    if (this.#state.type === 'open' && !this.#isFull()) this.#sendText(text);
  }

  /** Ends what takes too long. Call about once a second. */
  tick(): void {
    const now = this.host.now();
    if (this.#state.type === 'waiting' && now - this.#state.since > LIMITS.helloMs)
      this.#close(CLOSE.silent, 'no hello');
    if (this.#isFull() && this.#fullSince !== null && now - this.#fullSince > LIMITS.stuckMs)
      this.#close(CLOSE.slow, 'reads nothing');
  }

  /** The connection ended, whoever ended it. */
  closed(): void {
    this.#state = { type: 'closed' };
    this.#subscriptions.clear();
  }

  close(): void {
    this.#close(CLOSE.goingAway, 'Netkaart stops');
  }

  #handle(message: ClientMessage): void {
    if (message.type === 'hello') return this.#greet(message.protocol);
    if (message.type === 'ping') return this.#send({ type: 'pong', now: this.host.now() });
    if (this.#state.type !== 'open')
      return this.#refuse('hello_first', 'Say hello, with the protocol you speak, before anything else.');
    if (message.type === 'subscribe') return this.#subscribe(message.cluster, message.since);
    this.#subscriptions.delete(message.cluster);
  }

  #greet(protocol: number): void {
    if (protocol !== PROTOCOL) {
      this.#refuse('incompatible', `This server speaks protocol ${PROTOCOL}, the client ${protocol}. Reload the page.`);
      return this.#close(CLOSE.incompatible, 'protocol');
    }
    this.#state = { type: 'open' };
    this.#sendStatus();
  }

  #subscribe(cluster: string, since: Cursor | null): void {
    const ring = this.host.ring(cluster);
    if (!ring)
      return this.#refuse('unknown_cluster', `There is no cluster "${cluster}". The status message lists all.`);
    if (!this.#subscriptions.has(cluster) && this.#subscriptions.size >= LIMITS.subscriptionsMax) {
      return this.#refuse(
        'too_many_subscriptions',
        `At most ${LIMITS.subscriptionsMax} clusters at a time; unsubscribe from one.`,
      );
    }
    this.#subscriptions.delete(cluster);
    this.#sendText(this.host.placesText(cluster));
    const continues = since !== null && since.epoch === ring.epoch && since.seq <= ring.head;
    const subscription: Subscription = { epoch: ring.epoch, seq: continues ? since.seq : ring.head, reading: false };
    this.#subscriptions.set(cluster, subscription);
    if (continues) this.#pumpOne(cluster, subscription);
    else this.#resetTo(cluster, subscription);
  }

  #pumpOne(cluster: string, subscription: Subscription): void {
    const ring = this.host.ring(cluster);
    if (!ring || subscription.reading) return;
    if (subscription.epoch !== ring.epoch) return this.#resetTo(cluster, subscription);
    while (!this.#isFull()) {
      if (this.#wasSlow() && ring.reaches(subscription.seq) && ring.backlog(subscription.seq) > LIMITS.queueMax) {
        this.#catchUp(cluster, subscription, ring);
      }
      const next = ring.next(subscription.seq);
      if (next.type === 'current') return;
      if (next.type === 'lost') return this.#readOn(cluster, subscription, ring);
      subscription.seq = next.to;
      this.#sendText(next.text);
    }
  }

  /** A slow client's backlog in one go: merged per object, or not at all. */
  #catchUp(cluster: string, subscription: Subscription, ring: Ring): void {
    const backlog = ring.changesAfter(subscription.seq);
    const text = ring.textOf({ ...backlog, changes: mergeChanges(backlog.changes) }, true);
    this.#slow = false;
    if (text.length > LIMITS.queueMax) return this.#resetTo(cluster, subscription);
    subscription.seq = backlog.to;
    this.#sendText(text);
  }

  /** The client is behind the ring: a page of the log, or the whole state when that is less. */
  #readOn(cluster: string, subscription: Subscription, ring: Ring): void {
    if (ring.head - subscription.seq > LIMITS.replayMax) return this.#resetTo(cluster, subscription);
    subscription.reading = true;
    const to = Math.min(subscription.seq + LIMITS.replayPage, ring.head);
    this.host.readLog(cluster, subscription.epoch, subscription.seq, to).then(
      (rows) => this.#takePage(cluster, subscription, rows),
      () => this.#takePage(cluster, subscription, []),
    );
  }

  #takePage(cluster: string, subscription: Subscription, rows: readonly LogRow[]): void {
    subscription.reading = false;
    const ring = this.host.ring(cluster);
    if (!ring || this.#subscriptions.get(cluster) !== subscription) return;
    const page = toPiece(subscription.seq, rows);
    if (page === null || subscription.epoch !== ring.epoch) return this.#resetTo(cluster, subscription);
    subscription.reading = true;
    for (const part of cut(page)) this.#sendText(ring.textOf(part));
    subscription.seq = page.to;
    subscription.reading = false;
    this.#pumpOne(cluster, subscription);
  }

  #resetTo(cluster: string, subscription: Subscription): void {
    const ring = this.host.ring(cluster);
    if (!ring) return;
    subscription.epoch = ring.epoch;
    subscription.seq = ring.head;
    this.#send({ type: 'reset', cluster, cursor: { epoch: ring.epoch, seq: ring.head } });
  }

  #sendStatus(): void {
    this.#statusDue = false;
    this.#sendText(this.host.statusText());
  }

  #refuse(code: Extract<ServerMessage, { type: 'error' }>['code'], message: string): void {
    this.#send({ type: 'error', code, message });
  }

  #send(message: ServerMessage): void {
    this.#sendText(JSON.stringify(message));
  }

  #sendText(text: string): void {
    if (this.isClosed || !this.socket.isOpen) return;
    this.socket.send(text, () => this.#drained());
  }

  #drained(): void {
    if (this.#isFull()) return;
    this.#slow ||= this.#fullSince !== null && this.host.now() - this.#fullSince > LIMITS.slowMs;
    this.#fullSince = null;
    this.pump();
  }

  #isFull(): boolean {
    const full = this.socket.buffered >= LIMITS.bufferedMax;
    if (full) this.#fullSince ??= this.host.now();
    return full;
  }

  /** Whether the socket has lately been full for long. */
  #wasSlow(): boolean {
    return this.#slow;
  }

  #close(code: number, reason: string): void {
    this.closed();
    this.socket.close(code, reason);
  }
}

/** A page of the log as one piece; null when it does not continue from `after`. */
function toPiece(after: number, rows: readonly LogRow[]): Piece | null {
  const last = rows.at(-1);
  if (!last || rows[0]?.seq !== after + 1 || last.seq !== after + rows.length) return null;
  return { from: after, to: last.seq, observedAt: last.observedAt, changes: rows.map(({ change }) => change) };
}

/** The message, or a sentence that says what is wrong with it. */
function parse(text: string): ClientMessage | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'The message is not JSON.';
  }
  const result = clientMessageSchema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return `The message is not in the protocol: ${issue?.path.join('.') || 'type'}: ${issue?.message ?? 'invalid'}`;
}
