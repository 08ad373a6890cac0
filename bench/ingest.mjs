// A large cluster into memory: bare JSON.parse of the same pages, client-node's informers, our reader; then a burst of events.
import { report, start } from './lib.mjs';

/** Sizes where client-node still works and the full one, where its unpaged list no longer does. */
const SIZES = [
  { nodes: 1000, pods: 30_000, seed: 1 },
  { nodes: 5000, pods: 150_000, seed: 1 },
];
const EVENTS = 50_000;

/** Prints one table per size and returns nothing. */
export async function ingest({ quick = false } = {}) {
  for (const size of quick ? SIZES.slice(0, 1) : SIZES) await one(size);
}

async function one(size) {
  const server = start('server', size, ['--max-old-space-size=12288']);
  const { url, ca, token, kubeconfig } = await server.next();
  const context = /current-context: *(\S+)/.exec(kubeconfig)[1];
  const parse = await alone('read-parse', { url, ca, token });
  const informer = await alone('read-informer', { kubeconfig });
  const reader = start('read-netkaart', { kubeconfig, context }, ['--expose-gc']);
  const ours = await reader.next();
  show(size, parse, informer, ours);
  await burst(server, reader);
  await reader.end();
  await server.end();
}

async function alone(name, argument) {
  const child = start(name, argument, ['--expose-gc', '--max-old-space-size=8192']);
  const result = await child.next();
  await child.end();
  return result;
}

function show(size, parse, informer, ours) {
  const row = (who, result) => ({
    who: result.failed ? `${who}: ${result.failed}` : who,
    objects: result.objects ?? '–',
    seconds: result.seconds,
    'CPU s': result.cpuSeconds,
    'CPU ÷ parse': result.cpuSeconds / parse.cpuSeconds,
    'peak MB': result.peakMb,
    'steady MB': result.rssMb,
    'heap MB': result.heapMb,
  });
  report(
    `First list: ${size.nodes.toLocaleString('en')} nodes, ${size.pods.toLocaleString('en')} pods, ${Math.round(parse.mb)} MB of JSON`,
    [
      row('JSON.parse of the pages, dropped', parse),
      row('client-node informers', informer),
      row('Netkaart reader + topology', ours),
    ],
  );
}

async function burst(server, reader) {
  reader.send({});
  await reader.next();
  server.send({ churn: EVENTS });
  const result = await reader.next();
  report('Watch events into the topology (several events of one object may arrive as its last state)', [
    {
      events: EVENTS,
      delivered: result.delivered,
      seconds: result.seconds,
      'events/s': EVENTS / result.seconds,
      'CPU s': result.cpuSeconds,
    },
  ]);
}
