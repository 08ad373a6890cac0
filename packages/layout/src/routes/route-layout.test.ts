import { describe, expect, it } from '@jest/globals';
import { routeGraph } from '@netkaart/network';
import { build, type EndpointRecord, type NetRecord, type ServiceRecord } from '@netkaart/topology';
import fc from 'fast-check';
import { anchorShift } from './anchor.js';
import { filterCounts, filterRoutes, ROUTE_FILTERS } from './filter.js';
import { layoutRoutes, type RouteLayoutInput } from './route-layout.js';
import type { Box } from './box.js';
import type { Band, RouteLayout } from './shapes.js';
import { cellBox, stripHeight } from './strip.js';

/** One chain: a Service with pods, and what leads to it from outside. */
interface Chain {
  readonly ns: string;
  readonly name: string;
  readonly way: 'inside' | 'nodePort' | 'loadBalancer' | 'pending' | 'ingress' | 'headless' | 'external';
  readonly pods: number;
}
const NAMESPACES = ['a', 'b', 'c'];
const chain = fc.record<Chain>({
  ns: fc.constantFrom(...NAMESPACES),
  name: fc.stringMatching(/^[a-z]{1,4}$/),
  way: fc.constantFrom('inside', 'nodePort', 'loadBalancer', 'pending', 'ingress', 'headless', 'external'),
  pods: fc.oneof(fc.integer({ min: 0, max: 14 }), fc.constantFrom(30, 90, 210)),
});
const chains = fc.uniqueArray(chain, { selector: ({ ns, name }) => `${ns}/${name}`, maxLength: 9 });

/** Records of a chain. `unready`: indexes of its endpoints that are not ready. */
function recordsOf({ ns, name, way, pods }: Chain, unready: ReadonlySet<number> = new Set()): NetRecord[] {
  const types: Record<Chain['way'], Partial<ServiceRecord>> = {
    inside: {},
    headless: { clusterIPs: ['None'] },
    external: { type: 'ExternalName', clusterIPs: [], selector: null, externalName: 'x.example' },
    nodePort: { type: 'NodePort' },
    loadBalancer: { type: 'LoadBalancer', loadBalancer: [{ ip: '203.0.113.1', hostname: '', ipMode: '' }] },
    pending: { type: 'LoadBalancer' },
    ingress: {},
  };
  const service = build.service({
    namespace: ns,
    name,
    clusterIPs: ['10.96.0.1'],
    selector: { app: name },
    ports: [{ name: '', protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30_000, appProtocol: '' }],
    ...types[way],
  });
  const endpoints = Array.from({ length: pods }, (_, index) => endpoint(ns, name, index, !unready.has(index)));
  const slice = build.endpointSlice({
    namespace: ns,
    name,
    service: name,
    ports: [{ name: '', protocol: 'TCP', port: 8080, appProtocol: '' }],
    endpoints,
  });
  const backend = { service: { name, port: 80 }, resource: null };
  const ingress = build.ingress({
    namespace: ns,
    name,
    className: 'nginx',
    rules: [{ host: `${name}.example`, paths: [{ path: '/', pathType: 'Prefix', backend }] }],
  });
  return [service, slice, ...(way === 'ingress' ? [ingress] : [])];
}

function endpoint(ns: string, name: string, index: number, ready: boolean): EndpointRecord {
  const target = { kind: 'Pod', namespace: ns, name: `${name}-${index}`, uid: `${ns}/${name}/${index}` };
  const addresses = [`10.${name.length}.${Math.floor(index / 250)}.${(index % 250) + 1}`];
  return {
    addresses,
    ready,
    serving: ready,
    terminating: false,
    hostname: '',
    node: `n${index % 3}`,
    zone: '',
    target,
    zoneHints: [],
    nodeHints: [],
  };
}

