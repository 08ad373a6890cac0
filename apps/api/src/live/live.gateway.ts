import type { IncomingMessage } from 'node:http';
import { Inject } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import type { RawData, WebSocket } from 'ws';
import { checkApproach } from '../http/local-only.js';
import { LiveHub } from './hub.js';
import type { LiveSocket } from './socket.js';

/** Origins besides our own that may connect. */
export const ORIGINS = Symbol('origins');

const CLIENT_MESSAGE_BYTES_MAX = 16 * 1024;

/** Carries the hub's messages over `ws` at /ws. Host and Origin are checked as for HTTP; nothing is compressed. */
@WebSocketGateway({ path: '/ws', maxPayload: CLIENT_MESSAGE_BYTES_MAX, perMessageDeflate: false })
export class LiveGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    @Inject(LiveHub) private readonly hub: LiveHub,
    @Inject(ORIGINS) private readonly origins: readonly string[],
  ) {}

  handleConnection(client: WebSocket, request: IncomingMessage): void {
    client.on('error', () => undefined);
    try {
      checkApproach({ host: request.headers.host, origin: request.headers.origin }, this.origins);
    } catch {
      return client.close(4403, 'Host or Origin not allowed');
    }
    const session = this.hub.connect(toLiveSocket(client));
    client.on('message', (data: RawData) => session.receive(toText(data)));
    client.on('close', () => this.hub.leave(session));
  }
}

function toLiveSocket(client: WebSocket): LiveSocket {
  return {
    get isOpen() {
      return client.readyState === client.OPEN;
    },
    get buffered() {
      return client.bufferedAmount;
    },
    send: (text, flushed) => client.send(text, (error) => (error ? undefined : flushed())),
    close: (code, reason) => client.close(code, reason),
  };
}

function toText(data: RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data as Buffer).toString('utf8');
}
