import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from '@netkaart/topology';
import type pg from 'pg';
import { query, startTestPostgres, type TestPostgres } from '../../test/support/postgres.js';
import { createLog } from '../log.js';
import { ClusterRepository, nextEpoch } from './cluster.repository.js';
import { createPool } from './connect.js';
import { GapRepository } from './gap.repository.js';
import { FenceError, LogRepository, type Commit } from './log.repository.js';
import { createPrisma } from './prisma.js';
import type { StoredChange } from './sql/insert-changes.js';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

interface Fixture {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly log: LogRepository;
  readonly clusters: ClusterRepository;
  readonly gaps: GapRepository;
  readonly clusterId: number;
  readonly epoch: number;
}

const NOON = Date.parse('2026-03-01T12:00:00Z');

async function withStore(test: (fixture: Fixture) => Promise<void>): Promise<void> {
  const url = await postgres.create();
  const pool = createPool(url, createLog('none'));
  const prisma = createPrisma(pool);
  const clusters = new ClusterRepository(prisma);
  const { id, epoch } = await clusters.register({ slug: 'a', name: 'A', source: 's', demo: false }, NOON);
  try {
    await test({
      url,
      pool,
      log: new LogRepository(pool),
      clusters,
      gaps: new GapRepository(prisma),
      clusterId: id,
      epoch,
    });
  } finally {
    await prisma.$disconnect();
    await pool.end();
  }
}

const added = (uid: string, at = NOON): StoredChange => ({
  change: { op: 'add', kind: 'Pod', uid, record: build.pod({ uid, name: uid }) },
  observedAt: at,
  eventAt: null,
  window: null,
});

const commitOf = (fixture: Fixture, from: number, changes: StoredChange[], more: Partial<Commit> = {}): Commit => ({
  clusterId: fixture.clusterId,
  epoch: fixture.epoch,
  from,
  changes,
  resumePoints: [],
  activity: [],
  places: [],
  provenAt: NOON,
  ...more,
});

