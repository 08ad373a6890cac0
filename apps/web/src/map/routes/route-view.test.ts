import { describe, expect, it } from '@jest/globals';
import { build, type NetRecord, recordsOf, type Topology } from '@netkaart/topology';
import { breaks, remarkWords, routeGraph } from '@netkaart/network';
import { exampleLike } from '../../../test/harness-routes/example-like';
import { HARBOUR_NOW, harbourLike } from '../../../test/harness-routes/harbour-like';
import { large } from '../../../test/harness-routes/large';
import { type Drawn, recordingContext } from '../../../test/harness-routes/recording-context';
import { dark } from '../../theme/tokens';
import type { Frame } from '../view';
import { createRouteView, type RouteMapView } from './route-view';

const harbour = harbourLike();
const NAMESPACES = [...routeGraph(harbour).namespaces.keys()];

function viewOf(topology: Topology, options: Record<string, string> = {}, width = 1376): RouteMapView {
  const view = createRouteView();
  view.update({ topology, places: [], options, viewport: { width, height: 796 } });
  return view;
}
function frameOf(more: Partial<Frame> = {}): Frame {
  return {
    camera: { k: 1, x: 0, y: 0 },
    width: 1376,
    height: 796,
    theme: dark,
    colourBy: 'status',
    now: HARBOUR_NOW,
    hover: null,
    selection: null,
    effects: [],
    reducedMotion: false,
    namespaces: null,
    ...more,
  };
}
function drawn(view: RouteMapView, more: Partial<Frame> = {}) {
  const base = recordingContext();
  const overlay = recordingContext();
  const frame = frameOf(more);
  view.draw(base.ctx, frame);
  view.drawOverlay(overlay.ctx, frame);
  return { base, overlay };
}
/** High enough to show everything at once. */
const TALL = { height: 20_000 };
const serviceUid = (namespace: string, name: string) => build.service({ namespace, name }).uid;
const centre = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) =>
  [x + width / 2, y + height / 2] as const;
const badgesOf = (calls: readonly Drawn[], colour: string) =>
  calls
    .filter((one) => one.call === 'roundRect' && one.fill === colour)
    .map((one) => Math.min(Number(one.args[2]), Number(one.args[3])));

describe('words', () => {
  it.each([1016, 1376, 1920])('every break is named and marked by at least 5 px in a world of %i px', (width) => {
    const view = viewOf(harbour, { open: NAMESPACES.join(',') }, width);
    const { base } = drawn(view, { ...TALL, width });
    const said = base.texts().join('').replaceAll('…', '');
    const troubles = breaks(routeGraph(harbour));
    expect(troubles.length).toBeGreaterThanOrEqual(8);
    for (const { remarks } of troubles) {
      const [first] = remarks;
      for (const literal of remarkWords(first!)
        .split('`')
        .filter((_, index) => index % 2 === 1))
        expect(said).toContain(literal);
    }
    const sizes = badgesOf(base.drawn, dark.bad);
    expect(sizes.length).toBeGreaterThanOrEqual(troubles.length);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(4);
    expect(sizes.filter((size) => size >= 5).length).toBeGreaterThanOrEqual(troubles.length);
  });

  it.each([1016, 1376])('every special case has words in a world of %i px', (width) => {
    const texts = drawn(viewOf(harbour, { open: NAMESPACES.join(',') }, width), { ...TALL, width }).base.texts();
    for (const words of [
      'externalTrafficPolicy: Local',
      '3 of 60 nodes',
      'NodePort answers meanwhile',
      'no address yet',
      '3 d',
      'NodePort on 60 nodes',
      'from shop: HTTPRoute checkout',
      'to payments/pay-api, by ReferenceGrant allow-shop',
      '0 of 6 usable',
      'b-14 NotReady',
      '3 Services inside only',
    ])
      expect(texts).toContain(words);
  });

  it('a closed band names its numbers and marks its trouble', () => {
    const { base } = drawn(viewOf(harbour, { open: '-' }), TALL);
    expect(base.texts()).toEqual(expect.arrayContaining(['accounts', '3 Services', '120', '8 entries', '6 rules']));
    expect(badgesOf(base.drawn, dark.bad).filter((size) => size >= 5).length).toBeGreaterThanOrEqual(6);
  });

  it('without entries the bus says so', () => {
    const texts = drawn(viewOf(exampleLike())).base.texts();
    expect(texts).toEqual(
      expect.arrayContaining(['nothing is exposed', '80→8080', '443→6443', '10.244.1.7', '3 nodes', 'worker2']),
    );
  });

  it('an empty cluster draws its heads and does not fail', () => {
    const view = viewOf(build.topology([]));
    expect(drawn(view).base.texts()).toEqual(
      expect.arrayContaining(['Outside', 'Service', '0 nodes', 'nothing is exposed']),
    );
    expect(view.pick(300, 300, { k: 1, x: 0, y: 0 })).toBeNull();
    expect(view.neighbour(null, 'down')).toBeNull();
  });

  it('before its first update it draws nothing and knows nothing', () => {
    const view = createRouteView();
    expect([view.pick(1, 1, { k: 1, x: 0, y: 0 }), view.locate('ns:a'), view.marks(), view.positions().size]).toEqual([
      null,
      null,
      0,
      0,
    ]);
  });
});

