import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded, type EmbeddedServer } from '../../src/database/embedded/server.js';
import { migrate } from '../../src/database/migrate.js';
import { MIGRATIONS_FOLDER, readMigrations } from '../../src/database/migrations.js';
import { createPool } from '../../src/database/connect.js';
import { createLog } from '../../src/log.js';

/** A real PostgreSQL for one test file: databases are cloned from a migrated template. */
export interface TestPostgres {
  readonly server: EmbeddedServer;
  /** URL of a new, migrated database. */
  create(): Promise<string>;
  /** URL of a new database without any table. */
  createEmpty(): Promise<string>;
  stop(): Promise<void>;
}

const quiet = createLog('none');

export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await temporaryFolder();
  const server = await startEmbedded(join(folder.path, 'postgres'), quiet);
  let count = 0;
  const create = async (template: string): Promise<string> => {
    count += 1;
    const name = `test_${count}`;
    await query(server.url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
    return at(server.url, name);
  };
  await query(server.url, 'CREATE DATABASE template_netkaart');
  const pool = createPool(at(server.url, 'template_netkaart'), quiet);
  await migrate(pool, await readMigrations(MIGRATIONS_FOLDER));
  await pool.end();
  return {
    server,
    create: () => create('template_netkaart'),
    createEmpty: () => create('template0'),
    stop: async () => {
      await server.stop();
      await folder.remove();
    },
  };
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

/** A folder that PostgreSQL may enter whoever runs the tests. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'netkaart-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

function at(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
}
