import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../errors/app-error.js';

/** One step of the schema, forward only. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma computes it. */
  readonly checksum: string;
  /** The file says `-- breaking`: an app that does not know it can't run on the result. */
  readonly breaking: boolean;
}

/** A row of `_prisma_migrations`. */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
  /** What we noted beside it: `compatible` when older apps may go on. */
  readonly note: string;
}

export const COMPATIBLE = 'compatible';

/** The project's prisma/migrations, beside src as beside dist. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

/** All migrations of a folder, oldest first. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
  return {
    name,
    sql,
    checksum: createHash('sha256').update(sql).digest('hex'),
    breaking: /^-- breaking\b/m.test(sql),
  };
}

/**
 * The migrations to apply, in order. Throws a StartError when the database is newer in a way that this app can't live
 * with, was changed behind our back, or was left half-way.
 */
export function planMigrations(known: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const row of applied) check(row, byName.get(row.name));
  const done = new Set(applied.map((row) => row.name));
  return known.filter((migration) => !done.has(migration.name));
}

function check(row: AppliedMigration, migration: Migration | undefined): void {
  if (!row.finished) {
    throw new StartError(
      `The migration ${row.name} was begun on this database and not finished. Restore a backup, or settle it with "prisma migrate resolve".`,
    );
  }
  if (migration === undefined && row.note !== COMPATIBLE) {
    throw new StartError(
      `The database was made by a newer Netkaart: it holds the migration ${row.name}, which this version does not know. Start that newer version again, or use another database (DATABASE_URL) or data folder (--data).`,
    );
  }
  if (migration !== undefined && migration.checksum !== row.checksum) {
    throw new StartError(
      `The migration ${row.name} differs from the one that this database was made with. Restore prisma/migrations/${row.name}/migration.sql from version control; a schema is changed by a new migration only.`,
    );
  }
}
