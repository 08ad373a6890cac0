import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { build, canonicalRecord, createInterner } from './index.js';
import { anyRecord } from '../test/arbitraries.js';

const fresh = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const web = (name: string, ip: string) =>
  fresh(
    build.pod({
      name,
      ips: [ip],
      node: 'worker1',
      labels: { app: 'web', 'pod-template-hash': '578c989b88' },
      owner: { kind: 'ReplicaSet', name: 'web-578c989b88', uid: 'rs' },
      containers: [
        { container: 'web', init: false, ports: [{ name: 'http', port: 80, protocol: 'TCP', hostPort: null }] },
      ],
    }),
  );

describe('interner', () => {
  it('gives two pods of a workload the same labels, owner and ports by reference', () => {
    const interner = createInterner();
    const a = interner.record(web('a', '10.0.0.1'));
    const b = interner.record(web('b', '10.0.0.2'));
    expect(b.labels).toBe(a.labels);
    expect(b.owner).toBe(a.owner);
    expect(b.containers).toBe(a.containers);
    expect(b.flags).toBe(a.flags);
    expect([b.name, b.ips]).toEqual(['b', ['10.0.0.2']]);
  });

  it('shares selectors between Services whatever the order of their keys', () => {
    const interner = createInterner();
    const a = interner.record(build.service({ name: 'a', selector: { app: 'web', tier: 'front' } }));
    const b = interner.record(build.service({ name: 'b', selector: { tier: 'front', app: 'web' } }));
    expect(b.selector).toBe(a.selector);
  });

  it('shares what endpoints have in common and keeps what is their own', () => {
    const interner = createInterner();
    const endpoint = (uid: string) => ({
      addresses: [uid],
      ready: true,
      serving: null,
      terminating: null,
      hostname: '',
      node: 'worker1',
      zone: 'a',
      target: { kind: 'Pod', namespace: 'default', name: uid, uid },
      zoneHints: ['a'],
      nodeHints: [],
    });
    const slice = interner.record(build.endpointSlice({ endpoints: [endpoint('p'), endpoint('q')] }));
    expect(slice.endpoints[1]!.zoneHints).toBe(slice.endpoints[0]!.zoneHints);
    expect(slice.endpoints).toEqual([endpoint('p'), endpoint('q')]);
  });

  it('never changes what a record says, for every kind', () => {
    const interner = createInterner(8);
    fc.assert(
      fc.property(anyRecord(), (record) => {
        const text = canonicalRecord(record);
        expect(canonicalRecord(interner.record(record))).toBe(text);
        expect(Object.keys(interner.record(record))).toEqual(Object.keys(record));
      }),
    );
  });

  it('forgets what was not asked for within two generations', () => {
    const interner = createInterner(2);
    const first = interner.value({ app: 'first' });
    expect(interner.value({ app: 'first' })).toBe(first);
    for (let i = 0; i < 5; i++) interner.value({ app: String(i) });
    expect(interner.value({ app: 'first' })).not.toBe(first);
  });

  it('keeps what is in use however much passes by', () => {
    const interner = createInterner(4);
    const used = interner.value({ app: 'used' });
    for (let i = 0; i < 100; i++) {
      interner.value({ app: String(i) });
      expect(interner.value({ app: 'used' })).toBe(used);
    }
  });

  it('takes a __proto__ key for a key', () => {
    const interner = createInterner();
    const value = interner.value(JSON.parse('{"__proto__":{"polluted":"yes"}}') as object);
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect(interner.value(JSON.parse('{"__proto__":{"polluted":"yes"}}') as object)).toBe(value);
  });
});
