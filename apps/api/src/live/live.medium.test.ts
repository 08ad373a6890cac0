import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PROTOCOL } from '@netkaart/protocol';
import { build, hash, type NetRecord } from '@netkaart/topology';
import { closeApps, startTestApp } from '../../test/support/app.js';
import { LiveClient } from '../../test/support/live-client.js';
import { startTestPostgres, type TestPostgres } from '../../test/support/postgres.js';
import { ScriptedCluster } from '../../test/support/scripted-cluster.js';
import { until } from '../../test/support/until.js';
import type { App } from '../start-app.js';

jest.setTimeout(60_000);

let postgres: TestPostgres;
let url: string;
let cluster: ScriptedCluster;
let app: App;
const clients: LiveClient[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
});
beforeEach(async () => {
  url = await postgres.create();
  cluster = new ScriptedCluster();
  app = await startTestApp({ databaseUrl: url, members: [cluster.member] });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await closeApps();
});
afterAll(() => postgres.stop());

const connect = async (headers: Record<string, string> = {}): Promise<LiveClient> => {
  const client = await LiveClient.connect(app.url, headers);
  clients.push(client);
  return client;
};
const pod = (name: string, more = {}): NetRecord => build.pod({ uid: name, name, ...more });
const pods = (count: number, prefix: string): NetRecord[] =>
  Array.from({ length: count }, (_, index) => pod(`${prefix}${index}`));
const serverHash = (): string => hash(app.fleet.collector('scripted').topology);
const committed = async (seq: number): Promise<void> => {
  await until(`the log stands at ${seq}`, () => app.fleet.cursor('scripted').seq >= seq);
};

describe('a client', () => {
  it('has, after state and changes, the very state of the server', async () => {
    await cluster.tell(pods(20, 'a'));
    await committed(20);
    const client = await connect();
    await client.follow('scripted');
    for (let round = 0; round < 30; round += 1) {
      await cluster.tell([pod(`a${round % 20}`, { phase: round % 2 === 0 ? 'Failed' : 'Running' }), pod(`b${round}`)]);
      if (round % 5 === 0) await cluster.gone('Pod', [`b${round}`]);
    }
    await cluster.tell([pod('last')]);
    await until('the last is stored', () => app.fleet.collector('scripted').topology.kinds.Pod.has('last'));
    await client.reaches(app.fleet.cursor('scripted'));
    expect(hash(client.topology)).toBe(serverHash());
    expect(client.all('reset')).toHaveLength(1);
  });

  it('is greeted, then told the status, before anything else', async () => {
    const client = await connect();
    await client.follow('scripted');
    await client.heard('reset');
    expect(client.messages.slice(0, 2).map(({ type }) => type)).toEqual(['hello', 'status']);
    expect(client.messages[0]).toMatchObject({ protocol: PROTOCOL });
  });

  it('goes on from its cursor after an interruption, without a reset, and misses nothing', async () => {
    const first = await connect();
    await first.follow('scripted');
    await cluster.tell(pods(10, 'a'));
    await committed(10);
    await first.reaches({ ...app.fleet.cursor('scripted'), seq: 10 });
    await first.close();
    await cluster.tell(pods(10, 'b'));
    await committed(20);
    const second = await connect();
    await second.follow('scripted', first);
    await cluster.tell(pods(10, 'c'));
    await committed(30);
    await second.reaches(app.fleet.cursor('scripted'));
    expect(second.all('reset')).toEqual([]);
    expect(hash(second.topology)).toBe(serverHash());
  });

  it('goes on from its cursor when the server was started anew, out of the log', async () => {
    const first = await connect();
    await first.follow('scripted');
    await cluster.tell(pods(1_500, 'a'));
    await committed(1_500);
    await first.reaches({ ...app.fleet.cursor('scripted'), seq: 1_500 });
    await first.close();
    await cluster.tell(pods(2_500, 'b'));
    await committed(4_000);
    await app.close();
    app = await startTestApp({ databaseUrl: url, members: [cluster.member] });
    const second = await connect();
    await second.follow('scripted', first);
    await second.reaches(app.fleet.cursor('scripted'));
    expect(second.all('reset')).toEqual([]);
    expect(
      second
        .all('changes')
        .map(({ from, to }) => to - from)
        .every((count) => count <= 1_000),
    ).toBe(true);
    expect(hash(second.topology)).toBe(serverHash());
  });

  it('gets the whole state for a cursor that the log does not know', async () => {
    await cluster.tell(pods(3, 'a'));
    await committed(3);
    const { epoch } = app.fleet.cursor('scripted');
    for (const since of [
      { epoch, seq: 4 },
      { epoch: epoch - 1, seq: 1 },
    ]) {
      const client = await connect();
      client.say({ type: 'hello', protocol: PROTOCOL });
      client.say({ type: 'subscribe', cluster: 'scripted', since });
      expect((await client.heard('reset')).cursor).toEqual({ epoch, seq: 3 });
    }
  });

  it('hears every few seconds how fresh each cluster is', async () => {
    const client = await connect();
    await client.follow('scripted');
    const first = await client.heard('freshness');
    const second = await client.heard('freshness', ({ now }) => now > first.now);
    expect(second.now - first.now).toBeLessThan(5_000);
    expect(second.clusters.map(({ id }) => id)).toEqual(['scripted']);
  });

  it('hears of a new status when the phase changes', async () => {
    const client = await connect();
    await client.follow('scripted');
    await cluster.settle(['Pod'], '1');
    await client.heard('status', ({ clusters }) => clusters[0]?.phase === 'live');
    cluster.sink.connection({ reachable: false, detail: 'connection refused', retryAt: null });
    const { clusters } = await client.heard('status', (status) => status.clusters[0]?.phase === 'stale');
    expect(clusters[0]?.detail).toBe('connection refused');
  });

  it('that reads nothing costs at most its cap, delays nobody, and is current again when it reads', async () => {
    const [slow, quick] = [await connect(), await connect()];
    await slow.follow('scripted');
    await quick.follow('scripted');
    await quick.heard('reset');
    await slow.heard('reset');
    slow.socket.pause();
    const big = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`key-${index}`, 'x'.repeat(100)]));
    let seq = 0;
    for (let round = 0; round < 12; round += 1) {
      await cluster.tell(pods(300, 'p').map((record) => ({ ...record, labels: { ...big, round: String(round) } })));
      seq += 300;
      await committed(seq);
      await quick.reaches({ ...app.fleet.cursor('scripted'), seq });
    }
    slow.socket.resume();
    await slow.reaches(app.fleet.cursor('scripted'));
    expect(hash(slow.topology)).toBe(serverHash());
    expect(hash(quick.topology)).toBe(serverHash());
  });
});

