import { spawnSync } from 'node:child_process';
import { accessSync, chownSync, constants, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from '../../errors/app-error.js';

/** How a program of PostgreSQL is started: it refuses to run as root. */
export interface RunAs {
  readonly command: (program: string, args: readonly string[]) => readonly [string, readonly string[]];
  readonly options: { readonly uid?: number; readonly gid?: number };
  /** Owner that the data folder must have; null: leave as it is. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
}

const asMyself: RunAs = { command: (program, args) => [program, args], options: {}, owner: null };

/** In a user namespace without a mapping root has no name and no powers, yet still owns its files. */
const asNameless: RunAs = {
  command: (program, args) => ['unshare', ['--user', program, ...args]],
  options: {},
  owner: { uid: 0, gid: 0 },
};

/** Chosen for this process: itself; as root the user nobody, or a user namespace where nobody can't reach the files. */
export function chooseRunAs(paths: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return asMyself;
  const nobody = findNobody();
  if (paths.every(reachableByOthers)) {
    return { command: (program, args) => [program, args], options: nobody, owner: nobody };
  }
  if (spawnSync('unshare', ['--user', 'true']).status === 0) return asNameless;
  throw new StartError(
    `PostgreSQL refuses to run as root, and the user nobody can't reach ${paths.join(' or ')}. Start Netkaart as another user, put the checkout and --data in a folder that all users may enter, or set DATABASE_URL.`,
  );
}

/** Gives a folder and all in it to the user that PostgreSQL runs as. */
export function handOver(folder: string, runAs: RunAs): void {
  const { owner } = runAs;
  if (owner === null || lstatSync(folder).uid === owner.uid) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) handOver(path, runAs);
    else chownSync(path, owner.uid, owner.gid);
  }
  chownSync(folder, owner.uid, owner.gid);
}

function findNobody(): { uid: number; gid: number } {
  const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readPasswd());
  return { uid: Number(line?.[1] ?? 65534), gid: Number(line?.[2] ?? 65534) };
}

function readPasswd(): string {
  try {
    accessSync('/etc/passwd', constants.R_OK);
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}

/** Whether every folder above a path may be entered by all users. */
function reachableByOthers(path: string): boolean {
  const parent = dirname(path);
  return parent === path || ((statSync(parent).mode & 0o001) !== 0 && reachableByOthers(parent));
}
