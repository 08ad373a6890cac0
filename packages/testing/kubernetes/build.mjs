#!/usr/bin/env node
/**
 * Builds the programs of the tests' real Kubernetes from Go modules, once per version.
 *
 *   node packages/testing/kubernetes/build.mjs [--into DIR]
 *
 * Without --into they go to the user's cache, where the tests look for them. What is there already
 * is kept, so a second run is instant. Exits 0 and prints the folder last; 1 when a build fails;
 * 2 on a wrong argument; 3 when there is no Go.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const versions = JSON.parse(readFileSync(join(here, 'versions.json'), 'utf8'));
const started = Date.now();

const stamp = `-X k8s.io/component-base/version.gitVersion=v${versions.kubernetes}`;
const programs = [
  { name: 'etcd', module: 'etcd', source: 'go.etcd.io/etcd/server/v3', about: '1 min' },
  { name: 'kube-apiserver', module: 'control-plane', source: 'k8s.io/kubernetes/cmd/kube-apiserver', about: '5 min' },
  { name: 'kubectl', module: 'control-plane', source: 'k8s.io/kubernetes/cmd/kubectl', about: '1 min' },
  {
    name: 'kube-controller-manager',
    module: 'control-plane',
    source: 'k8s.io/kubernetes/cmd/kube-controller-manager',
    about: '2 min',
  },
  { name: 'kube-scheduler', module: 'control-plane', source: 'k8s.io/kubernetes/cmd/kube-scheduler', about: '1 min' },
  { name: 'kwok', module: 'kwok', source: 'sigs.k8s.io/kwok/cmd/kwok', about: '2 min' },
];

function cacheFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const { kubernetes, etcd, kwok } = versions;
  return join(cache, 'netkaart', `kubernetes-v${kubernetes}-etcd-${etcd}-kwok-${kwok}`);
}

function targetFolder(args) {
  if (args.length === 0) return cacheFolder();
  if (args.length === 2 && args[0] === '--into') return resolve(args[1]);
  fail(2, 'usage: node packages/testing/kubernetes/build.mjs [--into DIR]');
}

function fail(code, message) {
  console.error(message);
  process.exit(code);
}

function say(message) {
  const seconds = Math.round((Date.now() - started) / 1000);
  const elapsed = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  console.log(`[${elapsed}] ${message}`);
}

/** Whatever the caller's Go settings are, these modules are built alone, as pinned, without C. */
function goEnvironment() {
  return { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-mod=readonly' };
}

function run(command, args, options) {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  const stop = () => child.kill('SIGTERM');
  process.once('exit', stop);
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('close', (code) => done(code ?? 1));
  }).finally(() => process.removeListener('exit', stop));
}

/** Builds under a name of its own and renames, so that a program is in the folder whole or not at all. */
async function build({ name, module, source, about }, folder) {
  const unfinished = join(folder, `.${name}.${process.pid}`);
  const discard = () => rmSync(unfinished, { force: true });
  process.once('exit', discard);
  say(`${name}: building (about ${about} on two cores)`);
  const flags = ['-trimpath', '-ldflags', `-s -w ${stamp}`, '-o', unfinished];
  const options = { cwd: join(here, module), env: goEnvironment() };
  const code = await run('go', ['build', ...flags, source], options);
  if (code !== 0) fail(1, `${name}: go build failed with exit code ${code}`);
  renameSync(unfinished, join(folder, name));
  process.removeListener('exit', discard);
  say(`${name}: ${Math.round(statSync(join(folder, name)).size / 2 ** 20)} MB`);
}

function requireGo() {
  const { status } = spawnSync('go', ['version'], { stdio: 'ignore' });
  if (status !== 0) {
    fail(3, 'There is no working "go" on the PATH: install Go 1.26 or newer (https://go.dev/dl/) and run this again.');
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

const folder = targetFolder(process.argv.slice(2));
const absent = programs.filter(({ name }) => !existsSync(join(folder, name)));
if (absent.length > 0) {
  requireGo();
  mkdirSync(folder, { recursive: true });
  for (const program of absent) await build(program, folder);
}
say(`${programs.length} programs, ${absent.length} of them built now, in:`);
console.log(folder);