describe('a message that is not in the protocol', () => {
  it('is answered with the reason, and the conversation goes on', async () => {
    const client = await connect();
    const bad = [
      '',
      'not json',
      '[]',
      '{"type":"nix"}',
      '{"type":"hello","protocol":"1"}',
      '{"__proto__":{"type":"hello"}}',
      `{"type":"subscribe","cluster":"${'x'.repeat(300)}","since":null}`,
    ];
    for (const text of bad) client.raw(text);
    await until('each is answered', () => client.all('error').length === bad.length);
    expect(client.all('error').map(({ code }) => code)).toEqual(bad.map(() => 'bad_message'));
    expect(client.all('error')[1]?.message).toBe('The message is not JSON.');
    expect(client.all('error')[6]?.message).toMatch(/cluster: .*253/);
    await client.follow('scripted');
    await client.heard('reset');
  });

  it('is answered too when it comes before hello, names no cluster, or speaks another protocol', async () => {
    const client = await connect();
    client.say({ type: 'subscribe', cluster: 'scripted', since: null });
    await client.heard('error', ({ code }) => code === 'hello_first');
    client.say({ type: 'hello', protocol: PROTOCOL });
    client.say({ type: 'subscribe', cluster: 'nowhere', since: null });
    expect((await client.heard('error', ({ code }) => code === 'unknown_cluster')).message).toContain('"nowhere"');
    const other = await connect();
    other.say({ type: 'hello', protocol: PROTOCOL + 1 });
    await other.heard('error', ({ code }) => code === 'incompatible');
    await until('it is closed', () => other.closed === 4400);
  });

  it('of more than 16 KB ends its connection and no other', async () => {
    const [loud, other] = [await connect(), await connect()];
    await other.follow('scripted');
    loud.raw(JSON.stringify({ type: 'ping', filling: 'x'.repeat(17 * 1024) }));
    await until('it is closed', () => loud.closed === 1009);
    await cluster.tell(pods(1, 'a'));
    await other.reaches({ ...app.fleet.cursor('scripted'), seq: 1 });
  });

  it('after message ends its connection when they come too fast', async () => {
    const client = await connect();
    for (let count = 0; count < 500; count += 1) client.raw('{"type":"ping"}');
    await until('it is closed', () => client.closed === 1008);
    expect(client.all('error').at(-1)?.message).toMatch(/Too many messages/);
  });
});

describe('a connection', () => {
  it('of another web site, or to another name, is refused', async () => {
    for (const headers of [{ origin: 'http://evil.example' }, { host: 'evil.example' }, { origin: 'null' }]) {
      const client = await connect(headers);
      await until('it is closed', () => client.closed === 4403);
      expect(client.messages).toEqual([]);
    }
    const own = await connect({ origin: app.url });
    await own.heard('hello');
  });

  it('is closed when the server stops', async () => {
    const client = await connect();
    await client.follow('scripted');
    await app.close();
    await until('it is closed', () => client.closed === 1001);
  });
});
