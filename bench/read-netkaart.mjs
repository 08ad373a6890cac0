// Our reader into a topology, as the collector keeps it: every kind, with watches that stay open.
import { createReader, sourceFromKubeconfig } from '@netkaart/kube';
import { diffRecord, emptyTopology, unsafeApply } from '@netkaart/topology';
import { usage } from './lib.mjs';

const { kubeconfig, context } = JSON.parse(process.argv[2]);
const topology = emptyTopology();
const live = new Set();
const started = performance.now();
let events = 0;
let first = null;

function take(resource, records) {
  events += records.length;
  first ??= performance.now();
  const known = topology.kinds[resource.kind];
  const changes = [];
  for (const record of records) {
    const old = known.get(record.uid);
    const patch = old && diffRecord(old, record);
    if (!old) changes.push({ op: 'add', kind: record.kind, uid: record.uid, record });
    else if (patch) changes.push({ op: 'update', kind: record.kind, uid: record.uid, patch });
  }
  unsafeApply(topology, changes);
}

const reader = createReader({
  source: sourceFromKubeconfig(kubeconfig, context),
  resume: new Map(),
  sink: {
    identity: async () => undefined,
    known: (resource) => topology.kinds[resource.kind].keys(),
    upsert: async (resource, records) => take(resource, records),
    remove: async (resource, uids) => {
      events += uids.length;
      unsafeApply(
        topology,
        uids.map((uid) => ({ op: 'delete', kind: resource.kind, uid })),
      );
    },
    advance: async () => undefined,
    proven: () => undefined,
    state: (resource, state) => state.phase === 'live' && live.add(resource.id),
    quarantine: (_, problem) => console.error('quarantined', problem),
    connection: () => undefined,
  },
});
reader.start();

const wanted = ['nodes', 'pods', 'services', 'endpointslices.discovery.k8s.io'];
const until = async (holds) => {
  while (!holds()) await new Promise((done) => setTimeout(done, 20));
};
await until(() => wanted.every((id) => live.has(id)));
const objects = Object.values(topology.kinds).reduce((sum, kind) => sum + kind.size, 0);
process.send({ objects, seconds: (performance.now() - started) / 1000, ...usage() });

process.on('message', async () => {
  const cpuBefore = usage().cpuSeconds;
  const before = events;
  const since = performance.now();
  process.send({ ready: true });
  let last = { events, at: since };
  await until(() => {
    if (events !== last.events) last = { events, at: performance.now() };
    return events > before && performance.now() - last.at > 1000;
  });
  process.send({
    delivered: events - before,
    seconds: (last.at - since) / 1000,
    cpuSeconds: usage().cpuSeconds - cpuBefore,
  });
});
