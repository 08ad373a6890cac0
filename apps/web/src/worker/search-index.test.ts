import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { build, unsafeApply, type Change, type NetRecord } from '@netkaart/topology';
import { SearchIndex } from './search-index';

const indexOf = (records: readonly NetRecord[]) => {
  const index = new SearchIndex();
  index.load(build.topology(records));
  return index;
};
const found = (index: SearchIndex, text: string, limit = 10) =>
  index.find(text, null, limit).entries.map(({ namespace, name }) => (namespace ? `${namespace}/${name}` : name));

const example = indexOf([
  build.node({ name: 'worker1', addresses: [{ type: 'InternalIP', address: '192.168.1.11' }] }),
  build.pod({ namespace: 'default', name: 'nginx-654ddfd749-qqxq9', ips: ['10.244.1.99'] }),
  build.pod({ namespace: 'default', name: 'nginx2-57bbd47f4d-xbkfv', ips: ['10.244.2.81', 'fd00:0::0051'] }),
  build.pod({ namespace: 'shop', name: 'old-nginx', ips: [] }),
  build.service({ namespace: 'kube-system', name: 'kube-dns', clusterIPs: ['10.96.0.10'] }),
  build.ingress({
    namespace: 'shop',
    name: 'front',
    rules: [{ host: 'Shop.example', paths: [] }],
  }),
]);

describe('the search', () => {
  it('puts the start of a name before a part of a name', () => {
    expect(found(example, 'nginx')).toEqual([
      'default/nginx-654ddfd749-qqxq9',
      'default/nginx2-57bbd47f4d-xbkfv',
      'shop/old-nginx',
    ]);
  });

  it.each([
    ['namespace/name', 'kube-system/kube-dns', 'kube-system/kube-dns'],
    ['a part of an address', '10.244.2.', 'default/nginx2-57bbd47f4d-xbkfv'],
    ['a host name in any case', 'shop.EXAMPLE', 'shop/front'],
    ['two words in any order', 'xbkfv default', 'default/nginx2-57bbd47f4d-xbkfv'],
  ])('finds by %s', (_, text, name) => {
    expect(found(example, text)[0]).toBe(name);
  });

  it('keeps to the kinds that were asked for', () => {
    expect(example.find('n', ['Node'], 10).entries).toEqual([]);
    expect(example.find('w', ['Node'], 10).total).toBe(1);
  });

  it('says who has an address, however it is written', () => {
    expect(example.holdersOf('10.96.0.10').map(({ name }) => name)).toEqual(['kube-dns']);
    expect(example.holdersOf('fd00::51').map(({ name }) => name)).toEqual(['nginx2-57bbd47f4d-xbkfv']);
    expect(example.holdersOf('10.244.1.100')).toEqual([]);
    expect(example.holdersOf('nonsense')).toEqual([]);
  });

  it('counts all matches and shows the best of them, whatever the limit', () => {
    const pods = Array.from({ length: 50 }, (_, i) => build.pod({ name: `web-${String(i).padStart(2, '0')}` }));
    const result = indexOf(pods).find('web', null, 7);
    expect(result.total).toBe(50);
    expect(result.entries.map(({ name }) => name)).toEqual(pods.slice(0, 7).map(({ name }) => name));
  });

  it('knows after any changes what a fresh index knows', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.record({ name, ip: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3'), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const topology = build.topology([]);
        const live = new SearchIndex();
        live.load(topology);
        for (const step of steps) {
          const changes = changeFor(topology.kinds.Pod.has(build.pod({ name: step.name }).uid), step);
          unsafeApply(topology, changes);
          live.apply(topology, changes);
        }
        const fresh = new SearchIndex();
        fresh.load(topology);
        for (const text of ['a', 'b', 'default', '10.0.0']) expect(found(live, text)).toEqual(found(fresh, text));
        for (const ip of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) expect(live.holdersOf(ip)).toEqual(fresh.holdersOf(ip));
      }),
    );
  });
});

function changeFor(known: boolean, step: { name: string; ip: string; remove: boolean }): Change[] {
  const record = build.pod({ name: step.name, ips: [step.ip] });
  const of = { kind: 'Pod', uid: record.uid } as const;
  if (!known) return step.remove ? [] : [{ op: 'add', ...of, record }];
  return [step.remove ? { op: 'delete', ...of } : { op: 'update', ...of, patch: { ips: [step.ip] } }];
}