const ground: readonly NetRecord[] = [
  build.ingressClass({ name: 'nginx' }),
  ...['n0', 'n1', 'n2'].map((name) => build.node({ name })),
];
const graphOf = (records: readonly NetRecord[]) => routeGraph(build.topology([...ground, ...records]));
function layoutOf(records: readonly NetRecord[], more: Partial<RouteLayoutInput> = {}): RouteLayout {
  const all = new Set(NAMESPACES);
  return layoutRoutes({
    graph: graphOf(records),
    open: all,
    unrolled: new Set(),
    uncapped: new Set(),
    roomy: false,
    worldWidth: 1376,
    ...more,
  });
}
const laid = (list: readonly Chain[], more: Partial<RouteLayoutInput> = {}) =>
  layoutOf(
    list.flatMap((one) => recordsOf(one)),
    more,
  );

/** Everything that takes space in a band, by a name that lasts. */
function boxes(band: Band): Map<string, Box> {
  const found = new Map<string, Box>();
  const { content } = band;
  for (const box of content?.entries ?? []) found.set(`entry ${box.entry.id}`, box);
  for (const box of content?.rules ?? []) found.set(`rule ${box.rule.id}`, box);
  for (const box of content?.services ?? []) found.set(`service ${box.service.uid}`, box);
  for (const { strip, service } of content?.strips ?? []) {
    const width = service ? 1 : 0;
    found.set(`strip ${band.namespace} ${service?.uid ?? 'rolled up'}`, {
      x: strip.x,
      y: strip.y,
      width,
      height: stripHeight(strip),
    });
  }
  if (content?.rollUp) found.set(`rolled up ${band.namespace}`, content.rollUp);
  if (content?.more) found.set(`more ${band.namespace}`, content.more);
  return found;
}
const plain = ({ x, y, width, height }: Box): Box => ({ x, y, width, height });
const allBoxes = (layout: RouteLayout) =>
  new Map(layout.bands.flatMap((band) => [...boxes(band)].map(([name, box]) => [name, plain(box)] as const)));
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('layoutRoutes', () => {
  it('no two things of a band overlap, and all lie inside it', () => {
    fc.assert(
      fc.property(chains, fc.boolean(), (list, rolled) => {
        const unrolled = rolled ? new Set<string>() : new Set(NAMESPACES);
        for (const band of laid(list, { unrolled }).bands) {
          const found = [...boxes(band).values()];
          const outside = found.filter((box) => box.y < band.y || box.y + box.height > band.y + band.height);
          const pairs = found.filter((box, index) => found.slice(index + 1).some((other) => overlap(box, other)));
          expect([outside, pairs]).toEqual([[], []]);
        }
      }),
    );
  });

  it('bands follow each other by name without gap or overlap but the seam below open ones', () => {
    fc.assert(
      fc.property(chains, fc.subarray(NAMESPACES), (list, open) => {
        const { bands } = laid(list, { open: new Set(open) });
        expect(bands.map((band) => band.namespace)).toEqual([...bands.map((band) => band.namespace)].sort());
        for (const [index, band] of bands.slice(1).entries()) {
          const before = bands[index]!;
          expect(band.y - before.y - before.height).toBe(before.open ? 4 : 0);
        }
      }),
    );
  });

  it('what stays never moves sideways, and down only by what comes above it, in the same order', () => {
    fc.assert(
      fc.property(chains, chain, (list, added) => {
        fc.pre(list.every(({ ns, name }) => `${ns}/${name}` !== `${added.ns}/${added.name}`));
        const before = laid(list);
        const after = laid([...list, added]);
        const moved = allBoxes(after);
        const survivors = [...allBoxes(before)].filter(([name]) => moved.has(name) && !name.startsWith('rolled up'));
        let shift = 0;
        for (const [name, box] of survivors
          .filter(([one]) => !one.includes('rolled up'))
          .sort(([, a], [, b]) => a.y - b.y)) {
          const next = moved.get(name)!;
          expect(next.x).toBe(box.x);
          expect(next.y - box.y).toBeGreaterThanOrEqual(shift);
          shift = next.y - box.y;
        }
        const grown =
          after.bands.reduce((sum, band) => sum + band.height, 0) -
          before.bands.reduce((sum, band) => sum + band.height, 0);
        expect(shift).toBeLessThanOrEqual(Math.max(0, grown) + 4);
      }),
    );
  });

  it('nothing above an inserted row moves', () => {
    const before = laid([
      { ns: 'a', name: 'x', way: 'nodePort', pods: 3 },
      { ns: 'b', name: 'b', way: 'nodePort', pods: 1 },
      { ns: 'b', name: 'd', way: 'nodePort', pods: 1 },
    ]);
    const after = laid([
      { ns: 'a', name: 'x', way: 'nodePort', pods: 3 },
      { ns: 'b', name: 'b', way: 'nodePort', pods: 1 },
      { ns: 'b', name: 'c', way: 'nodePort', pods: 1 },
      { ns: 'b', name: 'd', way: 'nodePort', pods: 1 },
    ]);
    const shift = (name: string) => allBoxes(after).get(name)!.y - allBoxes(before).get(name)!.y;
    const uid = (ns: string, name: string) => `service ${build.service({ namespace: ns, name }).uid}`;
    expect([shift(uid('a', 'x')), shift(uid('b', 'b')), shift(uid('b', 'd'))]).toEqual([0, 0, 36]);
  });

  it('0 px when only endpoint states change', () => {
    fc.assert(
      fc.property(chains, fc.array(fc.integer({ min: 0, max: 40 })), fc.boolean(), (list, down, none) => {
        const unready = none ? new Set(Array.from({ length: 300 }, (_, index) => index)) : new Set(down);
        const before = laid(list);
        const after = layoutOf(list.flatMap((one) => recordsOf(one, unready)));
        expect(allBoxes(after)).toEqual(allBoxes(before));
        expect(after.height).toBe(before.height);
      }),
    );
  });

  it('does not depend on the order of records', () => {
    fc.assert(
      fc.property(chains, (list) => {
        const records = list.flatMap((one) => recordsOf(one));
        expect(allBoxes(layoutOf([...records].reverse()))).toEqual(allBoxes(layoutOf(records)));
      }),
    );
  });

  it('every Service is somewhere: rows, roll-up and the row of more add up to the band’s number', () => {
    fc.assert(
      fc.property(chains, (list) => {
        for (const { content, counts } of laid(list).bands) {
          const shown =
            content!.services.length + (content!.rollUp?.services.length ?? 0) + (content!.more?.services ?? 0);
          expect(shown).toBe(counts.services);
        }
      }),
    );
  });

  it('every endpoint has its square: strips add up to the band’s number', () => {
    fc.assert(
      fc.property(chains, (list) => {
        for (const { content, counts } of laid(list).bands) {
          expect(content!.strips.reduce((sum, one) => sum + one.strip.count, 0)).toBe(counts.endpoints.total);
        }
      }),
    );
  });

  it('shows at most 400 rows, says how many more there are, and shows them all when asked', () => {
    const many = Array.from({ length: 450 }, (_, index): Chain => ({
      ns: 'a',
      name: `s${index}`,
      way: 'nodePort',
      pods: 1,
    }));
    const capped = laid(many).bands[0]!.content!;
    expect([capped.services.length, capped.more]).toMatchObject([400, { rows: 50, services: 50 }]);
    const all = laid(many, { uncapped: new Set(['a']) }).bands[0]!.content!;
    expect([all.services.length, all.more]).toEqual([450, null]);
  });

  it('one host spans the rows of all its rules', () => {
    const paths = ['/', '/api', '/cart'].map((path) => ({
      path,
      pathType: 'Prefix',
      backend: { service: { name: path.slice(1) || 'web', port: 80 }, resource: null },
    }));
    const services = ['web', 'api', 'cart'].flatMap((name) => recordsOf({ ns: 'a', name, way: 'inside', pods: 2 }));
    const { content } = layoutOf([
      ...services,
      build.ingress({ namespace: 'a', className: 'nginx', rules: [{ host: 'shop.example', paths }] }),
    ]).bands[0]!;
    expect(content!.entries.map((box) => box.height)).toEqual([2 * 36 + 32]);
    expect(content!.rules.map((box) => box.rule.match)).toEqual(['/', '/api', '/cart']);
    expect(content!.services.map((box) => box.y)).toEqual(content!.rules.map((box) => box.y));
  });

  it('two rules of one Service meet at its plate', () => {
    const paths = ['/', '/x'].map((path) => ({
      path,
      pathType: 'Prefix',
      backend: { service: { name: 'web', port: 80 }, resource: null },
    }));
    const { content } = layoutOf([
      ...recordsOf({ ns: 'a', name: 'web', way: 'inside', pods: 4 }),
      build.ingress({ namespace: 'a', className: 'nginx', rules: [{ host: 'h', paths }] }),
    ]).bands[0]!;
    const ends = content!.links.filter((link) => link.span === 'rule-service').map((link) => [link.x2, link.y2]);
    expect(ends).toHaveLength(2);
    expect(ends[0]).toEqual(ends[1]);
  });

  it('a ribbon is 1.8 times the root of its endpoints wide', () => {
    const { content } = laid([{ ns: 'a', name: 'x', way: 'nodePort', pods: 9 }]).bands[0]!;
    expect(content!.links.find((link) => link.span === 'entry-service')?.width).toBeCloseTo(5.4);
  });

  it('closed bands are 21 high and keep their numbers', () => {
    const [band] = laid([{ ns: 'a', name: 'x', way: 'nodePort', pods: 9 }], { open: new Set() }).bands;
    expect(band).toMatchObject({
      height: 21,
      content: null,
      counts: { entries: 1, services: 1, endpoints: { total: 9 } },
    });
  });
});

