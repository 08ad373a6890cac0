import { describe, expect, it } from '@jest/globals';
import { build, type NetRecord } from '@netkaart/topology';
import { outlineOf } from './outline';
import { panelOf } from './panel';
import { countProblems, problemsOf, stepProblem } from './problems';
import { searchFor } from './search';
import { summaryOf } from './change-summary';
import { tipOf } from './tip';
import { World } from './world';

const node = (name: string, cidr: string, over: object = {}): NetRecord =>
  build.node({
    name,
    podCIDRs: [cidr],
    addresses: [{ type: 'InternalIP', address: `192.168.1.${name.length}` }],
    ...over,
  });
const web = build.pod({ namespace: 'shop', name: 'web-1', node: 'n1', ips: ['10.244.1.5'], labels: { app: 'web' } });
const slice = build.endpointSlice({
  namespace: 'shop',
  name: 'web-x',
  service: 'web',
  endpoints: [
    {
      addresses: ['10.244.1.5'],
      ready: true,
      serving: true,
      terminating: false,
      hostname: '',
      node: 'n1',
      zone: '',
      target: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: web.uid },
      zoneHints: [],
      nodeHints: [],
    },
  ],
});
const worldOf = (records: readonly NetRecord[]): World => {
  const world = new World();
  world.load(build.topology(records), { epoch: 1, seq: 1 });
  return world;
};
const shop = worldOf([
  build.namespace({ name: 'shop' }),
  node('n1', '10.244.1.0/24'),
  node('node2', '10.244.2.0/24', { ready: 'False' }),
  web,
  build.pod({
    namespace: 'shop',
    name: 'crash',
    node: 'n1',
    ips: ['10.244.1.6'],
    reason: 'CrashLoopBackOff',
    ready: false,
  }),
  build.pod({ namespace: 'shop', name: 'wait', node: '', ips: [], phase: 'Pending', ready: false }),
  build.service({ namespace: 'shop', name: 'web', clusterIPs: ['10.96.0.7'], selector: { app: 'web' } }),
  slice,
]);
const all = { type: 'outline', closed: [], opened: [], from: 0, to: 100 } as const;

describe('the table of a cluster', () => {
  it('has each node and each pod once, also pods without a node', () => {
    const { rows, total } = outlineOf(all, 'subnet', shop);
    expect(rows.map(({ level, name }) => `${level} ${name}`)).toEqual([
      '1 10.244.0.0/22',
      '2 n1',
      '3 crash',
      '3 web-1',
      '2 node2',
      '2 no node yet',
      '3 wait',
    ]);
    expect(total).toBe(7);
  });

  it('gives the window that was asked for, with the place of each row in the tree', () => {
    const { rows } = outlineOf({ ...all, from: 3, to: 4 }, 'subnet', shop);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      name: 'web-1',
      parent: 1,
      position: 2,
      siblings: 2,
      expanded: null,
      reference: 'pod:shop/web-1',
    });
  });

  it('leaves out what is folded away', () => {
    const n1 = shop.named('Node', '', 'n1')?.uid ?? '';
    const { total, rows } = outlineOf({ ...all, closed: [n1] }, 'subnet', shop);
    expect(total).toBe(5);
    expect(rows.find(({ name }) => name === 'n1')?.expanded).toBe(false);
  });

  it('follows the routes: namespace, Service, endpoints', () => {
    expect(outlineOf(all, 'routes', shop).rows.map(({ name }) => name)).toEqual(['shop', 'web', 'web-1']);
  });
});

describe('the problems of a cluster', () => {
  it('are counted by kind and walked round and round', () => {
    const problems = problemsOf(shop);
    expect(countProblems(problems)).toEqual({ node: 1, bad: 1, pending: 1 });
    const names = (from: string | null, step: 1 | -1) => stepProblem(problems, from, step, null)?.name;
    expect(names(null, 1)).toBe('node2');
    expect(names('node:node2', 1)).toBe('crash');
    expect(names('pod:shop/wait', 1)).toBe('node2');
    expect(names(null, -1)).toBe('wait');
    expect(stepProblem(problems, null, 1, 'pending')?.name).toBe('wait');
    expect(stepProblem([], null, 1, null)).toBeNull();
  });

  it('are told in one sentence of what changed', () => {
    const changes = [...shop.topology.kinds.Pod.values()].map(
      (pod) => ({ op: 'update', kind: 'Pod', uid: pod.uid, patch: {} }) as const,
    );
    expect(summaryOf(changes, shop)).toEqual({ pods: 3, failing: 1, at: 'n1' });
    expect(summaryOf([], shop)).toBeNull();
  });
});

describe('the palette', () => {
  const ask = (text: string) => searchFor(text, shop, () => 0);

  it('says who has an address, and whose block an unused one is in', () => {
    expect(ask('10.244.1.5').hits.map(({ name }) => name)).toEqual(['web-1']);
    expect(ask('10.244.2.9')).toMatchObject({ hits: [], nobody: { node: 'node2', block: '10.244.2.0/24' } });
    expect(ask('8.8.8.8').nobody).toMatchObject({ node: '', block: '' });
  });

  it('lists who is in a range and counts all of them', () => {
    expect(ask('10.244.1.0/24')).toMatchObject({ kind: 'range', total: 2 });
  });

  it('keeps to one kind after an alias, and takes an unknown alias for a name', () => {
    expect(ask(':svc web').hits.map(({ reference }) => reference)).toEqual(['svc:shop/web']);
    expect(ask(':no').hits.map(({ reference }) => reference)).toEqual(['node:n1', 'node:node2']);
    expect(ask(':nonsense').hits).toEqual([]);
    expect(ask('   ').kind).toBe('empty');
  });
});

describe('the panel', () => {
  it('holds every field of the record and says how each value is known', () => {
    const panel = panelOf('pod:shop/web-1', shop);
    const keys = panel.record.map(({ key }) => key);
    for (const field of Object.keys(web)) expect(keys).toContain(field);
    expect(panel.record.every(({ source }) => source !== '')).toBe(true);
    expect(panel.fields.find(({ key }) => key === 'service')?.links.map(({ text }) => text)).toEqual(['shop/web']);
    expect(panel.anatomy.map(({ text }) => text).join('')).toBe('10.244.1.5');
  });

  it.each(['node:n1', 'svc:shop/web', 'ns:shop', 'ip:10.244.1.9', 'cidr:10.244.1.0/24'])(
    'speaks of %s',
    (reference) => {
      const panel = panelOf(reference, shop);
      expect(panel).toMatchObject({ reference, gone: false });
      expect(panel.fields.length).toBeGreaterThan(0);
    },
  );

  it.each(['pod:shop/none', 'nonsense', 'ip:nonsense', 'cidr:1/2/3', 'x:any'])(
    'says that %s is not here',
    (reference) => {
      expect(panelOf(reference, shop)).toMatchObject({ reference, gone: true });
    },
  );
});

describe('the words beside the pointer', () => {
  it('name pods, nodes, Services, addresses and ranges', () => {
    expect(tipOf(`uid:${web.uid}`, shop)).toMatchObject({ title: 'web-1', mark: 'ok', state: 'Running' });
    expect(tipOf('ip:10.244.1.9', shop)).toMatchObject({ title: '10.244.1.9', state: 'free' });
    expect(tipOf('cidr:10.244.1.0/24', shop)?.lines).toEqual(['2 pods, 252 of 254 free']);
    expect(tipOf('x:fold', shop)).toBeNull();
  });
});
