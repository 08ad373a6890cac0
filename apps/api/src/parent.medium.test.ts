import { spawn, type ChildProcess } from 'node:child_process';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { until } from '../test/support/until.js';
import { isAlive } from './database/embedded/pid-file.js';

jest.setTimeout(60_000);

const loader = new URL('../test/support/loader.mjs', import.meta.url).href;
const watcher = new URL('./parent.ts', import.meta.url).href;
const script = `const { watchParent } = await import('${watcher}'); const stay = setInterval(() => {}, 1000); watchParent(() => clearInterval(stay)); console.log(process.pid);`;
const node = `"${process.execPath}" --no-warnings --import "${loader}" --input-type module --eval "$SCRIPT"`;

let npm: ChildProcess | null = null;
let watched = 0;
afterEach(() => {
  npm?.kill('SIGKILL');
  if (watched > 0 && isAlive(watched)) process.kill(watched, 'SIGKILL');
});

/** A process that starts ours as npm does: through a shell that waits for it, or replaced by it. */
async function startUnder(shell: string): Promise<number> {
  npm = spawn('sh', ['-c', `${shell}; :`], {
    env: { ...process.env, SCRIPT: script },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  npm.stdout?.on('data', (piece: Buffer) => (text += piece.toString()));
  return until('our process says its pid', () => (text.includes('\n') ? Number(text.trim()) : null));
}

describe('a process under npm', () => {
  it.each([
    ['directly', node],
    ['through a shell', `sh -c '${node}; :'`],
  ])('ends when npm is killed, started %s', async (_how, shell) => {
    if (process.platform === 'win32') return;
    watched = await startUnder(shell);
    expect(isAlive(watched)).toBe(true);
    npm?.kill('SIGKILL');
    await until('our process has ended', () => !isAlive(watched));
  });
});
