import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf, messageOf, StartError } from '../../errors/app-error.js';
import type { Binaries } from './binaries.js';
import { handOver, type RunAs } from './run-as.js';

const run = promisify(execFile);

/** User and database that the built-in server has. */
export const SUPERUSER = 'netkaart';

/** The server's password, made at the first call; a file that only we may read. */
export async function readOrMakePassword(folder: string): Promise<string> {
  const file = join(folder, 'password');
  if (!existsSync(file)) {
    try {
      await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Makes `<folder>/data` by initdb, complete or not at all: it grows in a temporary folder and is renamed at the end. */
export async function initialise(binaries: Binaries, folder: string, password: string, runAs: RunAs): Promise<void> {
  const target = join(folder, 'data');
  if (existsSync(join(target, 'PG_VERSION'))) return;
  const temporary = await mkdtemp(join(folder, 'new-'));
  try {
    await initdb(binaries, temporary, password, runAs);
    await rename(join(temporary, 'data'), target);
  } catch (error) {
    if (existsSync(join(target, 'PG_VERSION'))) return;
    throw new StartError(`The built-in PostgreSQL could not make its files in ${target}: ${messageOf(error)}`, error);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function initdb(binaries: Binaries, folder: string, password: string, runAs: RunAs): Promise<void> {
  const secret = join(folder, 'secret');
  await writeFile(secret, password, { mode: 0o600 });
  await chmod(folder, 0o700);
  handOver(folder, runAs);
  const [program, args] = runAs.command(binaries.initdb, [
    `--pgdata=${join(folder, 'data')}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ]);
  await run(program, [...args], { ...runAs.options, cwd: folder });
}
