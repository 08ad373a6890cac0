import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { closeApps, get, startTestApp } from '../test/support/app.js';
import { query, startTestPostgres, temporaryFolder, type TestPostgres } from '../test/support/postgres.js';
import { findPostmaster } from './database/embedded/pid-file.js';
import { StartError } from './errors/app-error.js';
import type { StartOptions } from './start-app.js';

jest.setTimeout(60_000);

let postgres: TestPostgres;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let busy: Server;
let busyPort: number;

beforeAll(async () => {
  postgres = await startTestPostgres();
  busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
  busyPort = (busy.address() as AddressInfo).port;
});
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await closeApps();
  await folder.remove();
});
afterAll(async () => {
  await new Promise((resolve) => busy.close(resolve));
  await postgres.stop();
});

async function refusal(options: Partial<StartOptions>): Promise<string> {
  const error = await startTestApp(options).then(
    () => new Error('It started.'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StartError);
  return (error as Error).message;
}

describe('a port in use', () => {
  it('is an error where it was asked for, and passed over where it was not', async () => {
    const databaseUrl = await postgres.create();
    expect(await refusal({ databaseUrl, port: busyPort, portIsFixed: true })).toBe(
      `Port ${busyPort} is in use. Choose another with --port N, or leave --port out to take the next free one.`,
    );
    const app = await startTestApp({ databaseUrl, port: busyPort });
    expect(app.port).toBeGreaterThan(busyPort);
    expect((await get(`${app.url}/api/health`)).status).toBe(200);
  });
});

describe('a database that will not do', () => {
  it('is named, with what to do and without its password', async () => {
    const guessed = new URL(postgres.server.url);
    guessed.password = 'guessed-secret';
    const messages = {
      unreachable: await refusal({ databaseUrl: 'postgresql://u:top-secret@127.0.0.1:1/x' }),
      refused: await refusal({ databaseUrl: guessed.href }),
      missing: await refusal({ databaseUrl: postgres.server.url.replace(/postgres$/, 'nowhere') }),
    };
    expect(messages.unreachable).toMatch(
      /database at 127\.0\.0\.1:1 can't be reached .*ECONNREFUSED.*Start it or correct DATABASE_URL/,
    );
    expect(messages.refused).toMatch(/refused the user "netkaart".*Check user and password in DATABASE_URL/);
    expect(messages.missing).toMatch(/has no database "nowhere"\. Create it/);
    expect(JSON.stringify(messages)).not.toMatch(/secret/);
  });

  it('because it is newer is left as it is', async () => {
    const databaseUrl = await postgres.create();
    await query(
      databaseUrl,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_future', now())`,
    );
    expect(await refusal({ databaseUrl })).toMatch(
      /made by a newer Netkaart: it holds the migration 29990101000000_future/,
    );
    expect(await query(databaseUrl, 'SELECT 1 FROM cluster')).toEqual([]);
  });

  it('because another Netkaart writes to it is left to that one', async () => {
    const databaseUrl = await postgres.create();
    const first = await startTestApp({ databaseUrl });
    expect(await refusal({ databaseUrl })).toMatch(
      new RegExp(`Another Netkaart \\(netkaart pid ${process.pid}\\) already writes to this database`),
    );
    expect((await get(`${first.url}/api/health`)).status).toBe(200);
  });
});

describe('a data folder', () => {
  it('that can not be written is named', async () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    expect(await refusal({ dataFolder: join(file, 'data') })).toMatch(
      /data folder .* can't be written \(ENOTDIR\)\. Choose another with --data DIR/,
    );
  });

  it('holds no running server after a start that failed', async () => {
    expect(await refusal({ dataFolder: folder.path, port: busyPort, portIsFixed: true })).toMatch(/in use/);
    expect(findPostmaster(join(folder.path, 'postgres', 'data'))).toBeNull();
  });
});

describe('an address to listen on', () => {
  it.each(['0.0.0.0', '::', '192.168.1.10', 'example.org', '127.0.0.1.example.org', '1270.0.0.1'])(
    'that is not loopback is refused with the reason: %s',
    async (host) => {
      expect(await refusal({ databaseUrl: 'postgresql://127.0.0.1:1/x', host })).toMatch(
        /loopback addresses only, not on .*it has no accounts yet/,
      );
    },
  );
});