describe('crossings', () => {
  const parent = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    namespace: 'a',
    name: 'gw',
    sectionName: '',
    port: null,
  };
  const backendRefs = [{ group: '', kind: 'Service', namespace: 'b', name: 'pay', port: 80, weight: 1 }];
  const match = { pathType: 'PathPrefix', path: '/pay', method: '', headers: [], queryParams: [] };
  const route = build.httpRoute({
    namespace: 'a',
    name: 'r',
    hostnames: ['h'],
    parentRefs: [parent],
    rules: [{ name: '', matches: [match], filters: [], backendRefs }],
  });
  const grant = build.referenceGrant({
    namespace: 'b',
    from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'a' }],
    to: [{ group: '', kind: 'Service', name: '' }],
  });
  const pay = recordsOf({ ns: 'b', name: 'pay', way: 'inside', pods: 4 });

  it('run through the gutter to the Service’s plate, named at both ends', () => {
    const { crossings, bands, columns } = layoutOf([...pay, route, grant]);
    const plate = bands[1]!.content!.services[0]!;
    expect(crossings).toMatchObject([{ y2: plate.midY, style: 'plain' }]);
    expect(crossings[0]!.gutterX).toBeGreaterThanOrEqual(columns.gutterX);
    expect(crossings[0]!.gutterX).toBeLessThan(columns.serviceX - 8);
    expect(bands[1]!.content!.labels).toMatchObject([{ kind: 'incoming', text: 'a: HTTPRoute r' }]);
    expect(bands[0]!.content!.labels).toMatchObject([{ kind: 'outgoing', remark: { code: 'cross-namespace' } }]);
  });

  it('meet a closed band at its middle, and vanish between two closed ones', () => {
    const open = layoutOf([...pay, route, grant], { open: new Set(['a']) });
    expect(open.crossings[0]?.y2).toBe(open.bands[1]!.y + 10.5);
    expect(layoutOf([...pay, route, grant], { open: new Set() }).crossings).toEqual([]);
  });

  it('without grant end where they begin, and the row says why', () => {
    const { crossings, bands } = layoutOf([...pay, route]);
    expect(crossings).toMatchObject([{ style: 'broken' }]);
    expect(crossings[0]!.y2).toBe(crossings[0]!.y1);
    expect(bands[0]!.content!.words.flatMap((one) => one.remarks.map((remark) => remark.code))).toContain(
      'cross-namespace-refused',
    );
  });
});

