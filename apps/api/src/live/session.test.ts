import { describe, expect, it } from '@jest/globals';
import { serverMessageSchema, type Cursor, type ServerMessage } from '@netkaart/protocol';
import { build, type Change } from '@netkaart/topology';
import { FakeClock } from '../../test/support/fake-clock.js';
import type { LogRow } from '../database/sql/read-changes.js';
import { Ring } from './ring.js';
import { LIMITS, Session, type SessionHost } from './session.js';
import type { LiveSocket } from './socket.js';

/** A network that takes bytes only when the test lets it. */
class FakeSocket implements LiveSocket {
  isOpen = true;
  buffered = 0;
  bufferedMax = 0;
  closed: number | null = null;
  reads = true;
  readonly messages: ServerMessage[] = [];
  #pending: (() => void)[] = [];

  send(text: string, flushed: () => void): void {
    this.messages.push(serverMessageSchema.parse(JSON.parse(text)));
    this.buffered += text.length;
    this.bufferedMax = Math.max(this.bufferedMax, this.buffered);
    this.#pending.push(() => {
      this.buffered -= text.length;
      flushed();
    });
    if (this.reads) this.drain();
  }
  drain(): void {
    for (let next = this.#pending.shift(); next; next = this.#pending.shift()) next();
  }
  close(code: number): void {
    this.isOpen = false;
    this.closed = code;
  }
  types(): string[] {
    return this.messages.map(({ type }) => type);
  }
  changes(): Extract<ServerMessage, { type: 'changes' }>[] {
    return this.messages.filter((message) => message.type === 'changes');
  }
}

const EPOCH = 7;
const add = (uid: string, filling = 0): Change => ({
  op: 'add',
  kind: 'Pod',
  uid,
  record: build.pod({ uid, name: uid, reason: 'x'.repeat(filling) }),
});

function setUp(ringBytesMax = 1_000_000_000) {
  const clock = new FakeClock();
  const log: LogRow[] = [];
  const rings = new Map([['c', new Ring('c', { epoch: EPOCH, seq: 0 }, ringBytesMax)]]);
  let reads = 0;
  const host: SessionHost = {
    build: 'test',
    now: () => clock.now(),
    ring: (cluster) => rings.get(cluster) ?? null,
    readLog: (_cluster, _epoch, after, to) => {
      reads += 1;
      return Promise.resolve(log.filter(({ seq }) => seq > after && seq <= to));
    },
    statusText: () => JSON.stringify({ type: 'status', now: clock.now(), clusters: [] }),
    placesText: (cluster) => JSON.stringify({ type: 'places', cluster, places: [] }),
  };
  const socket = new FakeSocket();
  const session = new Session(socket, host);
  const publish = (...changes: Change[]): void => {
    const ring = rings.get('c');
    if (!ring) return;
    const from = ring.head;
    changes.forEach((change, index) => log.push({ seq: from + index + 1, observedAt: clock.now(), change }));
    ring.push({ from, to: from + changes.length, observedAt: clock.now(), changes });
    session.pump();
  };
  const follow = (since: Cursor | null): void => {
    session.receive('{"type":"hello","protocol":1}');
    session.receive(JSON.stringify({ type: 'subscribe', cluster: 'c', since }));
  };
  return {
    clock,
    host,
    rings,
    socket,
    session,
    publish,
    follow,
    readCount: () => reads,
    head: () => rings.get('c')?.head ?? 0,
  };
}

const covered = (socket: FakeSocket, from: number): number => {
  let at = from;
  for (const message of socket.changes()) {
    expect(message.from).toBe(at);
    if (!message.merged) expect(message.changes.length).toBe(message.to - message.from);
    at = message.to;
  }
  return at;
};

