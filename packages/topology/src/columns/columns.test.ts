import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyRecordOf, anyTopology } from '../../test/arbitraries.js';
import {
  build,
  canonicalAddress,
  canonicalTopology,
  ColumnsError,
  decodeColumns,
  diff,
  emptyTopology,
  encodeColumns,
  fieldNames,
  hash,
  KINDS,
  recordsOf,
  type NetRecord,
  type Topology,
} from '../index.js';

const allOf = (topology: Topology): NetRecord[] => KINDS.flatMap((kind): NetRecord[] => [...recordsOf(topology, kind)]);
const thereAndBack = (topology: Topology) => decodeColumns(encodeColumns(topology));
const hexOf = (topology: Topology) => Buffer.from(encodeColumns(topology)).toString('hex');
const errorOf = (bytes: Uint8Array): unknown => {
  try {
    decodeColumns(bytes);
  } catch (error) {
    return error;
  }
  return null;
};
/** The bytes with one change and a checksum that fits again. */
const forge = (bytes: Uint8Array, change: (body: Uint8Array) => void): Uint8Array => {
  const forged = bytes.slice();
  change(forged.subarray(9));
  let sum = 0x811c9dc5;
  for (const byte of forged.subarray(9)) sum = Math.imul(sum ^ byte, 0x01000193);
  new DataView(forged.buffer).setUint32(5, sum >>> 0);
  return forged;
};

describe('columns', () => {
  it('hold any topology there and back, every value equal', () => {
    fc.assert(
      fc.property(anyTopology(), (topology) => {
        const back = thereAndBack(topology);
        expect(canonicalTopology(back)).toBe(canonicalTopology(topology));
        expect(diff(topology, back)).toEqual([]);
        expect(hash(back)).toBe(hash(topology));
      }),
      { numRuns: 50 },
    );
  });

  it.each(KINDS)('hold many %s objects, whose fields keep their order', (kind) => {
    const some = fc.uniqueArray(anyRecordOf(kind), { minLength: 1, maxLength: 20, selector: (record) => record.uid });
    fc.assert(
      fc.property(some, (records: NetRecord[]) => {
        const back = thereAndBack(build.topology(records));
        expect(canonicalTopology(back)).toBe(canonicalTopology(build.topology(records)));
        for (const record of recordsOf(back, kind)) expect(Object.keys(record)).toEqual(fieldNames(kind));
      }),
      { numRuns: 8 },
    );
  });

  it('are the same bytes for the same topology, whatever the order of insertion', () => {
    fc.assert(
      fc.property(anyTopology(), (topology) => {
        const fresh = allOf(topology).map((record) => JSON.parse(JSON.stringify(record)) as NetRecord);
        expect(hexOf(build.topology(fresh.reverse()))).toBe(hexOf(topology));
        expect(hexOf(thereAndBack(topology))).toBe(hexOf(topology));
      }),
      { numRuns: 50 },
    );
  });

  it('hold the empty topology', () => {
    expect(thereAndBack(emptyTopology())).toEqual(emptyTopology());
  });

  it('can be read from the middle of a larger buffer', () => {
    const bytes = encodeColumns(build.topology([build.pod()]));
    const larger = new Uint8Array(bytes.length + 14);
    larger.set(bytes, 7);
    const back = decodeColumns(larger.subarray(7, 7 + bytes.length));
    expect(back.kinds.Pod.size).toBe(1);
  });

  it('share equal nested values by reference after decoding', () => {
    const pod = (name: string) =>
      build.pod({ name, labels: { app: 'web' }, owner: { kind: 'ReplicaSet', name: 'web', uid: 'r' } });
    const [a, b, c] = [
      ...recordsOf(thereAndBack(build.topology([pod('a'), pod('b'), build.pod({ name: 'c' })])), 'Pod'),
    ];
    expect(b!.labels).toBe(a!.labels);
    expect(b!.owner).toBe(a!.owner);
    expect(c!.labels).not.toBe(a!.labels);
  });

  it('keep addresses exactly as written, canonical or not', () => {
    const ips = [
      ['10.244.1.5', 'fd00::5'],
      ['10.244.01.5'],
      ['FD00::5'],
      ['0:0:0:0:0:0:0:1'],
      [],
      ['255.255.255.255'],
      ['::ffff:10.0.0.1'],
      ['0.0.0.0'],
      ['10.244.1.4', '10.244.1.4'],
    ];
    const back = thereAndBack(
      build.topology(ips.map((each, i) => build.pod({ name: String(i), node: i % 2 ? 'a' : 'b', ips: each }))),
    );
    expect([...recordsOf(back, 'Pod')].map((pod) => pod.ips)).toEqual(ips);
  });

  it('keep canonical addresses of both families on any nodes', () => {
    const address = fc
      .oneof(
        fc.ipV4(),
        fc.ipV6(),
        fc.nat(255).map((last) => `fd00::${last.toString(16)}`),
      )
      .map((text) => canonicalAddress(text)!);
    const pods = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.array(address, { maxLength: 3 })), { minLength: 1 });
    fc.assert(
      fc.property(pods, (some) => {
        const topology = build.topology(some.map(([node, ips], i) => build.pod({ name: String(i), node, ips })));
        expect(canonicalTopology(thereAndBack(topology))).toBe(canonicalTopology(topology));
      }),
    );
  });

  it('keep endpoints of many slices, each with or without a target', () => {
    const endpoint = (i: number) => ({
      addresses: [`10.0.${i >> 8}.${i & 255}`],
      ready: i % 3 === 0 ? null : i % 3 === 1,
      serving: null,
      terminating: null,
      hostname: '',
      node: `node-${i % 5}`,
      zone: '',
      target: i % 4 === 0 ? null : { kind: 'Pod', namespace: 'x', name: `pod-${i}`, uid: `uid-${i}` },
      zoneHints: [],
      nodeHints: i % 2 ? ['a'] : [],
    });
    const slices = Array.from({ length: 50 }, (_, i) =>
      build.endpointSlice({
        name: `s${i}`,
        endpoints: Array.from({ length: i % 7 }, (_each, j) => endpoint(i * 7 + j)),
      }),
    );
    const topology = build.topology(slices);
    expect(diff(topology, thereAndBack(topology))).toEqual([]);
    expect(encodeColumns(topology).length).toBeLessThan(50 * 3.5 * 25);
  });

  it('refuse a field named __proto__ in forged objects', () => {
    const slice = build.endpointSlice({
      endpoints: [
        {
          addresses: ['10.0.0.1'],
          ready: true,
          serving: null,
          terminating: null,
          hostname: '',
          node: 'n',
          zone: '',
          target: null,
          zoneHints: [],
          nodeHints: [],
        },
      ],
    });
    const bytes = encodeColumns(build.topology([slice]));
    const forged = forge(bytes, (body) => rename(body, 'zoneHints', '__proto__'));
    expect(errorOf(forged)).toBeInstanceOf(ColumnsError);
    expect(({} as { length?: number }).length).toBeUndefined();
  });

  it('keep a __proto__ key as a key and pollute nothing', () => {
    const labels = JSON.parse('{"__proto__":{"polluted":"yes"}}') as Record<string, string>;
    const back = thereAndBack(build.topology([build.pod({ uid: '__proto__', labels }), build.pod({ uid: 'q' })]));
    expect(Object.keys(back.kinds.Pod.get('__proto__')!.labels)).toEqual(['__proto__']);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('cost a pod of a large workload few bytes', () => {
    const pods = Array.from({ length: 1000 }, (_, i) =>
      build.pod({ uid: `p${i}`, name: `web-${i}`, labels: { app: 'web' }, node: `n${i % 9}` }),
    );
    expect(encodeColumns(build.topology(pods)).length).toBeLessThan(20_000);
  });
});

