import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyRecord, anyRecordOf, anyTopology, twoTopologies } from '../test/arbitraries.js';
import {
  apply,
  ApplyError,
  applyPatch,
  BLANK,
  build,
  canonicalRecord,
  canonicalTopology,
  diff,
  diffRecord,
  emptyTopology,
  fieldNames,
  hash,
  KINDS,
  recordsOf,
  unsafeApply,
  type Change,
  type JsonValue,
  type NetRecord,
  type Topology,
} from './index.js';

const copyOf = (topology: Topology): Topology => build.topology(allOf(topology));
const allOf = (topology: Topology): NetRecord[] => KINDS.flatMap((kind): NetRecord[] => [...recordsOf(topology, kind)]);
const fresh = (record: NetRecord): NetRecord => JSON.parse(JSON.stringify(record)) as NetRecord;
const errorOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
};

describe('diff and apply', () => {
  it('apply(a, diff(a, b)) is b, for topologies of all kinds', () => {
    fc.assert(
      fc.property(twoTopologies(), ([a, b]) => {
        expect(canonicalTopology(apply(a, diff(a, b)))).toBe(canonicalTopology(b));
      }),
    );
  });

  it('diff(a, a) is empty, also when a was built anew in another order', () => {
    fc.assert(
      fc.property(anyTopology(), (a) => {
        expect(diff(a, a)).toEqual([]);
        expect(diff(a, build.topology(allOf(a).map(fresh).reverse()))).toEqual([]);
      }),
    );
  });

  it('gives the same topology for every order of changes to distinct objects', () => {
    fc.assert(
      fc.property(twoTopologies(), fc.nat(), ([a, b], turn) => {
        const changes = diff(a, b);
        const turned = [
          ...changes.slice(turn % (changes.length + 1)),
          ...changes.slice(0, turn % (changes.length + 1)),
        ];
        expect(canonicalTopology(apply(a, turned))).toBe(canonicalTopology(b));
        expect(canonicalTopology(apply(a, changes.toReversed()))).toBe(canonicalTopology(b));
      }),
    );
  });

  it('orders changes by kind, then deletes, adds, updates, then UID', () => {
    const pod = (uid: string, node = '') => build.pod({ uid, node });
    const a = build.topology([build.node({ uid: 'n' }), pod('z'), pod('y'), pod('c'), pod('b')]);
    const b = build.topology([pod('c', 'x'), pod('b', 'x'), pod('e'), pod('d'), build.namespace({ uid: 's' })]);
    expect(diff(a, b).map(({ op, kind, uid }) => `${kind} ${op} ${uid}`)).toEqual([
      'Namespace add s',
      'Node delete n',
      'Pod delete y',
      'Pod delete z',
      'Pod add d',
      'Pod add e',
      'Pod update b',
      'Pod update c',
    ]);
  });

  it('leaves the topology as it was and shares with the new one what did not change', () => {
    const kept = build.pod({ uid: 'kept' });
    const a = build.topology([kept, build.pod({ uid: 'moved' }), build.node({ uid: 'n' })]);
    const before = canonicalTopology(a);
    const b = apply(a, [{ op: 'update', kind: 'Pod', uid: 'moved', patch: { node: 'worker2' } }]);
    expect(canonicalTopology(a)).toBe(before);
    expect(b.kinds.Node).toBe(a.kinds.Node);
    expect(b.kinds.Pod.get('kept')).toBe(kept);
    expect(b.kinds.Pod.get('moved')).toEqual(build.pod({ uid: 'moved', node: 'worker2' }));
  });

  it('unsafeApply does the same in place', () => {
    fc.assert(
      fc.property(twoTopologies(), ([a, b]) => {
        const own = copyOf(a);
        const pods = own.kinds.Pod;
        unsafeApply(own, diff(a, b));
        expect(own.kinds.Pod).toBe(pods);
        expect(canonicalTopology(own)).toBe(canonicalTopology(apply(a, diff(a, b))));
      }),
    );
  });

  it('follows several changes of one object in their order', () => {
    const changes: Change[] = [
      { op: 'add', kind: 'Pod', uid: 'p', record: build.pod({ uid: 'p' }) },
      { op: 'update', kind: 'Pod', uid: 'p', patch: { node: 'a' } },
      { op: 'delete', kind: 'Pod', uid: 'p' },
      { op: 'add', kind: 'Pod', uid: 'p', record: build.pod({ uid: 'p', node: 'b' }) },
    ];
    expect(apply(emptyTopology(), changes).kinds.Pod.get('p')?.node).toBe('b');
  });
});

describe('changes that do not fit', () => {
  const held = build.topology([build.pod({ uid: 'p' })]);
  const cases: readonly (readonly [string, Change])[] = [
    ['unknown_uid', { op: 'update', kind: 'Pod', uid: 'x', patch: { node: 'a' } }],
    ['unknown_uid', { op: 'delete', kind: 'Pod', uid: 'x' }],
    ['known_uid', { op: 'add', kind: 'Pod', uid: 'p', record: build.pod({ uid: 'p' }) }],
    ['changes_identity', { op: 'add', kind: 'Pod', uid: 'q', record: build.pod({ uid: 'r' }) }],
    ['changes_identity', { op: 'add', kind: 'Pod', uid: 'q', record: build.node({ uid: 'q' }) }],
    ['changes_identity', { op: 'update', kind: 'Pod', uid: 'p', patch: { uid: 'q' } }],
    ['unknown_kind', { op: 'delete', kind: 'Lease' as 'Pod', uid: 'p' }],
  ];

  it.each(cases)('%s is a named error: %j', (code, change) => {
    const error = errorOf(() => apply(held, [change]));
    expect(error).toBeInstanceOf(ApplyError);
    expect(error).toMatchObject({ name: 'ApplyError', code, change });
    expect((error as Error).message).toContain(`${change.kind} ${change.uid}`);
  });

  it('leave an owned topology untouched, whatever preceded them in the batch', () => {
    const own = copyOf(held);
    const good: Change = { op: 'delete', kind: 'Pod', uid: 'p' };
    expect(errorOf(() => unsafeApply(own, [good, good]))).toBeInstanceOf(ApplyError);
    expect([...own.kinds.Pod.keys()]).toEqual(['p']);
  });
});