describe('a session', () => {
  it('hands on every change once, in order, from the cursor of the client on', () => {
    const { socket, publish, follow, head } = setUp();
    publish(add('a'), add('b'), add('c'));
    follow({ epoch: EPOCH, seq: 1 });
    publish(add('d'));
    publish(add('e'), add('f'));
    expect(covered(socket, 1)).toBe(head());
    expect(socket.types()).not.toContain('reset');
  });

  it('cuts a batch that a message could not hold', () => {
    const { socket, publish, follow, head } = setUp();
    follow({ epoch: EPOCH, seq: 0 });
    publish(...Array.from({ length: 40 }, (_, index) => add(`p${index}`, 50_000)));
    expect(socket.changes().length).toBeGreaterThan(5);
    expect(covered(socket, 0)).toBe(head());
  });

  it('reads from the log, page by page, what the ring no longer holds', async () => {
    const { socket, publish, follow, head, clock, readCount } = setUp(10_000);
    for (let index = 0; index < 2_500; index += 1) publish(add(`p${index}`));
    follow({ epoch: EPOCH, seq: 5 });
    await clock.settle();
    expect(covered(socket, 5)).toBe(head());
    expect(readCount()).toBe(5);
    publish(add('live'));
    expect(covered(socket, 5)).toBe(head());
  });

  it('gives the whole state instead of more of the log than is worth reading', async () => {
    const { socket, publish, follow, clock, readCount, head } = setUp(10_000);
    publish(...Array.from({ length: LIMITS.replayMax + 10 }, (_, index) => add(`p${index}`)));
    follow({ epoch: EPOCH, seq: 5 });
    await clock.settle();
    expect(readCount()).toBe(0);
    expect(socket.messages.at(-1)).toMatchObject({ type: 'reset', cursor: { epoch: EPOCH, seq: head() } });
  });

  it('gives the whole state when the log has a hole where the client stands', async () => {
    const { session, socket, publish, clock, host } = setUp(10_000);
    for (let index = 0; index < 300; index += 1) publish(add(`p${index}`));
    const read = host.readLog.bind(host);
    Object.assign(host, {
      readLog: async (...range: Parameters<SessionHost['readLog']>) =>
        (await read(...range)).filter(({ seq }) => seq !== 20),
    });
    session.receive('{"type":"hello","protocol":1}');
    session.receive(JSON.stringify({ type: 'subscribe', cluster: 'c', since: { epoch: EPOCH, seq: 5 } }));
    await clock.settle();
    expect(socket.types().slice(-1)).toEqual(['reset']);
    expect(socket.changes()).toEqual([]);
  });

  it('holds at most its cap for a client that reads nothing, then merges, and is current', async () => {
    const { socket, publish, follow, clock, head } = setUp();
    follow({ epoch: EPOCH, seq: 0 });
    publish(...Array.from({ length: 10 }, (_, index) => add(`p${index}`)));
    socket.reads = false;
    for (let round = 0; round < 400; round += 1) {
      publish(
        ...Array.from({ length: 10 }, (_, index): Change => ({
          op: 'update',
          kind: 'Pod',
          uid: `p${index}`,
          patch: { reason: `${round}`.repeat(300) },
        })),
      );
      await clock.advance(100);
    }
    expect(socket.bufferedMax).toBeLessThanOrEqual(LIMITS.queueMax);
    const before = socket.messages.length;
    socket.reads = true;
    socket.drain();
    expect(socket.changes().filter(({ merged }) => merged)).toHaveLength(1);
    expect(socket.messages.length - before).toBeLessThan(5);
    expect(covered(socket, 0)).toBe(head());
  });

  it('resets a slow client whose backlog does not get small by merging', async () => {
    const { socket, publish, follow, clock, head } = setUp();
    follow({ epoch: EPOCH, seq: 0 });
    socket.reads = false;
    for (let round = 0; round < 100; round += 1) {
      publish(...Array.from({ length: 4 }, (_, index) => add(`p${round}-${index}`, 10_000)));
      await clock.advance(100);
    }
    socket.reads = true;
    socket.drain();
    expect(socket.messages.at(-1)).toMatchObject({ type: 'reset', cursor: { seq: head() } });
    expect(socket.bufferedMax).toBeLessThanOrEqual(LIMITS.queueMax);
  });

  it('closes a client that has taken nothing for a minute, and one that never says hello', async () => {
    const { socket, session, publish, follow, clock } = setUp();
    follow({ epoch: EPOCH, seq: 0 });
    socket.reads = false;
    publish(...Array.from({ length: 40 }, (_, index) => add(`p${index}`, 20_000)));
    await clock.advance(LIMITS.stuckMs + 1);
    session.tick();
    expect(socket.closed).toBe(4409);
    const silent = setUp();
    await silent.clock.advance(LIMITS.helloMs + 1);
    silent.session.tick();
    expect(silent.socket.closed).toBe(4408);
  });

  it('starts over when the log began anew', () => {
    const { socket, session, rings, publish, follow } = setUp();
    follow({ epoch: EPOCH, seq: 0 });
    publish(add('a'));
    rings.set('c', new Ring('c', { epoch: EPOCH + 1, seq: 0 }, 1_000));
    session.reset('c');
    expect(socket.messages.at(-1)).toMatchObject({ type: 'reset', cursor: { epoch: EPOCH + 1, seq: 0 } });
  });

  it('hears nothing more of a cluster that it left', () => {
    const { socket, session, publish, follow } = setUp();
    follow({ epoch: EPOCH, seq: 0 });
    session.receive('{"type":"unsubscribe","cluster":"c"}');
    publish(add('a'));
    expect(socket.changes()).toEqual([]);
  });

  it('follows a bounded number of clusters', async () => {
    const { clock, socket, session, rings } = setUp();
    session.receive('{"type":"hello","protocol":1}');
    for (let index = 0; index <= LIMITS.subscriptionsMax; index += 1) {
      rings.set(`c${index}`, new Ring(`c${index}`, { epoch: EPOCH, seq: 0 }, 1_000));
      await clock.advance(1_000);
      session.receive(`{"type":"subscribe","cluster":"c${index}","since":null}`);
    }
    expect(socket.messages.filter(({ type }) => type === 'reset')).toHaveLength(LIMITS.subscriptionsMax);
    expect(socket.messages.at(-1)).toMatchObject({ type: 'error', code: 'too_many_subscriptions' });
  });
});
