import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { build, hash, type NetRecord } from '@netkaart/topology';
import { startFleet, stopFleets, type TestFleet } from '../../test/support/fleet.js';
import { query, startTestPostgres, type TestPostgres } from '../../test/support/postgres.js';
import { resourceOf, ScriptedCluster } from '../../test/support/scripted-cluster.js';
import { until } from '../../test/support/until.js';
import { isAlive } from '../database/embedded/pid-file.js';

jest.setTimeout(60_000);

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterEach(stopFleets);
afterAll(() => postgres.stop());

const pods = (count: number, prefix = 'p'): NetRecord[] =>
  Array.from({ length: count }, (_, index) =>
    build.pod({ uid: `${prefix}${index}`, name: `${prefix}${index}`, createdAt: Math.floor(Date.now() / 1000) }),
  );
const seqs = async (url: string): Promise<number[]> =>
  (await query(url, 'SELECT seq::int FROM change ORDER BY epoch, seq')).map((row) => row['seq'] as number);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const isAt = (running: TestFleet, seq: number): Promise<boolean> =>
  until(`the log stands at ${seq}`, () => running.fleet.cursor('scripted').seq === seq);

/** Ends the server as a crash would, once it has recovered from an earlier one. */
async function killPostgres(): Promise<void> {
  await until('the server runs', () => isAlive(postgres.server.pid()));
  process.kill(postgres.server.pid(), 'SIGKILL');
}

