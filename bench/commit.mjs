// From a watch event to a committed row: the first list and a burst of changes through collector and Postgres.
import { report, start } from './lib.mjs';

const EVENTS = 50_000;

/** Prints one table: what was written and how fast. */
export async function commit({ quick = false } = {}) {
  const size = quick ? { nodes: 200, pods: 6000, seed: 2 } : { nodes: 1000, pods: 30_000, seed: 2 };
  const server = start('server', size);
  const { kubeconfig } = await server.next();
  const context = /current-context: *(\S+)/.exec(kubeconfig)[1];
  const app = start('app', { kubeconfig, context });
  const { url } = await app.next();
  const first = await timed(app, () =>
    until(url, (cluster) => cluster?.phase === 'live' && cluster.counts.pods >= size.pods),
  );
  const before = (await cluster(url)).cursor.seq;
  const burst = await timed(app, async () => {
    server.send({ churn: EVENTS });
    return settled(url);
  });
  const rows = (await cluster(url)).cursor.seq - before;
  report(`Watch events to committed rows (${size.pods.toLocaleString('en')} pods)`, [
    { what: 'first list', rows: before, ...first, 'rows/s': before / first.seconds },
    { what: `burst of ${EVENTS.toLocaleString('en')} events`, rows, ...burst, 'rows/s': rows / burst.seconds },
  ]);
  await app.end();
  await server.end();
}

async function timed(app, work) {
  app.send({});
  const { cpuSeconds } = await app.next();
  const since = performance.now();
  const end = (await work()) ?? performance.now();
  const seconds = (end - since) / 1000;
  app.send({});
  const after = await app.next();
  return { seconds, 'api CPU s': after.cpuSeconds - cpuSeconds, 'api peak MB': after.peakMb };
}

async function cluster(url) {
  const answer = await fetch(`${url}/api/clusters`);
  return (await answer.json()).clusters[0];
}

async function until(url, holds) {
  while (!holds(await cluster(url))) await new Promise((done) => setTimeout(done, 50));
}

/** Waits until the cursor has moved and then not for a second; resolves with the moment of the last move. */
async function settled(url) {
  const first = (await cluster(url)).cursor.seq;
  let last = { seq: first, at: performance.now() };
  while (last.seq === first || performance.now() - last.at < 1000) {
    const { seq } = (await cluster(url)).cursor;
    if (seq !== last.seq) last = { seq, at: performance.now() };
    await new Promise((done) => setTimeout(done, 50));
  }
  return last.at;
}
