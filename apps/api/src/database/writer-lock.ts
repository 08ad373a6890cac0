import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StartError } from '../errors/app-error.js';

/** Session lock of the one Netkaart that may write to a database. Any constant serves; it must never change. */
const WRITER_LOCK = 0x4e4b;
const WAIT_MS_MAX = 3_000;

/** Held by an open connection: it ends with the process, however that ends. */
export interface WriterLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only writer of the database. `onLost` is called when the connection breaks, after which another
 * may take over; every commit is fenced besides (see sql/move-head). Throws a StartError that names the holder; waits a
 * few seconds first, since the connection of a process just killed may linger.
 */
export async function takeWriterLock(url: string, onLost: () => void): Promise<WriterLock> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `netkaart pid ${process.pid}`,
    keepAlive: true,
  });
  await client.connect();
  let released = false;
  client.on('error', () => {
    if (!released) onLost();
    released = true;
  });
  const until = Date.now() + WAIT_MS_MAX;
  while (!(await tryLock(client))) {
    if (Date.now() > until) {
      const holder = await findHolder(client);
      released = true;
      await client.end();
      throw new StartError(
        `Another Netkaart (${holder}) already writes to this database. Stop it, or give this one its own: --data DIR, or another DATABASE_URL.`,
      );
    }
    await sleep(100);
  }
  return {
    release: async () => {
      if (released) return;
      released = true;
      await client.end();
    },
  };
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS locked', [WRITER_LOCK]);
  return z.tuple([z.object({ locked: z.boolean() })]).parse(rows)[0].locked;
}

async function findHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = $1 AND l.granted
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [WRITER_LOCK],
  );
  return z.array(z.object({ name: z.string() })).parse(rows)[0]?.name ?? 'unknown';
}
