import { canonicalRecord } from './canonical.js';
import { KINDS } from './records.js';
import type { Topology } from './topology.js';

/**
 * 128 bits in hex over all records, equal for equal topologies whatever the order of insertion. Not cryptographic: it
 * finds differences by accident, not by malice.
 */
export function hash(topology: Topology): string {
  const sum = [0, 0, 0, 0];
  for (const kind of KINDS) {
    for (const record of topology.kinds[kind].values()) addLanes(sum, lanesOf(canonicalRecord(record)));
  }
  return hexOf(sum);
}

/** 128 bits in hex of a text. */
export function hashText(text: string): string {
  return hexOf(lanesOf(text));
}

const MULTIPLIERS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const;

/** Four lanes, each fed with every UTF-16 unit in another way, then mixed with one another. */
function lanesOf(text: string): [number, number, number, number] {
  const [m0, m1, m2, m3] = MULTIPLIERS;
  let a = 0x243f6a88;
  let b = 0x85a308d3;
  let c = 0x13198a2e;
  let d = 0x03707344;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, m0);
    b = c ^ Math.imul(b ^ unit, m1);
    c = d ^ Math.imul(c ^ unit, m2);
    d = a ^ Math.imul(d ^ unit, m3);
  }
  return mixLanes(a, b, c, d ^ text.length);
}

function mixLanes(a: number, b: number, c: number, d: number): [number, number, number, number] {
  const sum = avalanche(a) ^ avalanche(b + 1) ^ avalanche(c + 2) ^ avalanche(d + 3);
  return [avalanche(a ^ sum), avalanche(b ^ sum), avalanche(c ^ sum), avalanche(d ^ sum)];
}

function avalanche(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

function addLanes(sum: number[], lanes: readonly number[]): void {
  for (let i = 0; i < 4; i++) sum[i] = ((sum[i] ?? 0) + (lanes[i] ?? 0)) | 0;
}

function hexOf(lanes: readonly number[]): string {
  return lanes.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}
