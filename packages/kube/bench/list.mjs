/**
 * What it costs to read a list of pods item by item, beside a bare JSON.parse of the same bytes.
 * `npm run build && node packages/kube/bench/list.mjs [pods]`
 */
import { RESOURCES, toRecord } from '../dist/index.js';
import { ListParser } from '../dist/stream/list-parser.js';
import { createInterner } from '@netkaart/topology';

const count = Number(process.argv[2] ?? 5000);
const chunkBytes = 64 * 1024;
const rounds = 5;
const pods = RESOURCES.find(({ id }) => id === 'pods');
const bytes = Buffer.from(
  JSON.stringify({
    kind: 'PodList',
    metadata: { resourceVersion: '1' },
    items: Array.from({ length: count }, (_, i) => pod(i)),
  }),
);

const ways = {
  'JSON.parse of the whole': () => JSON.parse(bytes.toString('utf8')).items.length,
  'item by item': () => scan(() => undefined),
  'item by item, to records': () => scan((value) => toRecord(pods, value)),
  'item by item, to shared records': () => {
    const interner = createInterner();
    return scan((value) => toRecord(pods, value, (each) => interner.value(each)));
  },
};

console.log(`${count} pods, ${(bytes.length / 1e6).toFixed(1)} MB, best of ${rounds}`);
let base = 0;
for (const [name, run] of Object.entries(ways)) {
  const times = Array.from({ length: rounds }, () => timed(run));
  const best = Math.min(...times);
  base ||= best;
  const rate = bytes.length / 1e3 / best;
  console.log(
    `${name.padEnd(34)} ${best.toFixed(0).padStart(6)} ms ${rate.toFixed(0).padStart(5)} MB/s  x${(best / base).toFixed(2)}`,
  );
}

function timed(run) {
  const from = performance.now();
  if (run() !== count) throw new Error('not all pods were read');
  return performance.now() - from;
}

function scan(take) {
  const parser = new ListParser();
  let read = 0;
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    parser.push(bytes.subarray(at, at + chunkBytes), (item) => {
      read += 1;
      take(item.value);
    });
  }
  parser.end();
  return read;
}

/** About as large as a real one: 9 KB, with managed fields, environment, volumes and probes. */
function pod(i) {
  const name = `web-${Math.floor(i / 20)}-7d4b9c6f8-${i.toString(36).padStart(5, '0')}`;
  const probe = {
    httpGet: { path: '/healthz', port: 'http', scheme: 'HTTP' },
    periodSeconds: 10,
    timeoutSeconds: 1,
    failureThreshold: 3,
  };
  const env = Array.from({ length: 25 }, (_, n) => ({
    name: `SETTING_${n}`,
    value: `a value of "some" length, number ${n}`,
  }));
  const fields = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [`f:field${n}`, { '.': {}, 'f:name': {}, 'f:value': {} }]),
  );
  const container = {
    name: 'web',
    image: 'registry.example/shop/web:1.2.3',
    env,
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    livenessProbe: probe,
    readinessProbe: probe,
    resources: { limits: { cpu: '1', memory: '1Gi' } },
  };
  const conditions = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
    type,
    status: 'True',
    lastTransitionTime: '2026-01-31T12:00:00Z',
  }));
  return {
    metadata: {
      name,
      generateName: name.slice(0, -5),
      namespace: `team-${i % 40}`,
      uid: `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`,
      resourceVersion: String(1000 + i),
      creationTimestamp: '2026-01-31T12:00:00Z',
      labels: { app: `web-${Math.floor(i / 20)}`, 'pod-template-hash': '7d4b9c6f8', tier: 'front' },
      annotations: { 'prometheus.io/scrape': 'true', 'checksum/config': 'c'.repeat(64) },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: name.slice(0, -6), uid: 'rs', controller: true },
      ],
      managedFields: [{ manager: 'kube-controller-manager', operation: 'Update', fieldsV1: fields }],
    },
    spec: {
      nodeName: `node-${i % 5000}`,
      containers: [container],
      volumes: [{ name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }],
      dnsPolicy: 'ClusterFirst',
      tolerations: [
        { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
      ],
    },
    status: {
      phase: 'Running',
      conditions,
      hostIP: '192.168.1.11',
      podIP: '10.244.1.7',
      podIPs: [{ ip: '10.244.1.7' }],
      containerStatuses: [
        {
          name: 'web',
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: '2026-01-31T12:00:00Z' } },
          imageID: 'sha256:' + 'd'.repeat(64),
        },
      ],
    },
  };
}
