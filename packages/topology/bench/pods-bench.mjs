/**
 * What 150,000 pods cost: bytes retained by each, size and time of columns, time of hash and diff.
 * Build first, then: node --expose-gc packages/topology/bench/pods-bench.mjs
 */
import {
  createInterner,
  decodeColumns,
  diff,
  emptyTopology,
  encodeColumns,
  hash,
  recordOf,
  unsafeApply,
} from '../dist/index.js';
import { pods } from './pods.mjs';

const COUNT = 150_000;
if (!globalThis.gc)
  throw new Error('Run it with node --expose-gc: without a forced collection the figures mean nothing.');

function heap() {
  for (let i = 0; i < 4; i++) globalThis.gc();
  return process.memoryUsage().heapUsed + process.memoryUsage().external;
}

/** Number of bytes after gzip. */
async function gzip(data) {
  const stream = new globalThis.Blob([data]).stream().pipeThrough(new globalThis.CompressionStream('gzip'));
  return (await new globalThis.Response(stream).arrayBuffer()).byteLength;
}

function timed(name, act) {
  const start = performance.now();
  const result = act();
  console.log(`${name}: ${(performance.now() - start).toFixed(0)} ms`);
  return result;
}

/** Records as they come from the wire: parsed one by one, so that nothing is shared before interning. */
function read(share) {
  const topology = emptyTopology();
  for (const pod of pods(COUNT)) {
    const { kind, ...fields } = JSON.parse(JSON.stringify(pod));
    const record = share(recordOf(kind, fields));
    unsafeApply(topology, [{ op: 'add', kind, uid: record.uid, record }]);
  }
  return topology;
}

function retained(name, make) {
  const before = heap();
  const value = make();
  console.log(`${name}: ${((heap() - before) / COUNT).toFixed(0)} bytes a pod retained`);
  return value;
}

retained('not interned', () => read((record) => record));
const interner = createInterner();
const topology = retained('interned', () => read(interner.record));
const bytes = timed('encodeColumns', () => encodeColumns(topology));
const zipped = await gzip(bytes);
const megabytes = (count) => `${(count / 1e6).toFixed(2)} MB`;
console.log(
  `columns: ${megabytes(bytes.length)}, gzip ${megabytes(zipped)} (of it random UIDs: ${megabytes(16 * COUNT)})`,
);
console.log(`columns: ${(zipped / COUNT).toFixed(1)} bytes a pod after gzip`);
const decoded = retained('decoded', () => timed('decodeColumns', () => decodeColumns(bytes)));
timed('decodeColumns again', () => decodeColumns(bytes));
timed('hash', () => hash(topology));
const changes = timed('diff of equal topologies, nothing shared between them', () => diff(topology, decoded));
if (changes.length > 0) throw new Error(`${changes.length} differences after decoding`);