describe('the change log', () => {
  it('gives back, in order and unchanged, what was committed', () =>
    withStore(async (fixture) => {
      const changes: StoredChange[] = [
        added('x'),
        {
          change: { op: 'update', kind: 'Pod', uid: 'x', patch: { phase: 'Failed' } },
          observedAt: NOON,
          eventAt: NOON - 5,
          window: null,
        },
        { change: { op: 'delete', kind: 'Pod', uid: 'x' }, observedAt: NOON, eventAt: null, window: [NOON - 10, NOON] },
      ];
      await fixture.log.commit(commitOf(fixture, 0, changes));
      const rows = await fixture.log.changesBetween(fixture.clusterId, fixture.epoch, 0, 3, 100);
      expect(rows.map(({ seq, change }) => ({ seq, change }))).toEqual(
        changes.map(({ change }, index) => ({ seq: index + 1, change })),
      );
      expect(await query(fixture.url, 'SELECT window_from, window_to, event_at FROM change ORDER BY seq')).toEqual([
        { window_from: null, window_to: null, event_at: null },
        { window_from: null, window_to: null, event_at: String(NOON - 5) },
        { window_from: String(NOON - 10), window_to: String(NOON), event_at: null },
      ]);
    }));

  it('keeps every string that JavaScript can hold', () =>
    withStore(async (fixture) => {
      const odd = { 'control \u0000\u0001': 'lone \ud800 surrogate', __proto__x: '‮bidi', emoji: '🗺' };
      const record = build.pod({ uid: 'odd', name: 'odd', labels: odd });
      await fixture.log.commit(
        commitOf(fixture, 0, [{ ...added('odd'), change: { op: 'add', kind: 'Pod', uid: 'odd', record } }]),
      );
      const [row] = await fixture.log.changesBetween(fixture.clusterId, fixture.epoch, 0, 1, 1);
      expect(row?.change).toEqual({ op: 'add', kind: 'Pod', uid: 'odd', record });
    }));

  it('commits all of a batch or nothing of it', () =>
    withStore(async (fixture) => {
      const broken = commitOf(fixture, 0, [added('x')], {
        resumePoints: [{ resource: 'pods', resourceVersion: 'a\0b', at: NOON }],
        places: [{ group: 'g', key: 'k', slot: 0 }],
      });
      await expect(fixture.log.commit(broken)).rejects.toThrow();
      expect(await fixture.log.head(fixture.clusterId)).toEqual({ epoch: fixture.epoch, seq: 0 });
      expect(await query(fixture.url, 'SELECT count(*)::int AS n FROM change')).toEqual([{ n: 0 }]);
      expect(await fixture.log.places(fixture.clusterId)).toEqual([]);
    }));

  it('takes a repeated commit, whose first answer was lost, for the one that it is', () =>
    withStore(async (fixture) => {
      const commit = commitOf(fixture, 0, [added('x'), added('y')]);
      await fixture.log.commit(commit);
      await fixture.log.commit(commit);
      expect(await fixture.log.head(fixture.clusterId)).toEqual({ epoch: fixture.epoch, seq: 2 });
      expect(await query(fixture.url, 'SELECT count(*)::int AS n FROM change')).toEqual([{ n: 2 }]);
    }));

  it('refuses a writer that does not stand at the head', () =>
    withStore(async (fixture) => {
      await fixture.log.commit(commitOf(fixture, 0, [added('x'), added('y')]));
      await expect(fixture.log.commit(commitOf(fixture, 1, [added('z'), added('w')]))).rejects.toBeInstanceOf(
        FenceError,
      );
      await expect(
        fixture.log.commit(commitOf({ ...fixture, epoch: fixture.epoch - 1 }, 2, [added('z')])),
      ).rejects.toBeInstanceOf(FenceError);
      expect(await query(fixture.url, 'SELECT seq::int FROM change ORDER BY seq')).toEqual([{ seq: 1 }, { seq: 2 }]);
    }));

  it('lets one of two writers at the same head through, and keeps seq gap-free', () =>
    withStore(async (fixture) => {
      const tries = await Promise.allSettled(
        ['a', 'b', 'c', 'd'].map((uid) => fixture.log.commit(commitOf(fixture, 0, [added(uid), added(`${uid}2`)]))),
      );
      const rows = await query(fixture.url, 'SELECT seq::int FROM change ORDER BY seq');
      expect(rows).toEqual([{ seq: 1 }, { seq: 2 }]);
      expect(tries.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    }));

  it('makes the partition of each day that a batch touches, and reads across midnight', () =>
    withStore(async (fixture) => {
      const midnight = Date.parse('2026-03-02T00:00:00Z');
      await fixture.log.commit(commitOf(fixture, 0, [added('before', midnight - 1), added('after', midnight)]));
      const tables = await query(
        fixture.url,
        `SELECT c.relname::text AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relkind = 'r' ORDER BY 1`,
      );
      expect(tables.map((row) => row['name'])).toEqual(['change_20260301', 'change_20260302']);
      expect(
        (await fixture.log.changesBetween(fixture.clusterId, fixture.epoch, 0, 2, 10)).map(({ change }) => change.uid),
      ).toEqual(['before', 'after']);
    }));

  it('replaces resume points, adds activity up, keeps places', () =>
    withStore(async (fixture) => {
      const counts = { nodes: 1, pods: 2, services: 0, policies: 0, routes: 0, problems: 1 };
      const more = (resourceVersion: string, slot: number): Partial<Commit> => ({
        resumePoints: [{ resource: 'pods', resourceVersion, at: NOON }],
        activity: [{ minute: 7, counts }],
        places: [{ group: 'g', key: 'k', slot }],
      });
      await fixture.log.commit(commitOf(fixture, 0, [added('x')], more('1', 0)));
      await fixture.log.commit(commitOf(fixture, 1, [], more('2', 5)));
      expect(await fixture.log.resumePoints(fixture.clusterId)).toEqual([
        { resource: 'pods', resourceVersion: '2', at: NOON },
      ]);
      expect(await fixture.log.activity(fixture.clusterId, 0)).toEqual([
        { minute: 7, counts: { ...counts, nodes: 2, pods: 4, problems: 2 } },
      ]);
      expect(await fixture.log.activity(null, 8)).toEqual([]);
      expect(await fixture.log.places(fixture.clusterId)).toEqual([{ group: 'g', key: 'k', slot: 0 }]);
    }));

  it('begins an epoch without resume points and with its own seq', () =>
    withStore(async (fixture) => {
      await fixture.log.commit(
        commitOf(fixture, 0, [added('x')], { resumePoints: [{ resource: 'pods', resourceVersion: '1', at: NOON }] }),
      );
      const epoch = nextEpoch(fixture.epoch, NOON);
      expect(epoch).toBeGreaterThan(fixture.epoch);
      await fixture.log.beginEpoch(fixture.clusterId, epoch, 'other');
      expect(await fixture.log.resumePoints(fixture.clusterId)).toEqual([]);
      await fixture.log.commit(commitOf({ ...fixture, epoch }, 0, [added('x')]));
      expect(await fixture.log.head(fixture.clusterId)).toEqual({ epoch, seq: 1 });
      expect((await fixture.log.changesBetween(fixture.clusterId, fixture.epoch, 0, 99, 99)).length).toBe(1);
    }));
});

describe('the seldom-written tables', () => {
  it('register a cluster once and keep its epoch', () =>
    withStore(async (fixture) => {
      const again = await fixture.clusters.register(
        { slug: 'a', name: 'A new name', source: 's2', demo: false },
        NOON + 99_000,
      );
      expect(again).toMatchObject({ id: fixture.clusterId, epoch: fixture.epoch });
      await fixture.clusters.identify(fixture.clusterId, { uid: 'u', version: 'v1.36.0' });
      expect(await fixture.clusters.register({ slug: 'a', name: 'A', source: 's', demo: false }, NOON)).toMatchObject({
        kubeSystemUid: 'u',
        version: 'v1.36.0',
      });
    }));

  it('hold at most the gaps that were opened, closed when told', () =>
    withStore(async ({ gaps, clusterId, epoch }) => {
      const id = await gaps.open(clusterId, epoch, 5, 'why');
      expect(await gaps.findOpen(clusterId)).toEqual({ id, fromAt: 5, toAt: null, reason: 'why' });
      await gaps.close(id, 9);
      expect(await gaps.findOpen(clusterId)).toBeNull();
      expect(await gaps.list(clusterId)).toEqual([{ id, fromAt: 5, toAt: 9, reason: 'why' }]);
    }));
});