describe('marks', () => {
  it('at most 6,000 at 5,000 nodes and 150,000 pods with closed bands', () => {
    const view = viewOf(large(), { open: '-' });
    drawn(view, TALL);
    expect(view.marks()).toBeLessThanOrEqual(6000);
    expect(view.marks()).toBeGreaterThan(300 * 4);
    expect(view.filters().all).toBe(5000);
  }, 60_000);

  it('what is out of sight costs nothing', () => {
    const view = viewOf(harbour, { open: NAMESPACES.join(',') });
    drawn(view, TALL);
    const all = view.marks();
    drawn(view, { height: 200 });
    expect(view.marks()).toBeLessThan(all / 2);
  });
});

describe('open bands', () => {
  it('those with trouble open by themselves, all in a small cluster', () => {
    expect(viewOf(harbour).open()).toEqual(['media', 'payments', 'staging']);
    expect(viewOf(exampleLike()).open()).toEqual(['default', 'kube-system', 'production']);
  });

  it('none opens or closes through data later', () => {
    const view = viewOf(harbour);
    const wrong = build.service({ namespace: 'ci', name: 'wrong', selector: { app: 'nobody' } });
    view.update({ topology: harbourLike([wrong]), places: [], options: {}, viewport: { width: 1376, height: 796 } });
    expect(view.filters().broken).toBe(viewOf(harbour).filters().broken + 1);
    expect(view.open()).toEqual(['media', 'payments', 'staging']);
  });

  it('pressing a band’s head toggles it, and closing the last is not the same as saying nothing', () => {
    const view = viewOf(harbour, { open: 'media' });
    expect(view.press('x:band:shop')).toEqual({ open: 'media,shop' });
    expect(view.press('x:band:media')).toEqual({ open: '-' });
    expect(viewOf(harbour, { open: '-' }).open()).toEqual([]);
    expect(view.press('x:inside:shop')).toEqual({ inside: 'shop' });
    expect(viewOf(harbour, { more: 'shop' }).press('x:more:shop')).toEqual({ more: '' });
    expect(view.press(`uid:${serviceUid('media', 'thumbs')}`)).toBeNull();
  });

  it('an unrolled band has a row for each Service', () => {
    expect(viewOf(harbour, { open: 'shop' }).locate(`uid:${serviceUid('shop', 'pricing')}`)?.width).toBe(184);
    const rolled = viewOf(harbour, { open: 'shop' }).locate(`uid:${serviceUid('shop', 'pricing')}`);
    const own = viewOf(harbour, { open: 'shop', inside: 'shop' }).locate(`uid:${serviceUid('shop', 'pricing')}`);
    expect([rolled?.height, own?.height]).toEqual([26, 32]);
  });
});

