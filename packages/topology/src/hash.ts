import { fieldNames } from './blank.js';
import { canonicalJson } from './canonical.js';
import { KINDS, type NetRecord } from './records.js';
import type { JsonValue } from './records/common.js';
import type { Topology } from './topology.js';

/**
 * 64 bits in hex over all records, equal for equal topologies whatever the order of insertion. Not cryptographic: it
 * finds differences by accident, not by malice. Nested values that records share are read once.
 */
export function hash(topology: Topology): string {
  const hasher = new RecordHasher();
  let a = 0;
  let b = 0;
  for (const kind of KINDS) {
    for (const record of topology.kinds[kind].values()) {
      const lanes = hasher.hash(record);
      a = (a + lanes.a) | 0;
      b = (b + lanes.b) | 0;
    }
  }
  return hexOf(a) + hexOf(b);
}

/** Two 32-bit halves, fed with every value in two ways. */
class Lanes {
  a = 0x243f6a88;
  b = 0x85a308d3;

  number(value: number): void {
    this.a = Math.imul(this.a ^ value, 0x9e3779b1);
    this.a ^= this.a >>> 15;
    this.b = Math.imul(this.b ^ value, 0x85ebca77) + this.a;
    this.b ^= this.b >>> 13;
  }

  text(text: string): void {
    let { a, b } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = (Math.imul(b, 31) + unit) ^ (a >>> 11);
    }
    this.a = a;
    this.b = b;
    this.number(text.length);
  }

  finish(): this {
    for (let round = 0; round < 3; round++) this.number(round);
    return this;
  }
}

const STRING = 1;
const NESTED = 2;
const OTHER = 3;

class RecordHasher {
  private readonly nested = new Map<object, Lanes>();

  hash(record: NetRecord): Lanes {
    const lanes = new Lanes();
    const values = record as unknown as Readonly<Record<string, JsonValue>>;
    for (const field of fieldNames(record.kind)) this.add(lanes, values[field] ?? null);
    return lanes.finish();
  }

  private add(lanes: Lanes, value: JsonValue): void {
    if (typeof value === 'string') {
      lanes.number(STRING);
      lanes.text(value);
    } else if (typeof value === 'object' && value !== null) {
      const { a, b } = this.nested.get(value) ?? this.read(value);
      lanes.number(NESTED);
      lanes.number(a);
      lanes.number(b);
    } else {
      lanes.number(OTHER);
      lanes.text(String(value));
    }
  }

  private read(value: Exclude<JsonValue, string | number | boolean | null>): Lanes {
    const lanes = new Lanes();
    lanes.text(canonicalJson(value));
    this.nested.set(value, lanes.finish());
    return lanes;
  }
}

function hexOf(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0');
}
