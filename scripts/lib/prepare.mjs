import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const STAMP = join(root, 'node_modules/.cache/netkaart/build-stamp');
const OUTPUTS = ['apps/api/dist/main.js', 'apps/web/out/index.html'];
const SOURCES = ['apps', 'packages', 'prisma'];
const LEFT_OUT = new Set([
  'node_modules',
  'dist',
  'out',
  '.next',
  '.turbo',
  'generated',
  'test',
  'bench',
  'kubernetes',
]);
const QUIET = {
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  CHECKPOINT_DISABLE: '1',
  SCARF_ANALYTICS: 'false',
};

/**
 * Makes the checkout runnable: Node checked, packages installed, everything built; each only when it is due.
 * `tests` also installs what only tests need. Throws an Error whose message says what to do.
 */
export async function prepare({ log, tests = false }) {
  checkNode();
  Object.assign(process.env, QUIET);
  if (!installed(tests)) await install(log, tests);
  const stamp = sourceStamp();
  if (!built(stamp)) await build(log, stamp);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (!fits) throw new Error(`Node ${process.versions.node} is too old: Netkaart needs 20.19, 22.12, 24 or newer.`);
}

/** npm writes node_modules/.package-lock.json last: newer than the lock file means a complete install of it. */
function installed(tests) {
  const done = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(done)) return false;
  if (statSync(done).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs) return false;
  return !tests || existsSync(join(root, 'node_modules/jest/package.json'));
}

async function install(log, tests) {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(tests ? [] : ['--omit=dev'])];
  await step(log, 'installing packages', 'npm', args);
}

async function build(log, stamp) {
  await step(log, 'building', process.execPath, [
    join(root, 'node_modules/turbo/bin/turbo'),
    'run',
    'build',
    '--output-logs=errors-only',
  ]);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, stamp);
}

function built(stamp) {
  return (
    OUTPUTS.every((path) => existsSync(join(root, path))) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp
  );
}

/** A hash over name, size and time of every file that goes into the build. */
function sourceStamp() {
  const hash = createHash('sha256');
  for (const name of ['package-lock.json', 'tsconfig.base.json', 'turbo.json']) note(hash, join(root, name));
  for (const folder of SOURCES) walk(hash, join(root, folder));
  return hash.digest('hex');
}

function walk(hash, folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (LEFT_OUT.has(entry.name) || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(hash, path);
    else if (!/\.(test|tsbuildinfo)\b/.test(entry.name)) note(hash, path);
  }
}

function note(hash, path) {
  const { size, mtimeMs } = statSync(path);
  hash.update(`${path}\0${size}\0${mtimeMs}\n`);
}

/** Runs a command quietly, telling every five seconds how long it has been; shows its output when it fails. */
async function step(log, label, command, args) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  log(`${label} …`);
  const ticker = setInterval(() => log(`${label} … ${seconds()} s`), 5000);
  try {
    const { code, output } = await run(command, args);
    if (code !== 0) throw new Error(`${label} failed (${command} ${args.join(' ')}):\n${output}`);
  } finally {
    clearInterval(ticker);
  }
  log(`${label}: done in ${seconds()} s`);
}

function run(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => done({ code: 127, output: error.message }));
    child.on('exit', (code) => done({ code, output }));
  });
}
