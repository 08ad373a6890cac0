import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Clock } from '../clock.js';
import { isObject } from '../prune/fields.js';
import { runExec, type ExecCredential } from './exec.js';
import { tokenFileOf } from './files.js';
import { NoAnswer } from './transport.js';

/** What a request needs to be let in. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: Tls;
  /** Differs whenever `tls` differs: connections made with another one must not be used any more. */
  readonly tlsVersion: string;
}
interface Tls {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

type User = NonNullable<ReturnType<KubeConfig['getCurrentUser']>>;
type Cluster = NonNullable<ReturnType<KubeConfig['getCurrentCluster']>>;

/** Files are read anew after this long (as client-go does with tokens). */
const FILES_MS = 60_000;
/** A credential is renewed this long before it expires. */
const SKEW_MS = 60_000;
const PROVIDER_TIMEOUT_MS = 10_000;

/**
 * The credentials of a kubeconfig's current context: token, token file, client certificate (data or file), exec
 * command, auth provider (OIDC and others, by client-node), basic. Kept for at most a minute; an exec credential until
 * it expires. Rejects with NoAnswer.
 */
export class CredentialStore {
  #cached: { credentials: Credentials; until: number } | null = null;
  #loading: Promise<Credentials> | null = null;
  #exec: ExecCredential | null = null;

  constructor(
    private readonly config: KubeConfig,
    private readonly clock: Clock,
    private readonly run: (exec: unknown) => Promise<ExecCredential> = runExec,
  ) {}

  async current(): Promise<Credentials> {
    if (this.#cached !== null && this.clock.now() < this.#cached.until) return this.#cached.credentials;
    this.#loading ??= this.#load().finally(() => (this.#loading = null));
    return this.#loading;
  }

  /** Forgets everything and loads it again; callers that come meanwhile share the attempt. */
  async refresh(): Promise<void> {
    if (this.#loading === null) {
      this.#cached = null;
      this.#exec = null;
    }
    await this.current();
  }

  async #load(): Promise<Credentials> {
    const cluster = this.config.getCurrentCluster();
    const user = this.config.getCurrentUser();
    if (cluster === null) throw new NoAnswer('The kubeconfig has no cluster for its context.');
    const secret = user === null ? {} : await this.#secretOf(user);
    const tls = withoutEmpty({ ...tlsOf(cluster), cert: secret.cert, key: secret.key });
    const headers = { ...headersOf(user), ...(secret.authorization ? { authorization: secret.authorization } : {}) };
    const credentials = { headers, tls, tlsVersion: fingerprint(tls) };
    this.#cached = { credentials, until: this.clock.now() + FILES_MS };
    return credentials;
  }

  async #secretOf(user: User): Promise<Secret> {
    const files = { cert: pem(user.certFile, user.certData), key: pem(user.keyFile, user.keyData) };
    if (isObject(user.exec) || isExecProvider(user)) return { ...files, ...(await this.#execSecret(user)) };
    const tokenFile = tokenFileOf(user.authProvider);
    if (tokenFile !== undefined)
      return { ...files, authorization: `Bearer ${readFile(tokenFile).toString('utf8').trim()}` };
    if (user.token) return { ...files, authorization: `Bearer ${user.token.trim()}` };
    if (user.authProvider) return { ...files, ...(await this.#providerSecret()) };
    if (user.username) return { ...files, authorization: basic(user.username, user.password ?? '') };
    return files;
  }

  async #execSecret(user: User): Promise<Secret> {
    const expiresAt = this.#exec?.expiresAt ?? Number.POSITIVE_INFINITY;
    if (this.#exec === null || this.clock.now() >= expiresAt - SKEW_MS) this.#exec = await this.run(execOf(user));
    const { token, cert, key } = this.#exec;
    return {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(cert === '' ? {} : { cert: Buffer.from(cert), key: Buffer.from(key) }),
    };
  }

  /** OIDC, GCP, Azure: client-node knows how. */
  async #providerSecret(): Promise<Secret> {
    const options: RequestOptions = {};
    await withinTime(this.config.applyToHTTPSOptions(options));
    const header = (options.headers as Record<string, unknown> | undefined)?.['Authorization'];
    if (typeof header !== 'string')
      throw new NoAnswer('The auth provider of the kubeconfig gave no token; sign in again.');
    return { authorization: header };
  }
}

interface Secret {
  readonly authorization?: string;
  readonly cert?: Buffer | undefined;
  readonly key?: Buffer | undefined;
}

function tlsOf(cluster: Cluster): Tls {
  const ca = pem(cluster.caFile, cluster.caData);
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cluster.tlsServerName ? { servername: cluster.tlsServerName } : {}),
    ...(cluster.skipTLSVerify ? { rejectUnauthorized: false } : {}),
  };
}

function headersOf(user: User | null): Record<string, string> {
  return user?.impersonateUser ? { 'impersonate-user': user.impersonateUser } : {};
}

function pem(file: string | undefined | null, data: string | undefined | null): Buffer | undefined {
  if (file) return readFile(file);
  return data ? Buffer.from(data, 'base64') : undefined;
}

function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new NoAnswer(
      `The kubeconfig names ${path}, which can't be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`,
    );
  }
}

function isExecProvider(user: User): boolean {
  const provider: unknown = user.authProvider;
  return isObject(provider) && isObject(provider['config']) && isObject(provider['config']['exec']);
}

function execOf(user: User): unknown {
  return isObject(user.exec) ? user.exec : (user.authProvider as { config: { exec: unknown } }).config.exec;
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function withoutEmpty(tls: { [K in keyof Tls]: Tls[K] | undefined }): Tls {
  return Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
}

function fingerprint(tls: Tls): string {
  const hash = createHash('sha256');
  for (const [name, value] of Object.entries(tls))
    hash.update(`${name}:`).update(Buffer.isBuffer(value) ? value : String(value));
  return hash.digest('hex');
}

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within 10 s')), PROVIDER_TIMEOUT_MS);
  });
  try {
    await Promise.race([work, late]);
  } catch (error) {
    throw new NoAnswer(
      `The auth provider of the kubeconfig failed: ${error instanceof Error ? error.message : String(error)}.`,
    );
  } finally {
    clearTimeout(timer);
  }
}