describe('rail', () => {
  const withNodes = (count: number, skip = -1) =>
    layoutRoutes({
      graph: routeGraph(
        build.topology(
          Array.from({ length: count }, (_, index) =>
            build.node({ name: `n${String(index).padStart(4, '0')}` }),
          ).filter((_, index) => index !== skip),
        ),
      ),
      open: new Set(),
      unrolled: new Set(),
      uncapped: new Set(),
      roomy: false,
      worldWidth: 1376,
    }).rail;

  it.each([
    [3, 60],
    [8, 44],
    [60, 11],
    [64, 11],
    [128, 5.5],
    [5000, 11 / 128],
  ])('%i nodes have a pitch of %d', (count, pitch) => {
    expect(withNodes(count).pitch).toBe(pitch);
  });

  it('a node that comes moves only the stops below it', () => {
    const before = withNodes(60, 30).stops;
    const after = new Map(withNodes(60).stops.map((stop) => [stop.uid, stop.y]));
    expect(before.map((stop) => after.get(stop.uid)! - stop.y)).toEqual(
      before.map((_, index) => (index < 30 ? 0 : 11)),
    );
  });

  it('stays within 800 px, however many nodes', () => {
    for (const count of [1, 9, 64, 65, 500, 5000])
      expect(withNodes(count).bottom - withNodes(count).top).toBeLessThan(800);
  });
});

