import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import { messageOf, StartError } from '../errors/app-error.js';
import { COMPATIBLE, planMigrations, type AppliedMigration, type Migration } from './migrations.js';

/** The lock that the Prisma CLI takes too: we and `prisma migrate deploy` never migrate at the same time. */
const PRISMA_LOCK = 72707369;

/** Prisma's own table, so that `prisma migrate status` agrees with us. */
const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

const rowSchema = z.object({
  name: z.string(),
  checksum: z.string(),
  finished: z.boolean(),
  note: z.string(),
});

/** Brings the database to the newest of `migrations`, each in a transaction of its own; returns the names applied. */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    const pending = planMigrations(migrations, await readApplied(client));
    for (const migration of pending) await applyMigration(client, migration);
    await client.query('SELECT pg_advisory_unlock($1)', [PRISMA_LOCK]);
    client.release();
    return pending.map(({ name }) => name);
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function readApplied(client: pg.PoolClient): Promise<AppliedMigration[]> {
  await client.query(TABLE);
  const { rows } = await client.query(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, coalesce(logs, '') AS note
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return z.array(rowSchema).parse(rows);
}

async function applyMigration(client: pg.PoolClient, { name, sql, checksum, breaking }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, logs, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, now(), 1)`,
      [randomUUID(), checksum, name, breaking ? null : COMPATIBLE],
    );
    await client.query('COMMIT');
  } catch (error) {
    throw new StartError(`The migration ${name} failed and was taken back: ${messageOf(error)}`, error);
  }
}
