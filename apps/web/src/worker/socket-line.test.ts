import { describe, expect, it } from '@jest/globals';
import { PROTOCOL } from '@netkaart/protocol';
import type { Connection } from './messages';
import { SocketLine, type Socket } from './socket-line';

class FakeSocket implements Socket {
  readonly sent: unknown[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.closed = true;
  }
  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

function lineOf() {
  const sockets: FakeSocket[] = [];
  const timers = new Map<number, { at: number; run: () => void }>();
  const connections: Connection[] = [];
  const heard: string[] = [];
  let now = 0;
  let id = 0;
  const line = new SocketLine(
    {
      now: () => now,
      random: () => 0,
      after: (ms, run) => {
        const own = ++id;
        timers.set(own, { at: now + ms, run });
        return () => timers.delete(own);
      },
      connect: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
    },
    { message: ({ type }) => heard.push(type), connection: (connection) => connections.push(connection) },
  );
  const advance = (ms: number) => {
    const until = now + ms;
    for (;;) {
      const [next] = [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at);
      if (!next) break;
      timers.delete(next[0]);
      now = next[1].at;
      next[1].run();
    }
    now = until;
  };
  line.open();
  return { line, sockets, connections, heard, advance, timers };
}

const hello = { type: 'hello', protocol: PROTOCOL, build: 'b', now: 0 };

describe('the line to the server', () => {
  it('says hello first and is online when the server has answered', () => {
    const { sockets, connections } = lineOf();
    sockets[0]!.onopen?.();
    expect(sockets[0]!.sent).toEqual([{ type: 'hello', protocol: PROTOCOL }]);
    sockets[0]!.says(hello);
    expect(connections).toEqual([{ phase: 'online', build: 'b' }]);
  });

  it('comes back by itself, later after each failure', () => {
    const { sockets, connections, advance } = lineOf();
    sockets[0]!.onclose?.();
    expect(connections.at(-1)).toMatchObject({ phase: 'offline', retryAt: 1000, attempt: 1 });
    advance(1000);
    sockets[1]!.onclose?.();
    expect(connections.at(-1)).toMatchObject({ attempt: 2 });
    advance(2000);
    expect(sockets).toHaveLength(3);
  });

  it('takes 15 s of silence for a dead line', () => {
    const { sockets, connections, advance } = lineOf();
    sockets[0]!.says(hello);
    advance(14_000);
    sockets[0]!.says({ type: 'pong', now: 1 });
    advance(14_000);
    expect(connections.at(-1)?.phase).toBe('online');
    advance(2000);
    expect(connections.at(-1)?.phase).toBe('offline');
    expect(sockets[0]!.closed).toBe(true);
  });

  it('drops and counts what is no message of the protocol', () => {
    const { line, sockets, heard } = lineOf();
    sockets[0]!.onmessage?.({ data: 'no json' });
    sockets[0]!.says({ type: 'shout' });
    sockets[0]!.says({ type: 'changes', cluster: 5 });
    expect(line.dropped).toBe(3);
    expect(heard).toEqual([]);
  });

  it('stops and says why when the server speaks another protocol', () => {
    const { sockets, connections, advance } = lineOf();
    sockets[0]!.says({ ...hello, protocol: PROTOCOL + 1 });
    expect(connections.at(-1)).toMatchObject({ phase: 'incompatible' });
    advance(60_000);
    expect(sockets).toHaveLength(1);
  });

  it('leaves no timer behind when it is stopped', () => {
    const { line, timers } = lineOf();
    line.stop();
    expect(timers.size).toBe(0);
  });
});
