import { execFileSync } from 'node:child_process';
import { isAlive } from './database/embedded/pid-file.js';

const CHECK_MS = 1_000;

/**
 * Calls `onGone` once when npm, which started this process, has ended: it passes no SIGTERM on, and may be killed. Between
 * npm and us may stand the shell that npm runs scripts in, which then lives on.
 */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const watched = [parent, ...parentOfShell(parent)];
  const timer = setInterval(() => {
    if (process.ppid === parent && watched.every(isAlive)) return;
    clearInterval(timer);
    onGone();
  }, CHECK_MS);
  timer.unref();
}

/** The parent of a process that is a shell; none for any other. */
function parentOfShell(pid: number): number[] {
  if (process.platform === 'win32') return [];
  try {
    const [ppid = '', command = ''] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return /(^|\/)-?(sh|dash|bash|zsh|ash)$/.test(command) ? [Number(ppid)] : [];
  } catch {
    return [];
  }
}
