// The test command: installs and builds what is missing, then runs every check and every size of test.
// Usage: npm test [-- --only checks,unit,medium,browser,real]    The last line is `N passed, N failed[, N skipped]`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './lib/prepare.mjs';

const SIZES = ['checks', 'unit', 'medium', 'browser', 'real'];
const CHECKS = ['format:check', 'lint', 'typecheck', 'boundaries', 'unused'];
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

const total = { passed: 0, failed: 0, skipped: 0 };
const scratch = mkdtempSync(join(tmpdir(), 'netkaart-test-'));

function chosen(argv) {
  const at = argv.indexOf('--only');
  if (at < 0) return SIZES;
  const wanted = (argv[at + 1] ?? '').split(',');
  const wrong = wanted.filter((size) => !SIZES.includes(size));
  if (wrong.length > 0) throw new Error(`--only ${wrong.join(',')}: expected some of ${SIZES.join(',')}`);
  return wanted;
}

function run(command, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.on('error', () => done(127));
    child.on('exit', (code) => done(code ?? 1));
  });
}

async function check(name) {
  console.log(`\n— ${name}`);
  const ok = (await run('npm', ['run', '--silent', name])) === 0;
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) console.log(`✗ ${name} failed`);
}

async function jest(project) {
  console.log(`\n— tests: ${project}`);
  const output = join(scratch, `${project}.json`);
  const args = ['--selectProjects', project, '--json', '--outputFile', output, '--silent=false'];
  const workers = project === 'unit' ? ['--maxWorkers=2'] : ['--runInBand'];
  const options = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--no-warnings'].filter(Boolean).join(' ');
  const code = await run(process.execPath, ['node_modules/jest/bin/jest.js', ...args, ...workers], {
    NODE_OPTIONS: options,
  });
  count(output, code);
}

function count(output, code) {
  if (!existsSync(output)) return void (total.failed += 1);
  const result = JSON.parse(readFileSync(output, 'utf8'));
  total.passed += result.numPassedTests;
  total.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  total.skipped += result.numPendingTests + result.numTodoTests;
  if (code !== 0 && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) total.failed += 1;
}

function browser() {
  const found = process.env.CHROMIUM_PATH ?? BROWSERS.find((path) => existsSync(path));
  if (found === undefined) {
    console.log('\n— tests: browser: left out, no Chromium here. Debian and Ubuntu: apt-get install -y chromium;');
    console.log('  elsewhere set CHROMIUM_PATH to a Chromium or Chrome binary. Then: npm test -- --only browser');
    return false;
  }
  process.env.CHROMIUM_PATH = found;
  return true;
}

async function main() {
  const sizes = chosen(process.argv.slice(2));
  await prepare({ log: (line) => console.log(line), tests: true });
  if (sizes.includes('checks')) for (const name of CHECKS) await check(name);
  for (const size of sizes) {
    if (size === 'checks' || (size === 'browser' && !browser())) continue;
    await jest(size);
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  total.failed += 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