describe('pick and locate', () => {
  const view = viewOf(harbour, { open: NAMESPACES.join(',') });
  const camera = { k: 1, x: 0, y: 0 };
  drawn(view, TALL);

  it('every pod’s square picks its pod', () => {
    expect(view.positions().size).toBeGreaterThan(1000);
    for (const [uid, box] of view.positions()) {
      if (box.width < 9 || view.locate(`uid:${uid}`)?.x !== box.x) continue;
      const picked = view.pick(...centre(box), camera);
      expect(picked?.startsWith('uid:')).toBe(true);
    }
    const [uid, box] = [...view.positions()][0]!;
    expect(view.pick(...centre(box), camera)).toBe(`uid:${uid}`);
  });

  it.each([
    ['a Service', serviceUid('shop', 'api')],
    ['a route', build.httpRoute({ namespace: 'media', name: 'img' }).uid],
    ['an Ingress', build.ingress({ namespace: 'staging', name: 'web' }).uid],
    ['a node', build.node({ name: 'a-07', namespace: '' }).uid],
    ['a node that is not ready', build.node({ name: 'b-14', namespace: '' }).uid],
  ])('%s is found where it is picked', (_, uid) => {
    const box = view.locate(`uid:${uid}`);
    expect(view.pick(...centre(box!), camera)).toBe(`uid:${uid}`);
  });

  it('a Gateway is found at one of its hosts', () => {
    expect(view.locate(`uid:${build.gateway({ namespace: 'gateway-system', name: 'public' }).uid}`)).toMatchObject({
      width: 204,
    });
  });

  it('a namespace is its band; its name opens and closes it', () => {
    const box = view.locate('ns:payments')!;
    expect(view.pick(40, box.y + 10, camera)).toBe('x:band:payments');
  });

  it('what a closed band hides is found at the band', () => {
    const closed = viewOf(harbour, { open: '-' });
    expect(closed.locate(`uid:${serviceUid('shop', 'api')}`)).toEqual(closed.locate('ns:shop'));
    expect(closed.locate('uid:nobody')).toBeNull();
  });

  it('the same world point is picked through any camera', () => {
    const box = view.locate(`uid:${serviceUid('shop', 'api')}`)!;
    const [x, y] = centre(box);
    expect(view.pick(x * 1.5 + 10, y * 1.5 - 300, { k: 1.5, x: 10, y: -300 })).toBe(`uid:${serviceUid('shop', 'api')}`);
  });

  it('an address without pod is picked and found by itself', () => {
    const small = viewOf(exampleLike());
    const box = small.locate('ip:192.168.1.10');
    expect(small.pick(...centre(box!), camera)).toBe('ip:192.168.1.10');
  });

  it('nothing is picked through the heads', () => {
    expect(view.pick(300, 60, { k: 1, x: 0, y: -200 })).toBeNull();
  });
});

describe('keys', () => {
  const view = viewOf(harbour, { open: 'media' });
  it('begin at the first band and walk down them all', () => {
    let at = view.neighbour(null, 'down');
    expect(at).toBe('x:band:accounts');
    const seen = new Set<string>();
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      at = view.neighbour(at, 'down');
    }
    expect([...seen].filter((target) => target.startsWith('x:band:'))).toHaveLength(NAMESPACES.length);
  });

  it('go right from entry to rule to Service, and back', () => {
    const route = `uid:${build.httpRoute({ namespace: 'media', name: 'img' }).uid}`;
    const service = `uid:${serviceUid('media', 'thumbs')}`;
    expect(view.neighbour(route, 'right')).toBe(service);
    expect(view.neighbour(service, 'left')).toBe(route);
  });
});

