import type { Cursor, Place } from '@netkaart/protocol';
import type pg from 'pg';
import { codeOf } from '../errors/app-error.js';
import { addActivity, type ActivityMinute } from './sql/add-activity.js';
import { beginEpoch } from './sql/begin-epoch.js';
import { createChangePartition } from './sql/create-change-partition.js';
import { dayOf, insertChanges, type StoredChange } from './sql/insert-changes.js';
import { insertKeyframe, type Keyframe } from './sql/insert-keyframe.js';
import { insertPlaces } from './sql/insert-places.js';
import { moveHead } from './sql/move-head.js';
import { readActivity } from './sql/read-activity.js';
import { readChanges, type LogRow } from './sql/read-changes.js';
import { readHead } from './sql/read-head.js';
import { readLastKeyframe } from './sql/read-last-keyframe.js';
import { readPlaces } from './sql/read-places.js';
import { readResumePoints } from './sql/read-resume-points.js';
import { saveResumePoints, type StoredResumePoint } from './sql/save-resume-points.js';
import { touchProven } from './sql/touch-proven.js';

/** What one transaction makes durable. Changes are numbered from `from + 1`. */
export interface Commit {
  readonly clusterId: number;
  readonly epoch: number;
  readonly from: number;
  readonly changes: readonly StoredChange[];
  readonly resumePoints: readonly StoredResumePoint[];
  readonly activity: readonly ActivityMinute[];
  readonly places: readonly Place[];
  readonly provenAt: number;
}

/** The head of the log stands elsewhere than its writer believed: someone else wrote, or rows were lost. */
export class FenceError extends Error {
  override readonly name = 'FenceError';
  constructor(
    readonly expected: Cursor,
    readonly found: Cursor,
  ) {
    super(`The log stands at ${found.epoch}:${found.seq}, not at ${expected.epoch}:${expected.seq}.`);
  }
}

/** The change log of all clusters and what is committed with it. */
export class LogRepository {
  readonly #days = new Set<string>();

  constructor(private readonly pool: pg.Pool) {}

  /**
   * All of a commit or nothing. Safe to repeat with the same commit when an earlier try ended without an answer: what
   * was committed then counts. Throws {@link FenceError} when the log stands elsewhere.
   */
  async commit(commit: Commit): Promise<void> {
    await this.#ensureDays(commit.changes);
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      if (await this.#write(client, commit)) await client.query('COMMIT');
      else await settle(client, commit);
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async #write(client: pg.PoolClient, commit: Commit): Promise<boolean> {
    const { clusterId, epoch, from, changes, provenAt } = commit;
    if (!(await moveHead(client, { clusterId, epoch, from, to: from + changes.length, provenAt }))) return false;
    if (changes.length > 0) await insertChanges(client, commit, changes);
    await saveResumePoints(client, clusterId, commit.resumePoints);
    await addActivity(client, clusterId, commit.activity);
    await insertPlaces(client, clusterId, commit.places);
    return true;
  }

  /** Makes the partitions of the days from `now` on, so that no commit has to wait for one at midnight. */
  async prepareDays(now: number): Promise<void> {
    for (const day of [0, 1, 2]) await this.#ensureDay(dayOf(now + day * 86_400_000));
  }

  async #ensureDays(changes: readonly StoredChange[]): Promise<void> {
    for (const day of new Set(changes.map(({ observedAt }) => dayOf(observedAt)))) await this.#ensureDay(day);
  }

  async #ensureDay(day: string): Promise<void> {
    if (this.#days.has(day)) return;
    try {
      await createChangePartition(this.pool, day);
    } catch (error) {
      if (!ALREADY_THERE.has(codeOf(error))) throw error;
    }
    this.#days.add(day);
  }

  async beginEpoch(clusterId: number, epoch: number, kubeSystemUid: string | null): Promise<void> {
    await beginEpoch(this.pool, { id: clusterId, epoch, kubeSystemUid });
  }

  async head(clusterId: number): Promise<Cursor> {
    return readHead(this.pool, clusterId);
  }

  /** Changes of (after, to], oldest first, at most `limit`. */
  async changesBetween(clusterId: number, epoch: number, after: number, to: number, limit: number): Promise<LogRow[]> {
    return readChanges(this.pool, { clusterId, epoch, after, to, limit });
  }

  async lastKeyframe(clusterId: number, epoch: number): Promise<Keyframe | null> {
    return readLastKeyframe(this.pool, clusterId, epoch);
  }

  async saveKeyframe(clusterId: number, keyframe: Keyframe): Promise<void> {
    await insertKeyframe(this.pool, clusterId, keyframe);
  }

  async resumePoints(clusterId: number): Promise<StoredResumePoint[]> {
    return readResumePoints(this.pool, clusterId);
  }

  async places(clusterId: number): Promise<Place[]> {
    return readPlaces(this.pool, clusterId);
  }

  /** The roll-up of one cluster (null: of all) from a minute on, oldest first. */
  async activity(clusterId: number | null, fromMinute: number): Promise<ActivityMinute[]> {
    return readActivity(this.pool, clusterId, fromMinute);
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }

  async touchProven(clusterId: number, provenAt: number): Promise<void> {
    await touchProven(this.pool, clusterId, provenAt);
  }
}

/** duplicate_table, unique_violation: a racing maker was faster. */
const ALREADY_THERE = new Set(['42P07', '23505']);

/** The head was not at `from`: either this very commit was done before and its answer was lost, or the log is not ours. */
async function settle(client: pg.PoolClient, { clusterId, epoch, from, changes }: Commit): Promise<void> {
  const found = await readHead(client, clusterId);
  await client.query('ROLLBACK');
  const done = changes.length > 0 && found.epoch === epoch && found.seq === from + changes.length;
  if (!done) throw new FenceError({ epoch, seq: from }, found);
}
