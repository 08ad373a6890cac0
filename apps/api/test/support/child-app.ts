import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

const loader = new URL('loader.mjs', import.meta.url).href;
const main = new URL('../../src/main.ts', import.meta.url).href;

/** A Netkaart in a process of its own, out of the sources. */
export interface ChildApp {
  readonly pid: number;
  readonly process: ChildProcess;
  /** What it said so far. */
  output(): string;
  /** Its address, once it says so. */
  url(): Promise<string>;
  /** Exit code, or the signal that ended it. */
  ended(): Promise<number | string>;
}

export function startChild(args: readonly string[], env: Record<string, string> = {}): ChildApp {
  const script = `const { main } = await import(${JSON.stringify(main)}); await main(process.argv.slice(1), process.env);`;
  const flags = [
    '--no-warnings',
    '--import',
    loader,
    '--conditions',
    'source',
    '--input-type',
    'module',
    '--eval',
    script,
    '--',
  ];
  const { PATH, HOME, TMPDIR } = process.env;
  const child: ChildProcess = spawn(process.execPath, [...flags, ...args], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: Object.fromEntries(
      Object.entries({ PATH, HOME, TMPDIR, ...env }).filter(([, value]) => value !== undefined),
    ) as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout?.on('data', (piece: Buffer) => (text += piece.toString()));
  child.stderr?.on('data', (piece: Buffer) => (text += piece.toString()));
  let end: number | string | null = null;
  child.on('exit', (code, signal) => (end = code ?? signal ?? 'unknown'));
  return {
    pid: child.pid ?? -1,
    process: child,
    output: () => text,
    url: () =>
      until(
        'the app says its address',
        () => {
          if (end !== null) throw new Error(`The app ended (${end}) before it said its address:\n${text}`);
          return /at (http:\/\/\S+?)[ .]*( |\n)/.exec(text)?.[1];
        },
        60_000,
      ),
    ended: () => until('the app ends', () => end ?? undefined),
  };
}