describe('patches', () => {
  it('hold exactly the fields that differ, whole', () => {
    const a = build.pod({ labels: { app: 'a', tier: 'x' }, node: 'n' });
    expect(diffRecord(a, { ...a, labels: { app: 'b', tier: 'x' }, ready: false })).toEqual({
      labels: { app: 'b', tier: 'x' },
      ready: false,
    });
  });

  it('are null for equal records, also when nothing is shared and keys come in another order', () => {
    const a = build.pod({ labels: { app: 'a', tier: 'x' } });
    expect(diffRecord(a, build.pod({ labels: { tier: 'x', app: 'a' } }))).toBeNull();
  });

  it('lead from one record to the other for every kind, keeping its fields and their order', () => {
    for (const kind of KINDS) {
      fc.assert(
        fc.property(anyRecordOf(kind), anyRecordOf(kind), (a: NetRecord, other: NetRecord) => {
          const b: NetRecord = { ...other, uid: a.uid };
          const next = applyPatch(a, diffRecord(a, b) ?? {});
          expect(canonicalRecord(next)).toBe(canonicalRecord(b));
          expect(Object.keys(next)).toEqual(fieldNames(kind));
        }),
        { numRuns: 20 },
      );
    }
  });

  it('tell an empty value from an absent one and a list from an object', () => {
    const differs = (a: JsonValue, b: JsonValue) => diffRecord(withSubject(a), withSubject(b)) !== null;
    const withSubject = (subject: JsonValue) => build.adminNetworkPolicy({ subject });
    expect([
      differs(null, {}),
      differs([], {}),
      differs('', null),
      differs(0, false),
      differs({ a: null }, { b: null }),
    ]).toEqual([true, true, true, true, true]);
  });

  it('with a __proto__ key or an unknown field change nothing else', () => {
    const pod = build.pod();
    const next = applyPatch(
      pod,
      JSON.parse('{"__proto__":{"node":"evil"},"constructor":1,"isEvil":true}') as Record<string, JsonValue>,
    );
    expect(next).toEqual(pod);
    expect(Object.keys(next)).toEqual(Object.keys(pod));
    expect(Object.getPrototypeOf(next)).toBe(Object.prototype);
  });
});

describe('hash and canonical form', () => {
  it('agree: equal hash exactly for equal canonical JSON', () => {
    fc.assert(
      fc.property(twoTopologies(), ([a, b]) => {
        expect(hash(a) === hash(b)).toBe(canonicalTopology(a) === canonicalTopology(b));
        expect(hash(build.topology(allOf(a).reverse()))).toBe(hash(a));
      }),
    );
  });

  it('hash is 64 bits in hex', () => {
    expect(hash(emptyTopology())).toMatch(/^[0-9a-f]{16}$/);
  });

  it('two objects that swap a field have another hash', () => {
    const hashOf = (x: string, y: string) =>
      hash(build.topology([build.pod({ uid: 'p', node: x }), build.pod({ uid: 'q', node: y })]));
    expect(hashOf('a', 'b')).not.toBe(hashOf('b', 'a'));
  });

  it('2,000 records that differ in one number have 2,000 hashes', () => {
    const hashes = Array.from({ length: 2000 }, (_, i) =>
      hash(build.topology([build.pod({ uid: 'p', createdAt: i })])),
    );
    expect(new Set(hashes).size).toBe(2000);
  });

  it('canonical JSON is JSON of the same record', () => {
    fc.assert(
      fc.property(anyRecord(), (record) =>
        expect(JSON.parse(canonicalRecord(record))).toEqual(JSON.parse(JSON.stringify(record))),
      ),
    );
  });

  it('canonical JSON of a topology is JSON, records by UID', () => {
    const t = build.topology([build.pod({ uid: 'b' }), build.pod({ uid: 'a' })]);
    const parsed = JSON.parse(canonicalTopology(t)) as { Pod: { uid: string }[] };
    expect(parsed.Pod.map(({ uid }) => uid)).toEqual(['a', 'b']);
  });
});

describe('builders', () => {
  it('give every kind with all its fields in their order', () => {
    const records: NetRecord[] = [
      build.namespace(),
      build.node(),
      build.pod(),
      build.service(),
      build.endpointSlice(),
      build.ingress(),
      build.ingressClass(),
      build.gateway(),
      build.gatewayClass(),
      build.httpRoute(),
      build.grpcRoute(),
      build.tlsRoute(),
      build.tcpRoute(),
      build.referenceGrant(),
      build.networkPolicy(),
      build.clusterNetworkPolicy(),
      build.adminNetworkPolicy(),
      build.baselineAdminNetworkPolicy(),
      build.serviceCIDR(),
      build.ipPool(),
      build.addressBlock(),
    ];
    expect(records.map(({ kind }) => kind)).toEqual(KINDS);
    for (const record of records) expect(Object.keys(record)).toEqual(Object.keys(BLANK[record.kind]));
  });

  it('give one name one UID and two namespaces two', () => {
    expect(build.pod({ name: 'a' }).uid).toBe(build.pod({ name: 'a' }).uid);
    expect(build.pod({ name: 'a' }).uid).not.toBe(build.pod({ name: 'a', namespace: 'x' }).uid);
  });
});
