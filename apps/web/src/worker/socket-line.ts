import { PROTOCOL, serverMessageSchema, type ClientMessage, type ServerMessage } from '@netkaart/protocol';
import { type Connection } from './messages';
import { next, reset, SOCKET_RETRY, type Retry } from './retry';

/** The part of a browser's WebSocket that is used. */
export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

/** Time, chance and the network, handed in. `after` returns a function that cancels. */
export interface Surroundings {
  readonly now: () => number;
  readonly random: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly connect: () => Socket;
}

export interface LineListener {
  message(message: ServerMessage): void;
  connection(connection: Connection): void;
}

/** The server speaks at least every 5 s; a line this long silent is dead, whatever the socket says. */
const SILENCE_MS = 15_000;

/**
 * One line to the server that comes back by itself: says hello, parses every message, notices silence, waits longer
 * after each failure. A message outside the protocol is dropped and counted, never thrown.
 */
export class SocketLine {
  dropped = 0;
  #socket: Socket | null = null;
  #retry: Retry = SOCKET_RETRY;
  #cancelWait: () => void = nothing;
  #cancelSilence: () => void = nothing;
  #lastHeardAt: number;
  #stopped = false;

  constructor(
    private readonly around: Surroundings,
    private readonly listener: LineListener,
  ) {
    this.#lastHeardAt = around.now();
  }

  open(): void {
    this.#cancelWait();
    if (this.#stopped || this.#socket) return;
    const socket = this.around.connect();
    this.#socket = socket;
    socket.onopen = () => this.#send(socket, { type: 'hello', protocol: PROTOCOL });
    socket.onmessage = (event) => this.#heard(socket, event.data);
    socket.onclose = () => this.#lost(socket);
    this.#watchSilence(socket);
  }

  /** Sends if the line is up; nothing waits in a queue, because hello starts everything anew. */
  send(message: ClientMessage): void {
    if (this.#socket) this.#send(this.#socket, message);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelWait();
    this.#cancelSilence();
    this.#socket?.close();
    this.#socket = null;
  }

  #send(socket: Socket, message: ClientMessage): void {
    try {
      socket.send(JSON.stringify(message));
    } catch {
      this.#lost(socket);
    }
  }

  #heard(socket: Socket, data: unknown): void {
    if (socket !== this.#socket) return;
    this.#lastHeardAt = this.around.now();
    this.#watchSilence(socket);
    const message = parse(data);
    if (message === null) this.dropped += 1;
    else this.#take(message);
  }

  #take(message: ServerMessage): void {
    if (message.type === 'hello') this.#greeted(message);
    if (message.type === 'error' && message.code === 'incompatible') this.#incompatible(message.message);
    this.listener.message(message);
  }

  #greeted(hello: Extract<ServerMessage, { type: 'hello' }>): void {
    if (hello.protocol !== PROTOCOL) {
      this.#incompatible(`The server speaks protocol ${hello.protocol}, this page ${PROTOCOL}. Reload the page.`);
      return;
    }
    this.#retry = reset(this.#retry);
    this.listener.connection({ phase: 'online', build: hello.build });
  }

  #incompatible(message: string): void {
    this.stop();
    this.listener.connection({ phase: 'incompatible', message });
  }

  #watchSilence(socket: Socket): void {
    this.#cancelSilence();
    this.#cancelSilence = this.around.after(SILENCE_MS, () => {
      socket.close();
      this.#lost(socket);
    });
  }

  #lost(socket: Socket): void {
    if (socket !== this.#socket || this.#stopped) return;
    this.#socket = null;
    this.#cancelSilence();
    const [waitMs, retry] = next(this.#retry, this.around.random());
    this.#retry = retry;
    const retryAt = this.around.now() + waitMs;
    this.listener.connection({ phase: 'offline', since: this.#lastHeardAt, retryAt, attempt: retry.attempt });
    this.#cancelWait = this.around.after(waitMs, () => this.open());
  }
}

function parse(data: unknown): ServerMessage | null {
  try {
    const result = serverMessageSchema.safeParse(JSON.parse(String(data)));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

function nothing(): void {
  // no timer is set
}
