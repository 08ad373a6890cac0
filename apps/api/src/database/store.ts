import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { codeOf, messageOf, StartError } from '../errors/app-error.js';
import type { Log } from '../log.js';
import { ClusterRepository } from './cluster.repository.js';
import { checkDatabase, createPool } from './connect.js';
import { startEmbedded, type EmbeddedServer } from './embedded/server.js';
import { GapRepository } from './gap.repository.js';
import { LogRepository } from './log.repository.js';
import { migrate } from './migrate.js';
import { MIGRATIONS_FOLDER, readMigrations } from './migrations.js';
import { createPrisma } from './prisma.js';
import { takeWriterLock, type WriterLock } from './writer-lock.js';

/** The database, ready: migrated, ours alone to write. */
export interface Store {
  readonly log: LogRepository;
  readonly clusters: ClusterRepository;
  readonly gaps: GapRepository;
  readonly pool: pg.Pool;
  /** Process of the built-in server; null where DATABASE_URL is used. */
  readonly serverPid: (() => number) | null;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** null: the built-in server in `dataFolder`. */
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  readonly logger: Log;
}

/** Opens the store. Throws a StartError that says what is wrong and what to do; then nothing of it runs. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, logger } = options;
  if (databaseUrl !== null) return openAt(databaseUrl, null, logger);
  makeFolder(options.dataFolder);
  const server = await startEmbedded(join(options.dataFolder, 'postgres'), logger);
  return openAt(server.url, server, logger);
}

/** One after the other; what was opened is closed again, latest first, when a step fails. */
async function openAt(url: string, server: EmbeddedServer | null, logger: Log): Promise<Store> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse())
      await closer().catch((error: unknown) => logger.debug({ reason: messageOf(error) }, 'Closing'));
  };
  try {
    const pool = createPool(url, logger);
    closers.push(() => Promise.race([pool.end(), sleep(500)]));
    await checkDatabase(pool, url);
    const lock = await keepWriterLock(url, logger);
    if (server) closers.unshift(() => server.stop());
    closers.push(() => lock.release());
    const applied = await migrate(pool, await readMigrations(MIGRATIONS_FOLDER));
    if (applied.length > 0) logger.info({ migrations: applied.length }, 'The database schema was brought up to date');
    const prisma = createPrisma(pool);
    closers.push(() => prisma.$disconnect());
    const log = new LogRepository(pool);
    await log.prepareDays(Date.now());
    return {
      log,
      clusters: new ClusterRepository(prisma),
      gaps: new GapRepository(prisma),
      pool,
      serverPid: server && (() => server.pid()),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const RETAKE_MS = 1_000;

/** The writer's lock, taken again whenever its connection breaks. */
async function keepWriterLock(url: string, logger: Log): Promise<WriterLock> {
  let released = false;
  let lock: WriterLock | null = null;
  const take = async (): Promise<void> => {
    lock = await takeWriterLock(url, () => void retake());
    if (released) await lock.release();
  };
  const retake = async (): Promise<void> => {
    while (!released) {
      try {
        return await take();
      } catch (error) {
        logger.warn({ reason: messageOf(error) }, 'The right to write to the database is being taken again');
        await sleep(RETAKE_MS, undefined, { ref: false });
      }
    }
  };
  await take();
  return {
    release: async () => {
      released = true;
      await lock?.release();
    },
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} can't be written (${codeOf(error)}). Choose another with --data DIR, or give this user the right to write there.`,
      error,
    );
  }
}