describe('a collector', () => {
  it('publishes nothing that is not in the database yet', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const missing: Promise<number>[] = [];
    const running = await startFleet(url, [cluster.member], {
      onHeard: (heard) => {
        if (heard.type !== 'committed') return;
        missing.push(
          query(url, 'SELECT $1 - count(*)::int AS missing FROM change WHERE seq <= $1', [heard.committed.to]).then(
            ([row]) => row?.['missing'] as number,
          ),
        );
      },
    });
    for (const pod of pods(300)) await cluster.tell([pod]);
    await isAt(running, 300);
    expect((await Promise.all(missing)).every((count) => count === 0)).toBe(true);
    expect(missing.length).toBeGreaterThan(0);
    await running.stop();
  });

  it('adds no row for what is not news, over any number of restarts', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const state = pods(50);
    let last = '';
    for (let start = 0; start < 4; start += 1) {
      const running = await startFleet(url, [cluster.member]);
      await cluster.tell(state);
      await cluster.settle(['Pod'], '50');
      await isAt(running, 50);
      await running.stop();
      if (start > 0) expect(hash(running.fleet.collector('scripted').topology)).toBe(last);
      last = hash(running.fleet.collector('scripted').topology);
    }
    expect(await seqs(url)).toEqual(upTo(50));
  });

  it('resumes each resource from the point that was committed with its changes', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const first = await startFleet(url, [cluster.member]);
    await cluster.tell(pods(3));
    await cluster.settle(['Pod'], '777');
    await isAt(first, 3);
    await first.stop();
    const second = await startFleet(url, [cluster.member]);
    expect(cluster.resume.get('pods')?.resourceVersion).toBe('777');
    expect([...cluster.sink.known(resourceOf('Pod'))].sort()).toEqual(['p0', 'p1', 'p2']);
    await second.stop();
  });

  it('never stores a resume point ahead of the changes that it covers, wherever the process dies', async () => {
    const url = await postgres.create();
    for (let life = 0; life < 6; life += 1) {
      const cluster = new ScriptedCluster();
      const running = await startFleet(url, [cluster.member]);
      for (let index = 0; index < 40; index += 1) {
        const version = life * 40 + index + 1;
        await cluster.tell(pods(1, `life${life}-${index}-`));
        await cluster.sink.advance(resourceOf('Pod'), { resourceVersion: String(version) }, Date.now());
        if (index % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 20 + life * 5));
      }
      await running.abandon();
      const [point] = await query(
        url,
        `SELECT resource_version::int AS version FROM resume_point WHERE resource = 'pods'`,
      );
      const stored = await query(url, `SELECT uid FROM change`);
      const covered = Array.from(
        { length: (point?.['version'] as number | undefined) ?? 0 },
        (_, version) => `life${Math.floor(version / 40)}-${version % 40}-0`,
      );
      const known = new Set(stored.map((row) => row['uid']));
      if (life === 0 || point)
        expect(covered.filter((uid) => uid.startsWith(`life${life}-`) && !known.has(uid))).toEqual([]);
    }
    const stored = await seqs(url);
    expect(stored).toEqual(upTo(stored.length));
  });

  it('tells apart two lives of one name', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const running = await startFleet(url, [cluster.member]);
    await cluster.tell([build.pod({ uid: 'first', name: 'web' })]);
    await cluster.gone('Pod', ['first']);
    await cluster.tell([build.pod({ uid: 'second', name: 'web' })]);
    await isAt(running, 3);
    expect(await query(url, 'SELECT op::text, uid FROM change ORDER BY seq')).toEqual([
      { op: 'add', uid: 'first' },
      { op: 'delete', uid: 'first' },
      { op: 'add', uid: 'second' },
    ]);
    await running.stop();
  });

  it('keeps of a delete that was inferred from a list when it may have been', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const running = await startFleet(url, [cluster.member]);
    await cluster.tell(pods(1));
    await cluster.sink.remove(resourceOf('Pod'), ['p0', 'never-there'], 2_000_000_000_000, {
      type: 'inferred',
      window: [1, 2],
    });
    await isAt(running, 2);
    expect(await query(url, `SELECT window_from::int, window_to::int FROM change WHERE op = 'delete'`)).toEqual([
      { window_from: 1, window_to: 2 },
    ]);
    await running.stop();
  });

  it('begins the log anew when another cluster answers under the name, and reads everything again', async () => {
    const url = await postgres.create();
    const old = new ScriptedCluster('scripted', { uid: 'old', version: 'v1.30.0' });
    const before = await startFleet(url, [old.member]);
    await old.tell(pods(5));
    await old.settle(['Pod'], '5');
    await isAt(before, 5);
    const { epoch } = before.fleet.cursor('scripted');
    await before.stop();

    const other = new ScriptedCluster('scripted', { uid: 'other', version: 'v1.36.0' });
    const after = await startFleet(url, [other.member]);
    await until('a second reader begins', () => other.readers === 2);
    expect(other.resume.size).toBe(0);
    expect([...other.sink.known(resourceOf('Pod'))]).toEqual([]);
    await other.tell(pods(2, 'other'));
    await isAt(after, 2);
    expect(after.fleet.cursor('scripted').epoch).toBeGreaterThan(epoch);
    expect(after.heard[0]).toMatchObject({ type: 'reset', slug: 'scripted' });
    expect([...after.fleet.collector('scripted').topology.kinds.Pod.keys()]).toEqual(['other0', 'other1']);
    await after.stop();
  });

  it('loses nothing when the database is killed and comes back under load', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const running = await startFleet(url, [cluster.member]);
    const total = 1_200;
    for (let index = 0; index < total; index += 1) {
      await cluster.tell([build.pod({ uid: `p${index}`, name: `p${index}` })]);
      if (index === 200 || index === 600) await killPostgres();
      if (index % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await isAt(running, total);
    expect(await seqs(url)).toEqual(upTo(total));
    expect(running.fleet.collector('scripted').topology.kinds.Pod.size).toBe(total);
    await running.stop();
  });

  it('says that nothing newer is shown, and holds the reader back, while the database is away', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const running = await startFleet(url, [cluster.member], { timing: { queuedMax: 100, changesMax: 10 } });
    await cluster.tell(pods(1));
    await cluster.settle(['Pod'], '1');
    await isAt(running, 1);
    const collector = running.fleet.collector('scripted');
    await until('the cluster is live', () => collector.status(Date.now()).phase === 'live');
    await query(postgres.server.url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} ALLOW_CONNECTIONS false`);
    await query(postgres.server.url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [
      new URL(url).pathname.slice(1),
    ]);
    let told = 0;
    const telling = (async () => {
      for (const pod of pods(500, 'q')) {
        await cluster.tell([pod]);
        told += 1;
      }
    })();
    const status = await until('the status says so', () => {
      const now = collector.status(Date.now());
      return now.phase === 'stale' ? now : null;
    });
    expect(status.detail).toMatch(/The database takes no changes .* nothing newer is shown until it answers/);
    expect(running.fleet.cursor('scripted').seq).toBe(1);
    await until('the reader is held back', () => told >= 100);
    expect(told).toBeLessThan(500);
    await query(postgres.server.url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} ALLOW_CONNECTIONS true`);
    await telling;
    await isAt(running, 501);
    expect(await seqs(url)).toEqual(upTo(501));
    await running.stop();
  });

  it('begins anew, rather than guess, when the log was set back behind its back', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const running = await startFleet(url, [cluster.member]);
    await cluster.tell(pods(5));
    await isAt(running, 5);
    const { epoch } = running.fleet.cursor('scripted');
    await query(url, 'UPDATE cluster SET head_seq = 3');
    await query(url, 'DELETE FROM change WHERE seq > 3');
    await cluster.tell(pods(1, 'new'));
    await until('a new reader begins', () => cluster.readers === 2);
    await cluster.tell(pods(7));
    await isAt(running, 7);
    expect(running.fleet.cursor('scripted').epoch).toBeGreaterThan(epoch);
    await running.stop();
  });

  it('begins anew when a stored change is missing', async () => {
    const url = await postgres.create();
    const first = new ScriptedCluster();
    const running = await startFleet(url, [first.member]);
    await first.tell(pods(5));
    await isAt(running, 5);
    await running.stop();
    await query(url, 'DELETE FROM change WHERE seq = 3');
    const second = await startFleet(url, [new ScriptedCluster().member]);
    expect(second.fleet.cursor('scripted').seq).toBe(0);
    expect(second.fleet.collector('scripted').topology.kinds.Pod.size).toBe(0);
    await second.stop();
  });

  it('recovers from keyframe and changes to the very state', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const running = await startFleet(url, [cluster.member]);
    await cluster.sink.upsert(resourceOf('Pod'), pods(12_000), Date.now());
    await isAt(running, 12_000);
    await until('a keyframe is stored', async () => (await query(url, 'SELECT seq FROM keyframe')).length === 1);
    await cluster.gone('Pod', ['p1', 'p2']);
    await cluster.tell([build.pod({ uid: 'p3', name: 'p3', phase: 'Failed' })]);
    await isAt(running, 12_003);
    const before = hash(running.fleet.collector('scripted').topology);
    await running.stop();
    const again = await startFleet(url, [new ScriptedCluster().member]);
    expect(hash(again.fleet.collector('scripted').topology)).toBe(before);
    expect(again.fleet.cursor('scripted').seq).toBe(12_003);
    await again.stop();
  });

  it('notes a gap from the last proof to the next live moment, for each time that nobody watched', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const first = await startFleet(url, [cluster.member]);
    await cluster.tell(pods(1));
    await cluster.settle(['Pod'], '1');
    await until('the first run is live', () => first.fleet.statuses()[0]?.phase === 'live');
    expect(await first.gaps.list(first.fleet.collector('scripted').storeId)).toEqual([]);
    cluster.sink.connection({ reachable: false, detail: 'connection refused', retryAt: null });
    const open = await until(
      'a gap is open',
      async () => (await first.gaps.list(first.fleet.collector('scripted').storeId))[0],
    );
    expect(open).toMatchObject({ toAt: null, reason: 'connection refused' });
    await cluster.settle(['Pod'], '2');
    await until(
      'the gap is closed',
      async () => (await first.gaps.list(first.fleet.collector('scripted').storeId))[0]?.toAt,
    );
    await first.stop();

    const second = await startFleet(url, [cluster.member]);
    const { storeId } = second.fleet.collector('scripted');
    await until('the pause is a gap', async () => (await second.gaps.list(storeId)).length === 2);
    await cluster.settle(['Pod'], '3');
    await until('both are closed', async () =>
      (await second.gaps.list(storeId)).every((gap) => gap.toAt !== null && gap.toAt >= gap.fromAt),
    );
    expect((await second.gaps.list(storeId))[1]?.reason).toBe('Netkaart was not running.');
    await second.stop();
  });

  it('gives places once everything was read, and keeps them for ever', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const node = (index: number) =>
      build.node({
        uid: `n${index}`,
        name: `n${index}`,
        podCIDRs: [`10.244.${index}.0/24`],
        addresses: [{ type: 'InternalIP', address: `192.168.1.${10 + index}` }],
      });
    const running = await startFleet(url, [cluster.member]);
    await cluster.tell([node(2)]);
    await isAt(running, 1);
    expect(running.fleet.places('scripted')).toEqual([]);
    await cluster.tell([node(0)]);
    await cluster.settle(['Node', 'Pod', 'IPPool', 'AddressBlock'], '2');
    const places = await until('places are given', () =>
      running.fleet.places('scripted').length > 0 ? running.fleet.places('scripted') : null,
    );
    await cluster.tell([node(1)]);
    await until('a new place is added', () => running.fleet.places('scripted').length > places.length);
    expect(running.fleet.places('scripted').slice(0, places.length)).toEqual(places);
    expect(await running.log.places(running.fleet.collector('scripted').storeId)).toHaveLength(
      running.fleet.places('scripted').length,
    );
    await running.stop();
  });

  it('counts what is news per minute, and not what was there before', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const running = await startFleet(url, [cluster.member]);
    const nowSeconds = Math.floor(Date.now() / 1000);
    await cluster.tell([
      build.pod({ uid: 'old', name: 'old', createdAt: 1 }),
      build.pod({ uid: 'new', name: 'new', createdAt: nowSeconds }),
    ]);
    await cluster.tell([build.pod({ uid: 'new', name: 'new', createdAt: nowSeconds, phase: 'Failed' })]);
    await isAt(running, 3);
    const minutes = await running.log.activity(running.fleet.collector('scripted').storeId, 0);
    expect(minutes.reduce((sum, { counts }) => sum + counts.pods, 0)).toBe(2);
    expect(minutes.reduce((sum, { counts }) => sum + counts.problems, 0)).toBe(1);
    await running.stop();
  });

  it('leaves out an object that the database cannot hold, says so, and stores the others', async () => {
    const url = await postgres.create();
    const cluster = new ScriptedCluster();
    const running = await startFleet(url, [cluster.member]);
    await cluster.tell([build.pod({ uid: 'bad\0uid', name: 'poison' }), ...pods(1)]);
    await cluster.settle(['Pod'], '1');
    await isAt(running, 1);
    const kind = running.fleet.statuses()[0]?.kinds.find((each) => each.kind === 'Pod');
    expect(kind?.detail).toMatch(/1 left out or shortened; the first is .*poison, metadata.uid/);
    await running.stop();
  });
});
