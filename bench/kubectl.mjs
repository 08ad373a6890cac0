// kubectl delete pod and kubectl scale on a real API server, until the open page shows it: fifty times.
import { readFile } from 'node:fs/promises';
import { findAssets, startRealCluster } from '@netkaart/testing';
import { launch } from './chromium.mjs';
import { quantile, report, start } from './lib.mjs';

const TIMES = 50;
const PODS = 60;

/** Prints one table; without the binaries one line that says how to get them. */
export async function kubectl({ quick = false } = {}) {
  const assets = findAssets(process.env);
  if ('missing' in assets) return console.log(`\nkubectl → page: left out. ${assets.missing}`);
  const cluster = await startRealCluster({ nodes: 10 });
  const chromium = await launch();
  let app = null;
  try {
    await cluster.apply(deployment());
    await cluster.kubectl('rollout', 'status', 'deployment/web', '--timeout=120s');
    app = start('app', { kubeconfig: await readFile(cluster.kubeconfigPath, 'utf8'), context: 'real' });
    const page = await openPage(chromium, (await app.next()).url);
    await measure(cluster, page, quick ? 5 : TIMES);
  } finally {
    await chromium.close();
    await app?.end();
    await cluster.close();
  }
}

async function measure(cluster, page, times) {
  const deletes = [];
  const scales = [];
  for (let i = 0; i < times; i++) {
    const victim = await onePod(cluster);
    const gone = page.evaluate(waitGone, victim.uid);
    deletes.push(await timed(() => cluster.kubectl('delete', 'pod', victim.name, '--grace-period=0', '--force'), gone));
    await page.evaluate(waitCount, PODS + (i % 2));
    const target = PODS + ((i + 1) % 2);
    const reached = page.evaluate(waitCount, target);
    scales.push(await timed(() => cluster.kubectl('scale', 'deployment/web', `--replicas=${target}`), reached));
  }
  const row = (what, all) => ({
    what,
    times: all.length,
    'kubectl itself, median ms': quantile(
      all.map((one) => one.own),
      0.5,
    ),
    'start → page, median ms': quantile(
      all.map((one) => one.whole),
      0.5,
    ),
    'p95 ms': quantile(
      all.map((one) => one.whole),
      0.95,
    ),
    'return → page, median ms': quantile(
      all.map((one) => one.after),
      0.5,
    ),
    'p95 ms ': quantile(
      all.map((one) => one.after),
      0.95,
    ),
  });
  report('kubectl on a real API server → the open page', [row('delete pod', deletes), row('scale', scales)]);
}

async function timed(command, shown) {
  const began = performance.now();
  const done = command().then(() => performance.now());
  const seen = await shown.then(() => performance.now());
  const returned = await done;
  return { own: returned - began, whole: seen - began, after: Math.max(0, seen - returned) };
}

/** In the page: resolves when the pod has no place any more. */
async function waitGone(uid) {
  while ((await window.__netkaart.positions()).has(uid)) await new Promise((done) => setTimeout(done, 10));
}

/** In the page: resolves when so many pods have a place. */
async function waitCount(count) {
  while ((await window.__netkaart.positions()).size !== count) await new Promise((done) => setTimeout(done, 10));
}

async function onePod(cluster) {
  const columns = 'custom-columns=N:.metadata.name,U:.metadata.uid,D:.metadata.deletionTimestamp';
  const rows = (await cluster.kubectl('get', 'pods', '--no-headers', '-o', columns)).trim().split('\n');
  const [name, uid] = rows.find((row) => row.endsWith('<none>')).split(/\s+/);
  return { name, uid };
}

async function openPage(chromium, url) {
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}/c/?cluster=real`);
  await page.waitForFunction(() => window.__netkaart?.cursor != null);
  await page.evaluate(waitCount, PODS);
  return page;
}

function deployment() {
  const labels = { app: 'web' };
  const spec = { containers: [{ name: 'web', image: 'web' }] };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: { replicas: PODS, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}