describe('selection', () => {
  const view = viewOf(harbour, { open: 'media,payments,shop' });
  const rays = (calls: readonly Drawn[]) =>
    calls.filter((one) => one.call === 'bezierCurveTo' && one.stroke === dark.text && one.lineWidth === 1.2);

  it('fans out from each of the Service’s endpoints to its node, and names the nodes', () => {
    const { overlay } = drawn(view, { selection: `uid:${serviceUid('shop', 'api')}` });
    expect(rays(overlay.drawn)).toHaveLength(12);
    expect(overlay.texts()).toEqual(expect.arrayContaining(['a-07', 'a-08', '×2', 'c-18']));
  });

  it('of a pod has its one line', () => {
    const pod = build.pod({ namespace: 'shop', name: 'api-0' }).uid;
    expect(rays(drawn(view, { selection: `uid:${pod}` }).overlay.drawn)).toHaveLength(1);
  });

  it('of a node has a line from every endpoint on it', () => {
    const node = build.node({ name: 'a-07', namespace: '' });
    const onNode = [...recordsOf(harbour, 'Pod')].filter(
      (pod) => pod.node === 'a-07' && ['media', 'payments', 'shop'].includes(pod.namespace),
    );
    expect(rays(drawn(view, { selection: `uid:${node.uid}` }).overlay.drawn)).toHaveLength(onNode.length);
  });

  it('of nothing draws no line', () => {
    expect(rays(drawn(view).overlay.drawn)).toEqual([]);
  });
});

describe('live', () => {
  it('0 px when pods change their state', () => {
    const before = viewOf(harbour, { open: NAMESPACES.join(',') }).positions();
    const records = Object.values(harbour.kinds).flatMap((map) => [...map.values()] as NetRecord[]);
    const worse = records.map((record) =>
      record.kind === 'Pod' ? { ...record, ready: false, reason: 'Error' } : record,
    );
    const after = viewOf(build.topology(worse), { open: NAMESPACES.join(',') }).positions();
    expect([...after]).toEqual([...before]);
  });

  it('tells how far the selected thing moved, so that the camera can follow', () => {
    const view = viewOf(harbour, { open: 'media,shop' });
    const target = `uid:${serviceUid('shop', 'api')}`;
    const before = view.locate(target)!.y;
    view.update({ topology: harbour, places: [], options: { open: 'shop' }, viewport: { width: 1376, height: 796 } });
    expect(view.anchorShift(target)).toBe(view.locate(target)!.y - before);
    expect(view.anchorShift(target)).toBeLessThan(0);
  });

  it('the rail stays in sight while the bands scroll', () => {
    const view = viewOf(harbour, { open: NAMESPACES.join(',') });
    const node = `uid:${build.node({ name: 'a-07', namespace: '' }).uid}`;
    drawn(view);
    const top = view.locate(node)!.y;
    drawn(view, { camera: { k: 1, x: 0, y: -500 } });
    expect(view.locate(node)!.y - 500).toBe(top);
  });
});

describe('selected', () => {
  it('says how many endpoints are ready on how many nodes, by zone', () => {
    expect(viewOf(harbour).selected(`uid:${serviceUid('shop', 'api')}`)).toEqual({
      heading: 'shop/api',
      key: 'routes.selected',
      values: { ready: 12, total: 12, nodes: 11, zones: 'a 6 · b 0 · c 6' },
    });
    expect(viewOf(harbour).selected('uid:nobody')).toBeNull();
  });
});

describe('filters', () => {
  it('count the Services of each chip, and leave no others', () => {
    const { all, exposed, broken, waiting } = viewOf(harbour).filters();
    expect({ all, waiting }).toEqual({ all: 53, waiting: 1 });
    expect(exposed).toBeLessThan(all);
    expect(broken).toBe(breaks(routeGraph(harbour)).length);
    expect(viewOf(harbour, { show: 'waiting' }).title().values).toMatchObject({ services: 1, of: 53 });
    expect(viewOf(harbour, { show: 'nonsense' }).filters().active).toBe('all');
  });
});
