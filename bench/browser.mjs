// The largest cluster in the browser: first and complete map, frames while panning and zooming, memory.
import { launch } from './chromium.mjs';
import { quantile, report, start } from './lib.mjs';

/** Prints one table. */
export async function browser({ quick = false } = {}) {
  const size = quick ? { nodes: 500, pods: 15_000, seed: 3 } : { nodes: 5000, pods: 150_000, seed: 3 };
  const server = start('server', size, ['--max-old-space-size=12288']);
  const { kubeconfig } = await server.next();
  const context = /current-context: *(\S+)/.exec(kubeconfig)[1];
  const app = start('app', { kubeconfig, context });
  const { url } = await app.next();
  const began = performance.now();
  await whole(url, size.pods);
  const read = (performance.now() - began) / 1000;
  const chromium = await launch();
  const page = await chromium.newPage({ viewport: { width: 1920, height: 1080 } });
  const opened = await open(page, url, context, size.pods);
  const pan = await panned(page);
  report(
    `In the browser: ${size.nodes.toLocaleString('en')} nodes, ${size.pods.toLocaleString('en')} pods, 1920×1080, software Chromium`,
    [
      { what: 'cluster read and committed', seconds: read },
      { what: 'navigation → first picture', seconds: opened.first },
      { what: 'navigation → every pod placed', seconds: opened.complete },
    ],
  );
  report('Frames while panning and zooming', [pan]);
  app.send({});
  const { peakMb, rssMb } = await app.next();
  report('Memory', [{ 'api peak MB': peakMb, 'api now MB': rssMb, 'page heap MB': await heap(page) }]);
  await chromium.close();
  await app.end();
  await server.end();
}

async function whole(url, pods) {
  for (;;) {
    const { clusters } = await (await fetch(`${url}/api/clusters`)).json();
    if (clusters[0]?.counts.pods >= pods && clusters[0].phase === 'live') return;
    await new Promise((done) => setTimeout(done, 200));
  }
}

async function open(page, url, cluster, pods) {
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  await page.goto(`${url}/c/?cluster=${cluster}`);
  await page.waitForFunction(() => window.__netkaart?.cursor != null, null, { polling: 20 });
  await page.evaluate(() => window.__netkaart.settled());
  const first = since();
  await page.waitForFunction(async (n) => (await window.__netkaart.positions()).size >= n * 0.97, pods, {
    polling: 100,
  });
  return { first, complete: since() };
}

/** Drags and wheels over the map for some seconds, and asks the page for its last draw times. */
async function panned(page) {
  const gaps = page.evaluate(
    () =>
      new Promise((done) => {
        const times = [];
        const began = performance.now();
        const tick = (now) => {
          times.push(now);
          if (now - began < 6000) requestAnimationFrame(tick);
          else done(times.slice(1).map((time, i) => time - times[i]));
        };
        requestAnimationFrame(tick);
      }),
  );
  await page.mouse.move(960, 540);
  await page.mouse.down();
  for (let i = 0; i < 120; i++) await page.mouse.move(960 + 300 * Math.sin(i / 10), 540 + 150 * Math.cos(i / 10));
  await page.mouse.up();
  for (let i = 0; i < 60; i++) await page.mouse.wheel(0, i < 30 ? -60 : 60);
  const frames = await gaps;
  const draws = await page.evaluate(() => window.__netkaart.perf());
  return {
    frames: frames.length,
    'frame p50 ms': quantile(frames, 0.5),
    'frame p95 ms': quantile(frames, 0.95),
    'frame p99 ms': quantile(frames, 0.99),
    draws: draws.length,
    'draw p50 ms': quantile(draws, 0.5),
    'draw p95 ms': quantile(draws, 0.95),
    'draw max ms': Math.max(...draws),
  };
}

async function heap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}
