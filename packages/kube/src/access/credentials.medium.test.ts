import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../test/fake-clock.js';
import { kubeconfigText } from '../../test/kubeconfig-text.js';
import { parseKubeconfig } from '../kubeconfig.js';
import { CredentialStore } from './credentials.js';
import { runExec } from './exec.js';

let folder = '';
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netkaart-credentials-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function storeOf(user: object, cluster: object = {}, run?: ConstructorParameters<typeof CredentialStore>[2]) {
  const used = parseKubeconfig(kubeconfigText({ one: { user, cluster } }), folder).use('one');
  if ('problem' in used) throw new Error(used.problem);
  const clock = new FakeClock();
  return { clock, store: new CredentialStore(used.config, clock, run) };
}

async function script(name: string, body: string): Promise<string> {
  await writeFile(at(name), `#!/bin/sh\n${body}\n`);
  await chmod(at(name), 0o755);
  return at(name);
}
const credential = (status: object) =>
  `echo '${JSON.stringify({ kind: 'ExecCredential', apiVersion: 'client.authentication.k8s.io/v1', status })}'`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('credentials of a kubeconfig', () => {
  it.each([
    ['a token', { token: 'abc' }, 'Bearer abc'],
    ['name and password', { username: 'me', password: 'secret' }, `Basic ${base64('me:secret')}`],
    ['nothing', {}, undefined],
  ])('%s', async (_what, user, authorization) => {
    const { headers } = await storeOf(user).store.current();
    expect(headers['authorization']).toBe(authorization);
  });

  it('the user to act as', async () => {
    const { headers } = await storeOf({ token: 'abc', as: 'jane' }).store.current();
    expect(headers).toEqual({ authorization: 'Bearer abc', 'impersonate-user': 'jane' });
  });

  it('certificates as data or files, the CA even without a user secret', async () => {
    await writeFile(at('client.crt'), 'CERT');
    await writeFile(at('client.key'), 'KEY');
    const { tls } = await storeOf(
      { 'client-certificate': 'client.crt', 'client-key': at('client.key') },
      { 'certificate-authority-data': base64('CA'), 'tls-server-name': 'kube.example' },
    ).store.current();
    expect(tls).toEqual({
      ca: Buffer.from('CA'),
      cert: Buffer.from('CERT'),
      key: Buffer.from('KEY'),
      servername: 'kube.example',
    });
    const skip = await storeOf({}, { 'insecure-skip-tls-verify': true }).store.current();
    expect(skip.tls).toEqual({ rejectUnauthorized: false });
  });

  it('a token file, without its line end, read again within a minute', async () => {
    await writeFile(at('token'), 'first\n');
    const { store, clock } = storeOf({ tokenFile: 'token', token: 'older' });
    expect((await store.current()).headers['authorization']).toBe('Bearer first');
    await writeFile(at('token'), 'second\n');
    expect((await store.current()).headers['authorization']).toBe('Bearer first');
    await clock.advance(60_000);
    expect((await store.current()).headers['authorization']).toBe('Bearer second');
  });

  it('a new TLS version when certificate files change, and only then', async () => {
    await writeFile(at('rotating.crt'), 'one');
    const { store } = storeOf({ 'client-certificate': 'rotating.crt', 'client-key-data': base64('KEY') });
    const first = (await store.current()).tlsVersion;
    await store.refresh();
    expect((await store.current()).tlsVersion).toBe(first);
    await writeFile(at('rotating.crt'), 'two');
    await store.refresh();
    expect((await store.current()).tlsVersion).not.toBe(first);
  });

  it('a file that is gone, by its name', async () => {
    const { store } = storeOf({ tokenFile: 'gone' });
    await expect(store.current()).rejects.toThrow(`The kubeconfig names ${at('gone')}, which can't be read (ENOENT).`);
  });

  it('the token of an OIDC provider while it is valid, and a sentence when there is none', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part({ exp: 4_000_000_000 })}.x`;
    const provider = (config: object) => ({ 'auth-provider': { name: 'oidc', config } });
    expect((await storeOf(provider({ 'id-token': token })).store.current()).headers['authorization']).toBe(
      `Bearer ${token}`,
    );
    await expect(storeOf(provider({})).store.current()).rejects.toThrow(
      /auth provider of the kubeconfig (gave no token|failed)/,
    );
  });
});

describe('credential command', () => {
  it('gives a token, and gets arguments, environment and what it is asked for', async () => {
    const command = await script(
      'login',
      `echo "$1 $EXTRA $KUBERNETES_EXEC_INFO" > ${at('seen')}\n${credential({ token: 'from-exec' })}`,
    );
    const { store } = storeOf({ exec: { command: './login', args: ['--flag'], env: [{ name: 'EXTRA', value: 'x' }] } });
    expect((await store.current()).headers['authorization']).toBe('Bearer from-exec');
    expect(await readFile(at('seen'), 'utf8')).toMatch(
      /^--flag x \{"apiVersion":"client\.authentication\.k8s\.io\/v1","kind":"ExecCredential"/,
    );
    expect(command).toBe(at('login'));
  });

  it('gives a client certificate', async () => {
    await script('cert', credential({ clientCertificateData: 'CERT', clientKeyData: 'KEY' }));
    const { tls, headers } = await storeOf({ exec: { command: './cert' } }).store.current();
    expect([tls.cert?.toString(), tls.key?.toString(), headers['authorization']]).toEqual(['CERT', 'KEY', undefined]);
  });

  it('runs once for many callers, again when the credential is about to expire, and again when it was refused', async () => {
    let runs = 0;
    const { store, clock } = storeOf({ exec: { command: 'x' } }, {}, async () => {
      runs += 1;
      await Promise.resolve();
      return { token: `t${runs}`, cert: '', key: '', expiresAt: clock.now() + 600_000 };
    });
    const many = await Promise.all([store.current(), store.current(), store.current()]);
    expect(many.map(({ headers }) => headers['authorization'])).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t1']);
    await clock.advance(500_000);
    expect((await store.current()).headers['authorization']).toBe('Bearer t1');
    await clock.advance(60_000);
    expect((await store.current()).headers['authorization']).toBe('Bearer t2');
    await Promise.all([store.refresh(), store.refresh()]);
    expect((await store.current()).headers['authorization']).toBe('Bearer t3');
  });

  it.each([
    [
      'is not there',
      'no-such-command',
      '',
      /^The credential command "no-such-command" was not found\. Install it, or correct users\[\]\.user\.exec\.command\. Get it at example\.com$/,
    ],
    ['fails', null, 'echo "line\nlogin expired" >&2; exit 3', /ended with exit code 3: login expired\.$/],
    ['hangs', null, 'sleep 60', /took longer than 0\.5 s\.$/],
    ['prints without end', null, 'yes', /printed more than 1 KB\.$/],
    ['prints no JSON', null, 'echo hello', /did not print an ExecCredential with a status\.$/],
    ['gives nothing', null, credential({}), /printed neither a token nor a certificate with its key\.$/],
  ])('that %s: says so', async (_what, command, body, message) => {
    const exec = { command: command ?? (await script('odd', body)), installHint: 'Get it at example.com' };
    await expect(runExec(exec, { timeoutMs: 500, outputBytes: 1024 })).rejects.toThrow(message);
  });

  it('without a command: says so', async () => {
    await expect(runExec({})).rejects.toThrow(/users\[\]\.user\.exec\.command is missing/);
  });
});
