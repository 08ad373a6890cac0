import {
  clientMessageSchema,
  CURSOR_HEADER,
  parseCursor,
  PROTOCOL,
  serverMessageSchema,
  type ClientMessage,
  type Cursor,
  type ServerMessage,
} from '@netkaart/protocol';
import { apply, decodeColumns, emptyTopology, type Topology } from '@netkaart/topology';
import { WebSocket } from 'ws';
import { until } from './until.js';

type Message<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

/** A client that follows one cluster as the page does: state by HTTP after a reset, then changes from its cursor on. */
export class LiveClient {
  readonly messages: ServerMessage[] = [];
  topology: Topology = emptyTopology();
  cursor: Cursor | null = null;
  closed: number | null = null;
  /** What went wrong while following, such as a change that does not fit. */
  failure: unknown = null;
  #work: Promise<void> = Promise.resolve();

  private constructor(
    readonly socket: WebSocket,
    private readonly url: string,
  ) {
    socket.on('message', (data: Buffer) => this.#take(serverMessageSchema.parse(JSON.parse(data.toString('utf8')))));
    socket.on('close', (code) => (this.closed = code));
    socket.on('error', () => undefined);
  }

  static async connect(url: string, headers: Record<string, string> = {}): Promise<LiveClient> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, { headers });
    const client = new LiveClient(socket, url);
    await until('the socket opens or closes', () => socket.readyState === WebSocket.OPEN || client.closed !== null);
    return client;
  }

  /** Says hello and follows a cluster from where this client, or an earlier one, stands. */
  async follow(cluster: string, earlier?: LiveClient): Promise<void> {
    if (earlier) [this.topology, this.cursor] = [earlier.topology, earlier.cursor];
    this.say({ type: 'hello', protocol: PROTOCOL });
    await this.heard('status');
    this.say({ type: 'subscribe', cluster, since: this.cursor });
  }

  say(message: ClientMessage): void {
    this.raw(JSON.stringify(clientMessageSchema.parse(message)));
  }

  raw(text: string): void {
    this.socket.send(text);
  }

  /** The first message of a type, now or soon. */
  async heard<T extends ServerMessage['type']>(
    type: T,
    fits: (message: Message<T>) => boolean = () => true,
  ): Promise<Message<T>> {
    const find = (): Message<T> | undefined => this.all(type).find(fits);
    return until(`a message of type ${type} comes`, find);
  }

  all<T extends ServerMessage['type']>(type: T): Message<T>[] {
    return this.messages.filter((message): message is Message<T> => message.type === type);
  }

  async reaches(cursor: Cursor): Promise<void> {
    await until(`the client reaches ${cursor.epoch}:${cursor.seq}`, () => {
      if (this.failure !== null) throw new Error('The client could not follow.', { cause: this.failure });
      return this.cursor?.epoch === cursor.epoch && this.cursor.seq >= cursor.seq;
    });
  }

  async close(): Promise<void> {
    this.socket.terminate();
    await until('the socket is closed', () => this.closed !== null);
    await this.#work;
  }

  #take(message: ServerMessage): void {
    this.messages.push(message);
    if (message.type !== 'reset' && message.type !== 'changes') return;
    this.#work = this.#work.then(() => this.#follow(message)).catch((error: unknown) => void (this.failure ??= error));
  }

  async #follow(message: Message<'reset'> | Message<'changes'>): Promise<void> {
    if (message.type === 'reset') return this.#fetchState(message.cluster);
    const at = this.cursor;
    if (at === null || at.epoch !== message.epoch || message.to <= at.seq) return;
    if (message.from > at.seq) throw new Error(`Changes from ${message.from} do not continue ${at.seq}.`);
    const changes = message.merged ? message.changes : message.changes.slice(at.seq - message.from);
    if (message.merged && message.from !== at.seq) throw new Error('Merged changes do not continue the state.');
    this.topology = apply(this.topology, changes);
    this.cursor = { epoch: message.epoch, seq: message.to };
  }

  async #fetchState(cluster: string): Promise<void> {
    const response = await fetch(`${this.url}/api/clusters/${cluster}/state`);
    this.topology = decodeColumns(new Uint8Array(await response.arrayBuffer()));
    this.cursor = parseCursor(response.headers.get(CURSOR_HEADER) ?? '');
  }
}
