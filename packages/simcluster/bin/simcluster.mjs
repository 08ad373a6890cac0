#!/usr/bin/env node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  createClock,
  createEdge,
  createExample,
  createHarbour,
  createLoadCluster,
  startDemoFleet,
  startLife,
  startServer,
} from '../dist/index.js';

const usage = `Usage: simcluster [example | harbour | edge | load | fleet]   (default: fleet)
  --port N          port of a single cluster's server (default: a free one)
  --seed S          equal seeds give equal clusters (default 1)
  --speed X         simulated seconds per second (default 1; 0: stands still)
  --nodes N --pods N --changes N   size of load, and its watch events per second (default 5000, 150000, 100)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string' },
    seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '1' },
    nodes: { type: 'string', default: '5000' },
    pods: { type: 'string', default: '150000' },
    changes: { type: 'string', default: '100' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const number = (name) => {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value >= 0) return value;
  console.error(`--${name} must be a number of at least 0; "${values[name]}" is none.`);
  process.exit(2);
};

const single = {
  example: (options) => createExample(options),
  harbour: (options) => createHarbour(options),
  edge: (options) => createEdge(options),
  load: (options) =>
    createLoadCluster({ ...options, nodes: number('nodes'), pods: number('pods'), changesPerSecond: number('changes') })
      .cluster,
};

async function start(name) {
  const { seed } = values;
  const speed = number('speed');
  if (name === 'fleet') return startDemoFleet({ seed, speed });
  const cluster = single[name]({ seed, clock: createClock(Date.now()) });
  const server = await startServer(cluster, values.port === undefined ? {} : { port: number('port') });
  const life = startLife(cluster, { speed });
  const close = async () => {
    life.stop();
    await server.close();
  };
  return { kubeconfig: server.kubeconfig, servers: { [name]: server }, close };
}

const [name = 'fleet'] = positionals;
if (values.help || (name !== 'fleet' && !(name in single))) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const running = await start(name);
const folder = mkdtempSync(join(tmpdir(), 'simcluster-'));
const file = join(folder, 'kubeconfig');
writeFileSync(file, running.kubeconfig, { mode: 0o600 });
for (const [context, { url }] of Object.entries(running.servers)) console.log(`${context.padEnd(8)} ${url}`);
console.log(`\nexport KUBECONFIG=${file}\nkubectl get nodes\nkubectl get pods -A --watch\n\nCtrl-C stops it.`);

const keepAlive = setInterval(() => undefined, 60_000);
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    clearInterval(keepAlive);
    rmSync(folder, { recursive: true, force: true });
    void running.close().then(() => process.exit(0));
  });
