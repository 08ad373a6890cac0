import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recipePath, type Environment } from './assets.js';

/** One running program; its output goes to `logPath`. */
export interface Child {
  readonly name: string;
  readonly logPath: string;
  /** How it ended, once it has. */
  ended(): string | undefined;
  /** Ends it without asking; resolves when it is gone, and its ports are free. */
  kill(): Promise<void>;
}

/**
 * The child processes of one cluster and the folder that they work in. They do not keep Node
 * running, and they and the folder are gone when Node is, even when it was killed: a warden
 * process sees to that.
 */
export class Children {
  readonly #folder: string;
  readonly #warden: ChildProcess;
  readonly #running = new Set<Child>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#warden = spawn(process.execPath, [recipePath('warden.mjs'), folder], {
      cwd: folder,
      env: environment({}),
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#warden.stdin?.on('error', () => undefined);
    this.#warden.on('error', () => undefined);
    release(this.#warden);
  }

  /** Starts a program that runs until it is stopped. */
  start(name: string, command: string, args: readonly string[], env: Environment = {}): Child {
    const logPath = join(this.#folder, `${name}.log`);
    const log = openSync(logPath, 'a');
    const stdio: ['ignore', number, number] = ['ignore', log, log];
    const started = this.#adopt(
      spawn(command, args, { cwd: this.#folder, env: this.#env(env), detached: true, stdio }),
    );
    closeSync(log);
    const child = asChild(name, logPath, started, () => this.#running.delete(child));
    this.#running.add(child);
    return child;
  }

  /** Runs a program to its end, in the caller's working directory; its standard output, or an error that holds what it said on standard error. */
  async run(command: string, args: readonly string[], input = '', env: Environment = {}): Promise<string> {
    const ran = this.#adopt(spawn(command, args, { env: this.#env(env), detached: true }), true);
    const output = Promise.all([text(ran.stdout), text(ran.stderr), endOf(ran)]);
    ran.stdin.on('error', () => undefined);
    ran.stdin.end(input);
    const [stdout, stderr, end] = await output;
    if (end !== 'exit code 0') throw new Error(stderr.trim() || end);
    return stdout;
  }

  /** Kills what runs, waits until it is gone, and removes the folder. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map((child) => child.kill()));
    const { exitCode, signalCode } = this.#warden;
    if (exitCode !== null || signalCode !== null) return;
    this.#warden.ref();
    const gone = new Promise((resolve) => this.#warden.once('exit', resolve));
    this.#warden.stdin?.end();
    await gone;
  }

  /** Programs get nothing of the user's settings, and a home that goes with the cluster. */
  #env(env: Environment): NodeJS.ProcessEnv {
    return environment({ HOME: this.#folder, TMPDIR: this.#folder, ...env });
  }

  #adopt<T extends ChildProcess>(started: T, keepsNodeRunning = false): T {
    const tell = (sign: '+' | '-') => this.#warden.stdin?.write(`${sign}${started.pid}\n`);
    if (started.pid !== undefined) {
      tell('+');
      started.once('exit', () => tell('-'));
    }
    if (!keepsNodeRunning) release(started);
    return started;
  }
}

function environment(env: Environment): NodeJS.ProcessEnv {
  const whole: Environment = { PATH: process.env['PATH'], ...env };
  return whole as NodeJS.ProcessEnv;
}

/** The last lines of a program's log. */
export function tailOf(child: Child, lines = 12): string {
  return readFileSync(child.logPath, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

function asChild(name: string, logPath: string, started: ChildProcess, onEnd: () => void): Child {
  let end: string | undefined;
  const gone = endOf(started).then((how) => {
    end = how;
    onEnd();
  });
  const kill = async () => {
    started.ref();
    started.kill('SIGKILL');
    await gone;
  };
  return { name, logPath, ended: () => end, kill };
}

function endOf(started: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    started.once('error', (error) => resolve(error.message));
    started.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
}

function release(child: ChildProcess): void {
  child.unref();
  const stdin = child.stdin as (NodeJS.WritableStream & { unref?: () => void }) | null;
  stdin?.unref?.();
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