describe('bytes that are no columns', () => {
  const bytes = encodeColumns(build.topology([build.serviceCIDR({ cidrs: ['10.96.0.0/12'] }), build.referenceGrant()]));

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a text', new Uint8Array([123, 34, 97, 34, 58, 49, 125, 10, 10, 10])],
  ])('%s: not_columns', (_, other) => {
    expect(errorOf(other)).toMatchObject({ name: 'ColumnsError', code: 'not_columns' });
  });

  it('a newer version: newer_version, and the message says what to do', () => {
    const newer = bytes.slice();
    newer[4] = 200;
    const error = errorOf(newer) as ColumnsError;
    expect(error).toMatchObject({ name: 'ColumnsError', code: 'newer_version' });
    expect(error.message).toContain('Update');
  });

  it('every single flipped bit is noticed', () => {
    const unnoticed = Array.from({ length: bytes.length * 8 }, (_, bit) => bit).filter((bit) => {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      return !(errorOf(flipped) instanceof ColumnsError);
    });
    expect(unnoticed).toEqual([]);
  });

  it('every truncation is noticed', () => {
    const cut = Array.from(bytes, (_, length) => errorOf(bytes.subarray(0, length)));
    expect(cut.filter((error) => !(error instanceof ColumnsError))).toEqual([]);
  });

  it('no bytes at all make it throw anything else, even with a fitting checksum', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 10), fc.nat(255), (position, value) => {
        const error = errorOf(forge(bytes, (body) => (body[position] = value)));
        expect(error === null || error instanceof ColumnsError).toBe(true);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        const made = new Uint8Array(9 + body.length);
        made.set(bytes.subarray(0, 9));
        made.set(body, 9);
        const error = errorOf(forge(made, () => undefined));
        expect(error === null || error instanceof ColumnsError).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('columns of another version', () => {
  it('of an older writer: a field they lack has its absent value', () => {
    const bytes = encodeColumns(build.topology([build.serviceCIDR({ cidrs: ['10.96.0.0/12'] })]));
    const renamed = forge(bytes, (body) => rename(body, 'cidrs', 'cidrz'));
    expect([...recordsOf(decodeColumns(renamed), 'ServiceCIDR')]).toEqual([build.serviceCIDR()]);
  });

  it('with a kind that nobody knows here: it is left out, the rest is read', () => {
    const bytes = encodeColumns(build.topology([build.serviceCIDR(), build.pod()]));
    const renamed = forge(bytes, (body) => rename(body, 'ServiceCIDR', 'ServiceFOOD'));
    expect(allOf(decodeColumns(renamed)).map(({ kind }) => kind)).toEqual(['Pod']);
  });
});

function rename(body: Uint8Array, from: string, to: string): void {
  const units = unitsOf(from);
  const at = body.findIndex((_, i) => units.every((unit, j) => body[i + j] === unit) && body[i - 1] === units.length);
  expect(at).toBeGreaterThan(0);
  body.set(unitsOf(to), at);
}

function unitsOf(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
