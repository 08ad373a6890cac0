import { spawn } from 'node:child_process';
import { clean, isObject, type Json } from '../prune/fields.js';
import { NoAnswer } from './transport.js';

/** What a credential command printed. */
export interface ExecCredential {
  readonly token: string;
  readonly cert: string;
  readonly key: string;
  /** ms since 1970; null when it doesn't say. */
  readonly expiresAt: number | null;
}

export interface ExecLimits {
  readonly timeoutMs: number;
  readonly outputBytes: number;
}

const defaultLimits: ExecLimits = { timeoutMs: 10_000, outputBytes: 64 * 1024 };

/** Runs users[].user.exec of a kubeconfig (client.authentication.k8s.io), without a terminal. Rejects with NoAnswer. */
export async function runExec(exec: unknown, limits: ExecLimits = defaultLimits): Promise<ExecCredential> {
  if (!isObject(exec) || typeof exec['command'] !== 'string' || exec['command'] === '') {
    throw new NoAnswer('The kubeconfig asks for a credential command, but users[].user.exec.command is missing.');
  }
  const output = await outputOf(exec['command'], exec, limits);
  return credentialOf(output, exec['command']);
}

function outputOf(command: string, exec: Json, limits: ExecLimits): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, argsOf(exec), { env: envOf(exec), stdio: ['ignore', 'pipe', 'pipe'] });
    const out = new Capture(limits.outputBytes);
    const err = new Capture(limits.outputBytes);
    const stop = (error: NoAnswer) => {
      clearTimeout(timer);
      reject(error);
      child.kill('SIGKILL');
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const timer = setTimeout(
      () => stop(failed(command, `took longer than ${limits.timeoutMs / 1000} s`)),
      limits.timeoutMs,
    );
    const take = (capture: Capture) => (chunk: Buffer) => {
      if (!capture.take(chunk)) stop(failed(command, `printed more than ${limits.outputBytes / 1024} KB`));
    };
    child.stdout.on('data', take(out));
    child.stderr.on('data', take(err));
    child.once('error', (error: NodeJS.ErrnoException) => stop(notStarted(command, exec, error)));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(out.text);
      else reject(failed(command, `ended with ${signal ?? `exit code ${String(code)}`}${said(err.text)}`));
    });
  });
}

class Capture {
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(private readonly max: number) {}

  take(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes <= this.max) this.#chunks.push(chunk);
    return this.#bytes <= this.max;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

function argsOf(exec: Json): string[] {
  return Array.isArray(exec['args']) ? exec['args'].map(String) : [];
}

/** The command gets our environment (it needs PATH and HOME), the entries of the kubeconfig, and what the protocol asks for. */
function envOf(exec: Json): NodeJS.ProcessEnv {
  const entries = Array.isArray(exec['env']) ? exec['env'].filter(isObject) : [];
  const apiVersion = typeof exec['apiVersion'] === 'string' ? exec['apiVersion'] : 'client.authentication.k8s.io/v1';
  const info = { apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
  const own = Object.fromEntries(entries.map((entry) => [String(entry['name']), String(entry['value'])]));
  return { ...process.env, ...own, KUBERNETES_EXEC_INFO: JSON.stringify(info) };
}

function credentialOf(output: string, command: string): ExecCredential {
  const status = statusOf(output);
  if (status === null) throw failed(command, 'did not print an ExecCredential with a status');
  const textOf = (name: string) => (typeof status[name] === 'string' ? status[name] : '');
  const token = textOf('token').trim();
  const cert = textOf('clientCertificateData');
  const key = textOf('clientKeyData');
  if (token === '' && (cert === '' || key === ''))
    throw failed(command, 'printed neither a token nor a certificate with its key');
  const expiresAt = Date.parse(textOf('expirationTimestamp'));
  return { token, cert, key, expiresAt: Number.isNaN(expiresAt) ? null : expiresAt };
}

function statusOf(output: string): Json | null {
  try {
    const json: unknown = JSON.parse(output);
    return isObject(json) && isObject(json['status']) ? json['status'] : null;
  } catch {
    return null;
  }
}

function failed(command: string, what: string): NoAnswer {
  return new NoAnswer(`The credential command "${clean(command)}" ${what}.`);
}

function notStarted(command: string, exec: Json, error: NodeJS.ErrnoException): NoAnswer {
  const hint = typeof exec['installHint'] === 'string' ? ` ${clean(exec['installHint'].slice(0, 300)).trim()}` : '';
  if (error.code !== 'ENOENT') return failed(command, `can't be run (${error.code ?? error.message})`);
  return new NoAnswer(
    `The credential command "${clean(command)}" was not found. Install it, or correct users[].user.exec.command.${hint}`,
  );
}

function said(stderr: string): string {
  const text = clean(stderr.trim().split('\n').at(-1) ?? '').slice(0, 200);
  return text === '' ? '' : `: ${text}`;
}
