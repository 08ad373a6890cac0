/**
 * Outlives the process that started a real cluster, however that one ends: once its standard input
 * closes, it kills what is still running and removes the cluster's folder.
 *
 *   node warden.mjs FOLDER     lines on standard input: "+PID" started, "-PID" ended by itself
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const folder = process.argv[2];
const pids = new Set();

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    pids.delete(pid);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) pids.add(pid);
  else pids.delete(pid);
}
for (const pid of pids) kill(pid);
for (let round = 0; round < 20 && [...pids].some(isAlive); round += 1) await sleep(50);
rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
