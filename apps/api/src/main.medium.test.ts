import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createClock, createHarbour, startLife, startServer, type SimServer } from '@netkaart/simcluster';
import { hash } from '@netkaart/topology';
import { startChild, type ChildApp } from '../test/support/child-app.js';
import { LiveClient } from '../test/support/live-client.js';
import { temporaryFolder } from '../test/support/postgres.js';
import { until } from '../test/support/until.js';
import { findPostmaster, isAlive } from './database/embedded/pid-file.js';

jest.setTimeout(180_000);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const children: ChildApp[] = [];
const clients: LiveClient[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  for (const child of children.splice(0)) {
    child.process.kill('SIGKILL');
    await child.ended();
  }
  const left = findPostmaster(join(folder.path, 'postgres', 'data'));
  if (left) process.kill(left.pid, 'SIGQUIT');
  await folder.remove();
});

const start = (args: readonly string[], env: Record<string, string> = {}): ChildApp => {
  const child = startChild(args, env);
  children.push(child);
  return child;
};
const connect = async (url: string): Promise<LiveClient> => {
  const client = await LiveClient.connect(url);
  clients.push(client);
  return client;
};

/** A kubeconfig of a harbour that lives ten times as fast as time. */
async function startHarbourFile(): Promise<{ file: string; server: SimServer; stop(): Promise<void> }> {
  const cluster = createHarbour({ seed: 1, clock: createClock(Date.now()) });
  const server = await startServer(cluster, { bookmarkMs: 1_000 });
  const life = startLife(cluster, { speed: 10 });
  const file = join(folder.path, 'kubeconfig');
  writeFileSync(file, server.kubeconfig);
  return {
    file,
    server,
    stop: async () => {
      life.stop();
      await server.close();
    },
  };
}

describe('a process that is killed in the middle of a rollout', () => {
  it('leaves a log without gap or duplicate, and its client goes on from its cursor to the very state of the server', async () => {
    const harbour = await startHarbourFile();
    const args = ['--kubeconfig', harbour.file, '--data', folder.path];
    let client: LiveClient | undefined;
    let port = 0;
    for (let life = 0; life < 3; life += 1) {
      const child = start([...args, '--port', String(port)]);
      const url = await child.url();
      port = Number(new URL(url).port);
      const earlier = client;
      client = await connect(url);
      await client.follow('harbour', earlier);
      await until(
        'the whole cluster and some of its life is read',
        () => (client?.cursor?.seq ?? 0) > 1_700 + 60 * life,
        90_000,
      );
      if (earlier) expect(client.all('reset')).toEqual([]);
      expect(client.failure).toBeNull();
      child.process.kill('SIGKILL');
      await child.ended();
    }

    const last = start([...args, '--port', String(port)]);
    const url = await last.url();
    const resumed = await connect(url);
    await resumed.follow('harbour', client);
    await until('it lives on', () => (resumed.cursor?.seq ?? 0) > (client?.cursor?.seq ?? 0) + 20, 90_000);
    expect(resumed.all('reset')).toEqual([]);
    await harbour.stop();
    const fresh = await connect(url);
    await fresh.follow('harbour');
    await fresh.heard('reset');
    await until(
      'both clients stand at one cursor',
      () => fresh.cursor !== null && resumed.cursor?.seq === fresh.cursor.seq,
    );
    expect(hash(resumed.topology)).toBe(hash(fresh.topology));

    const { epoch, seq: head } = resumed.cursor ?? { epoch: 0, seq: 0 };
    const seqs: number[] = [];
    while (seqs.length < head) {
      const response = await fetch(`${url}/api/clusters/harbour/changes?since=${epoch}:${seqs.length}`);
      const { changes } = (await response.json()) as { changes: { seq: number }[] };
      if (changes.length === 0) break;
      seqs.push(...changes.map(({ seq }) => seq));
    }
    expect(seqs).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    last.process.kill('SIGTERM');
    expect(await last.ended()).toBe(0);
  });
});

describe('the command', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s without leaving a process, and keeps the data',
    async (signal) => {
      const child = start(['--data', folder.path, '--port', '0', '--demo']);
      const url = await child.url();
      await until('something is stored', async () => {
        const { clusters } = (await (await fetch(`${url}/api/clusters`)).json()) as {
          clusters: { cursor: { seq: number } }[];
        };
        return clusters.every(({ cursor }) => cursor.seq > 0);
      });
      const database = findPostmaster(join(folder.path, 'postgres', 'data'));
      child.process.kill(signal);
      expect(await child.ended()).toBe(0);
      expect(database && isAlive(database.pid)).toBe(false);
      expect(findPostmaster(join(folder.path, 'postgres', 'data'))).toBeNull();
    },
  );

  it('ends with an error, and one sentence, when it can not start as asked', async () => {
    const cases: [string[], RegExp][] = [
      [['--prot', '1'], /^There is no option --prot\. Did you mean --port\? --help lists all\.\n$/],
      [
        ['--host', '0.0.0.0'],
        /^Netkaart listens on loopback addresses only, not on 0\.0\.0\.0: it has no accounts yet.*\n$/,
      ],
    ];
    for (const [args, message] of cases) {
      const child = start([...args, '--data', folder.path]);
      expect([await child.ended(), child.output()]).toEqual([1, expect.stringMatching(message)]);
    }
  });

  it('refuses a second Netkaart on the same data, and leaves the first alone', async () => {
    const first = start(['--data', folder.path, '--port', '0', '--demo']);
    const url = await first.url();
    const second = start(['--data', folder.path, '--port', '0', '--demo']);
    expect(await second.ended()).toBe(1);
    expect(second.output()).toMatch(
      new RegExp(`Another Netkaart \\(netkaart pid ${first.pid}\\) already writes to this database.*--data DIR`),
    );
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    first.process.kill('SIGTERM');
    expect(await first.ended()).toBe(0);
  });
});
