import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query, startTestPostgres, type TestPostgres } from '../../test/support/postgres.js';
import { createLog } from '../log.js';
import { createPool } from './connect.js';
import { migrate } from './migrate.js';
import { MIGRATIONS_FOLDER, readMigrations, type Migration } from './migrations.js';
import { createPrisma } from './prisma.js';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const step = (name: string, sql: string, breaking = false): Migration => ({
  name,
  sql,
  checksum: `${name}-sum`,
  breaking,
});

async function migrated(url: string, migrations: readonly Migration[]): Promise<string[]> {
  const pool = createPool(url, createLog('none'));
  try {
    return await migrate(pool, migrations);
  } finally {
    await pool.end();
  }
}

describe('migrating', () => {
  it('applies what is missing, once, in order', async () => {
    const url = await postgres.createEmpty();
    const steps = [step('1', 'CREATE TABLE a (n int)'), step('2', 'INSERT INTO a VALUES (2)')];
    expect(await migrated(url, steps.slice(0, 1))).toEqual(['1']);
    expect(await migrated(url, steps)).toEqual(['2']);
    expect(await migrated(url, steps)).toEqual([]);
    expect(await query(url, 'SELECT n FROM a')).toEqual([{ n: 2 }]);
  });

  it('is done once when several start at the same time', async () => {
    const url = await postgres.createEmpty();
    const migrations = await readMigrations(MIGRATIONS_FOLDER);
    const applied = await Promise.all([
      migrated(url, migrations),
      migrated(url, migrations),
      migrated(url, migrations),
    ]);
    expect(applied.flat()).toEqual(migrations.map(({ name }) => name));
  });

  it('takes a step that fails back whole', async () => {
    const url = await postgres.createEmpty();
    const steps = [step('1', 'CREATE TABLE a (n int); CREATE TABLE a (n int)')];
    await expect(migrated(url, steps)).rejects.toThrow(/migration 1 failed and was taken back.*already exists/);
    expect(await query(url, `SELECT to_regclass('a')::text AS found`)).toEqual([{ found: null }]);
    expect(await query(url, 'SELECT migration_name FROM _prisma_migrations')).toEqual([]);
  });

  it('refuses a database that a newer version changed in a breaking way, and lives with a compatible change', async () => {
    const compatible = await postgres.createEmpty();
    await migrated(compatible, [step('1', 'SELECT 1'), step('2', 'CREATE TABLE more (n int)')]);
    expect(await migrated(compatible, [step('1', 'SELECT 1')])).toEqual([]);
    const breaking = await postgres.createEmpty();
    await migrated(breaking, [step('1', 'SELECT 1'), step('2', '-- breaking\nSELECT 1', true)]);
    await expect(migrated(breaking, [step('1', 'SELECT 1')])).rejects.toThrow(
      /made by a newer Netkaart: it holds the migration 2.*--data/,
    );
  });

  it('keeps the table that the Prisma CLI reads', async () => {
    const url = await postgres.create();
    const [row] = await query(url, 'SELECT * FROM _prisma_migrations');
    const [first] = await readMigrations(MIGRATIONS_FOLDER);
    expect(row).toMatchObject({
      migration_name: first?.name,
      checksum: first?.checksum,
      applied_steps_count: 1,
      rolled_back_at: null,
    });
    expect(row?.['finished_at']).toBeInstanceOf(Date);
  });
});

describe('the schema', () => {
  it('has in the database what schema.prisma says', async () => {
    const url = await postgres.create();
    const pool = createPool(url, createLog('none'));
    const prisma = createPrisma(pool);
    try {
      const models = [
        prisma.cluster,
        prisma.change,
        prisma.keyframe,
        prisma.resumePoint,
        prisma.gap,
        prisma.activity,
        prisma.place,
      ];
      for (const model of models) expect(await (model as { findMany(): Promise<unknown[]> }).findMany()).toEqual([]);
      const tables = await query(
        url,
        `SELECT relname::text AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relispartition ORDER BY 1`,
      );
      expect(tables.map(({ name }) => name)).toEqual([
        '_prisma_migrations',
        'activity',
        'change',
        'cluster',
        'gap',
        'keyframe',
        'place',
        'resume_point',
      ]);
    } finally {
      await prisma.$disconnect();
      await pool.end();
    }
  });
});
