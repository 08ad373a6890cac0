import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, messageOf, StartError } from '../../errors/app-error.js';
import type { Log } from '../../log.js';
import { findBinaries, type Binaries } from './binaries.js';
import { initialise, readOrMakePassword, SUPERUSER } from './initialise.js';
import { findPostmaster, isAlive } from './pid-file.js';
import { chooseRunAs, handOver, type RunAs } from './run-as.js';

/** A PostgreSQL of our own, on loopback, with its files in our data folder. */
export interface EmbeddedServer {
  readonly url: string;
  /** Process of the server now; it changes when the server had to be started again. */
  pid(): number;
  /** Ends the server, its data stay. */
  stop(): Promise<void>;
}

interface Place {
  readonly binaries: Binaries;
  readonly folder: string;
  readonly data: string;
  readonly runAs: RunAs;
  readonly password: string;
}

const READY_MS_MAX = 60_000;
const STOP_MS_MAX = 2_500;
const WATCH_MS = 500;

/**
 * Starts the built-in server in `<folder>`, or adopts the one that a killed run left there. A server that dies is
 * started again at the same port until {@link EmbeddedServer.stop}. Throws a StartError that says what to do.
 */
export async function startEmbedded(folder: string, log: Log): Promise<EmbeddedServer> {
  const place = await prepare(folder);
  let { pid, port } = await adoptOrStart(place, 0);
  let stopped = false;
  let restart: Promise<void> | null = null;
  const startAgain = async (): Promise<void> => {
    log.warn({ pid }, 'The built-in PostgreSQL ended by itself; starting it again');
    try {
      ({ pid, port } = await adoptOrStart(place, port));
    } catch (error) {
      log.error({ reason: messageOf(error) }, 'The built-in PostgreSQL did not start; trying again');
    }
  };
  const watch = setInterval(() => {
    if (!stopped && !isAlive(pid)) restart ??= startAgain().finally(() => (restart = null));
  }, WATCH_MS);
  watch.unref();
  return {
    url: urlOf(port, place.password),
    pid: () => pid,
    stop: async () => {
      stopped = true;
      clearInterval(watch);
      await restart;
      await stopServer(place, pid);
    },
  };
}

async function prepare(folder: string): Promise<Place> {
  const binaries = await findBinaries();
  await mkdir(folder, { recursive: true });
  const runAs = chooseRunAs([binaries.postgres, join(folder, 'data')]);
  const password = await readOrMakePassword(folder);
  await initialise(binaries, folder, password, runAs);
  const data = join(folder, 'data');
  if (findPostmaster(data) === null) handOver(data, runAs);
  return { binaries, folder, data, runAs, password };
}

async function adoptOrStart(place: Place, port: number): Promise<{ pid: number; port: number }> {
  let failure: unknown;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const running = findPostmaster(place.data);
    try {
      return running === null ? await launch(place, port === 0 ? await freePort() : port) : await adopt(place, running);
    } catch (error) {
      failure = error;
      await sleep(200 * (attempt + 1));
    }
  }
  throw failure;
}

async function adopt(place: Place, running: { pid: number; port: number }): Promise<{ pid: number; port: number }> {
  await untilReady(urlOf(running.port, place.password), () => isAlive(running.pid));
  return running;
}

async function launch(place: Place, port: number): Promise<{ pid: number; port: number }> {
  const child = await spawnServer(place, port);
  const pid = child.pid ?? -1;
  try {
    await untilReady(urlOf(port, place.password), () => child.exitCode === null && child.signalCode === null);
  } catch (error) {
    if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
    throw new StartError(
      `The built-in PostgreSQL did not start: ${messageOf(error)}. Its last words in ${logFile(place)}: ${await lastWords(place)}`,
      error,
    );
  }
  return { pid, port };
}

/** Detached, so that Ctrl-C reaches us first and the database ends last. */
async function spawnServer(place: Place, port: number): Promise<ChildProcess> {
  const output = await open(logFile(place), 'w');
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_connections: 50,
    jit: 'off',
    log_min_messages: 'warning',
  };
  const args = [
    '-D',
    place.data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ];
  const [program, all] = place.runAs.command(place.binaries.postgres, args);
  const child = spawn(program, [...all], {
    ...place.runAs.options,
    detached: true,
    cwd: place.data,
    stdio: ['ignore', output.fd, output.fd],
  });
  child.on('error', () => undefined);
  child.unref();
  await output.close();
  return child;
}

async function untilReady(url: string, alive: () => boolean): Promise<void> {
  const until = Date.now() + READY_MS_MAX;
  for (;;) {
    try {
      return await ask(url);
    } catch (error) {
      const starting = ['ECONNREFUSED', 'ECONNRESET', '57P03', ''].includes(codeOf(error));
      if (!starting || Date.now() > until) throw error;
      if (!alive()) throw new Error('it ended at once', { cause: error });
    }
    await sleep(25);
  }
}

async function ask(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  await client.end();
}

async function stopServer(place: Place, pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  if (process.platform === 'win32') {
    execFileSync(join(dirname(place.binaries.postgres), 'pg_ctl.exe'), ['stop', '-m', 'fast', '-D', place.data]);
    return;
  }
  process.kill(pid, 'SIGINT');
  const until = Date.now() + STOP_MS_MAX;
  while (isAlive(pid) && Date.now() < until) await sleep(10);
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function lastWords(place: Place): Promise<string> {
  if (!existsSync(logFile(place))) return '(none)';
  return (await readFile(logFile(place), 'utf8')).trim().split('\n').slice(-3).join(' / ');
}

const logFile = (place: Place): string => join(place.folder, 'server.log');
const urlOf = (port: number, password: string): string =>
  `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
