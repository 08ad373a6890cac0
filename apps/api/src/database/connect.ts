import pg from 'pg';
import { codeOf, messageOf, StartError } from '../errors/app-error.js';
import type { Log } from '../log.js';

/** What a statement needs: a pool or one client of it. */
export interface Queryable {
  query(config: {
    text: string;
    values?: unknown[];
    rowMode: 'array';
    name?: string;
  }): Promise<{ rows: unknown[][]; rowCount: number | null }>;
}

/** Numbers of the store (seq, ms since 1970) stay below 2^53: bigint columns arrive as numbers. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** A pool; lost connections are logged and made anew at the next query. */
export function createPool(url: string, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 12,
    types,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: `netkaart pid ${process.pid}`,
  });
  pool.on('error', (error) => log.warn({ reason: messageOf(error) }, 'A connection to the database was lost'));
  return pool;
}

/** Throws a StartError that names the server (never the password) and what to do, unless the database answers. */
export async function checkDatabase(pool: pg.Pool, url: string): Promise<void> {
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    throw new StartError(explain(error, url), error);
  }
}

const BUILT_IN = 'Or unset DATABASE_URL to use the built-in PostgreSQL.';

function explain(error: unknown, url: string): string {
  const { where, user, database } = partsOf(url);
  switch (codeOf(error)) {
    case '28P01':
    case '28000':
      return `The database at ${where} refused the user "${user}": ${messageOf(error)}. Check user and password in DATABASE_URL.`;
    case '3D000':
      return `The server at ${where} has no database "${database}". Create it (createdb ${database}) or correct DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of DATABASE_URL, ${where}, is not known to DNS. Correct it. ${BUILT_IN}`;
    default:
      return `The database at ${where} can't be reached (${messageOf(error)}). Start it or correct DATABASE_URL. ${BUILT_IN}`;
  }
}

function partsOf(url: string): { where: string; user: string; database: string } {
  const parsed = new URL(url);
  return {
    where: parsed.host,
    user: decodeURIComponent(parsed.username),
    database: decodeURIComponent(parsed.pathname.slice(1)),
  };
}
