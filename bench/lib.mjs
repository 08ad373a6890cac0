import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Starts bench/NAME.mjs with one JSON argument; `next()` resolves with its next message. */
export function start(name, argument, execArgv = []) {
  const child = fork(join(here, `${name}.mjs`), [JSON.stringify(argument)], { execArgv, serialization: 'advanced' });
  const inbox = [];
  const waiting = [];
  child.on('message', (message) => (waiting.length > 0 ? waiting.shift().resolve(message) : inbox.push(message)));
  child.on('exit', (code) =>
    waiting.splice(0).forEach(({ reject }) => reject(new Error(`${name} ended with ${code}`))),
  );
  return {
    send: (message) => child.send(message),
    next: () =>
      inbox.length > 0
        ? Promise.resolve(inbox.shift())
        : new Promise((resolve, reject) => waiting.push({ resolve, reject })),
    end: () => new Promise((done) => (child.exitCode === null ? child.once('exit', done).kill('SIGTERM') : done())),
  };
}

/** What a process used so far: CPU seconds, peak and present memory in MB (after a collection where it is exposed). */
export function usage() {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const memory = process.memoryUsage();
  return {
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
    rssMb: memory.rss / 2 ** 20,
    heapMb: memory.heapUsed / 2 ** 20,
  };
}

/** p in 0..1 of a list of numbers. */
export function quantile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

/** Prints rows as a table with a title; numbers get at most `digits` decimals. */
export function report(title, rows) {
  console.log(`\n${title}`);
  const heads = Object.keys(rows[0] ?? {});
  const cells = [heads, ...rows.map((row) => heads.map((head) => text(row[head])))];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  for (const row of cells)
    console.log('  ' + row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
}

function text(value) {
  if (typeof value !== 'number') return String(value ?? '');
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);
}