describe('anchorShift', () => {
  const x: Chain = { ns: 'b', name: 'x', way: 'nodePort', pods: 3 };
  const before = laid([x]);
  const after = laid([{ ns: 'a', name: 'n', way: 'nodePort', pods: 3 }, x]);

  it('tells how far a thing moved down', () => {
    const plate = (layout: RouteLayout) => layout.bands.at(-1)!.content!.services[0]!.y;
    const expected = plate(after) - plate(before);
    expect(expected).toBeGreaterThan(0);
    expect(anchorShift(before, after, build.service({ namespace: 'b', name: 'x' }).uid)).toBe(expected);
    expect(anchorShift(before, after, 'b/x/0')).toBe(expected);
    expect(anchorShift(before, after, 'b')).toBe(expected);
  });

  it('is 0 for what is not there before or after', () => {
    expect(anchorShift(before, after, 'nobody')).toBe(0);
    expect(anchorShift(before, after, 'a')).toBe(0);
  });
});

describe('filterRoutes', () => {
  const list: readonly Chain[] = [
    { ns: 'a', name: 'open', way: 'ingress', pods: 2 },
    { ns: 'a', name: 'inside', way: 'inside', pods: 2 },
    { ns: 'b', name: 'wait', way: 'pending', pods: 2 },
    { ns: 'c', name: 'empty', way: 'inside', pods: 0 },
  ];
  const graph = graphOf(list.flatMap((one) => recordsOf(one)));

  it.each([
    ['all', ['empty', 'inside', 'open', 'wait']],
    ['exposed', ['open', 'wait']],
    ['broken', ['empty']],
    ['waiting', ['wait']],
  ] as const)('%s leaves %j', (filter, expected) => {
    const left = [...filterRoutes(graph, filter).namespaces.values()].flatMap((one) =>
      one.services.map((service) => service.name),
    );
    expect(left.sort()).toEqual(expected);
  });

  it('the chips count what the filters leave', () => {
    const counts = filterCounts(graph);
    for (const filter of ROUTE_FILTERS) {
      const left = [...filterRoutes(graph, filter).namespaces.values()].reduce(
        (sum, one) => sum + one.services.length,
        0,
      );
      expect(counts[filter]).toBe(left);
    }
  });

  it('keeps the whole way to a Service', () => {
    const routes = filterRoutes(graph, 'exposed').namespaces.get('a')!;
    expect([routes.entries.length, routes.rules.length, routes.counts.total]).toEqual([1, 1, 2]);
  });
});

describe('squares', () => {
  it('of one strip do not overlap', () => {
    const { content } = laid([{ ns: 'a', name: 'x', way: 'nodePort', pods: 90 }]).bands[0]!;
    const { strip } = content!.strips[0]!;
    const places = new Set(
      Array.from({ length: 90 }, (_, index) => `${cellBox(strip, index).x},${cellBox(strip, index).y}`),
    );
    expect(places.size).toBe(90);
  });
});
