import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCluster } from './cluster.js';
import type { StoredObject } from './object.js';

const versions = (objects: readonly StoredObject[]): string[] =>
  objects.map((o) => `${o.namespace}/${o.name}@${o.resourceVersion}`);

/** A name, and whether it is written or deleted. */
const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd/x'), fc.boolean()), { maxLength: 40 });

describe('Table', () => {
  it('shows any moment of its history as it was', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const cluster = createCluster({ name: 'c', seed: 1 });
        const seen: [number, string[]][] = [];
        const table = cluster.table('services')!;
        history.forEach(([name, written], turn) => {
          const metadata = { name: name.replace('/', '-'), namespace: 'default' };
          if (written) cluster.update({ apiVersion: 'v1', kind: 'Service', metadata, spec: { turn } });
          else cluster.delete('services', 'default', metadata.name);
          const current = cluster.resourceVersion;
          const now = [...table.values()].map((o) => `${o.namespace}/${o.name}@${o.resourceVersion}`).sort();
          seen.push([current, now]);
        });
        for (const [resourceVersion, then] of seen.reverse()) {
          const snapshot = table.snapshot(resourceVersion, cluster.resourceVersion)!;
          expect(versions(snapshot.objects).sort()).toEqual(then);
        }
      }),
    );
  });

  it('leads from any moment to any later one by its events', () => {
    fc.assert(
      fc.property(steps, fc.nat(40), (history, cut) => {
        const cluster = createCluster({ name: 'c', seed: 1 });
        const table = cluster.table('services')!;
        let from = cluster.resourceVersion;
        let state = new Map<string, number>();
        history.forEach(([name, written], turn) => {
          if (turn === cut) {
            from = cluster.resourceVersion;
            state = new Map([...table.values()].map((o) => [o.name, o.resourceVersion]));
          }
          const metadata = { name: name.replace('/', '-'), namespace: 'default' };
          if (written) cluster.update({ apiVersion: 'v1', kind: 'Service', metadata, spec: { turn } });
          else cluster.delete('services', 'default', metadata.name);
        });
        for (const { type, object } of table.since(from)!)
          if (type === 'DELETED') state.delete(object.name);
          else state.set(object.name, object.resourceVersion);
        expect(state).toEqual(new Map([...table.values()].map((o) => [o.name, o.resourceVersion])));
      }),
    );
  });

  it('says that it does not know what it has forgotten', () => {
    const cluster = createCluster({ name: 'c', seed: 1, historyEvents: 4 });
    const start = cluster.resourceVersion;
    for (let turn = 0; turn < 20; turn++)
      cluster.update({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 's', namespace: 'default' },
        spec: { turn },
      });
    const table = cluster.table('services')!;
    expect(table.since(start)).toBeNull();
    expect(table.snapshot(start, cluster.resourceVersion)).toBeNull();
    expect(table.since(cluster.resourceVersion)).toEqual([]);
    expect(table.since(table.oldestResourceVersion)?.length).toBeGreaterThan(0);
  });

  it('lists in the order of etcd keys', () => {
    const cluster = createCluster({ name: 'c', seed: 1 });
    for (const [namespace, name] of [
      ['b', 'a'],
      ['a', 'z'],
      ['a-b', 'c'],
      ['a', 'b'],
    ] as const)
      cluster.create({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace } });
    expect(cluster.list('services').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
      'a-b/c',
      'a/b',
      'a/z',
      'b/a',
    ]);
  });
});
