import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LEVEL_FROM } from '@netkaart/layout';
import { addressPlan, placesNeeded, podStateOnReadyNode } from '@netkaart/network';
import { apply, build, diff, type Topology } from '@netkaart/topology';
import { atlas } from '../../../../../packages/layout/test/scenes/atlas';
import { bare } from '../../../../../packages/layout/test/scenes/bare';
import { edge } from '../../../../../packages/layout/test/scenes/edge';
import { example } from '../../../../../packages/layout/test/scenes/example';
import { harbour } from '../../../../../packages/layout/test/scenes/harbour';
import { RecordingContext, withOffscreenCanvas, type DrawnText } from '../../../test/drawing/recording-context';
import { dark, light } from '../../theme/tokens';
import { forgetWidths } from '../drawing/text';
import type { Camera, Frame, Rect } from '../view';
import { createSubnetView, drawMinimap, type SubnetView } from './create-subnet-view';

const WINDOW = { width: 1376, height: 796 };
const PANEL = { width: 1016, height: 796 };
const LARGE = { width: 1856, height: 976 };
const NGINX2 = 'uid:2-default-nginx2-57bbd47f4d-xbkfv';

const viewOf = (
  topology: Topology,
  places = placesNeeded(topology, []),
  options: Record<string, string> = {},
): SubnetView => {
  const view = createSubnetView();
  view.update({ topology, places, options, viewport: WINDOW });
  return view;
};

const frameOf = (view: SubnetView, size: { width: number; height: number }, more: Partial<Frame> = {}): Frame => ({
  camera: view.home(size),
  ...size,
  theme: dark,
  colourBy: 'status',
  now: 1_760_000_400_000,
  hover: null,
  selection: null,
  effects: [],
  reducedMotion: false,
  namespaces: null,
  ...more,
});

const drawn = (view: SubnetView, size = WINDOW, more: Partial<Frame> = {}) => {
  const ctx = new RecordingContext();
  view.draw(ctx.asContext(), frameOf(view, size, more));
  return ctx;
};

const textsOf = (ctx: RecordingContext) => ctx.texts.map(({ text }) => text);

beforeEach(() => forgetWidths());

describe('the example cluster on the map', () => {
  const texts = () => textsOf(drawn(viewOf(example()), PANEL, { selection: NGINX2 }));

  it('names every node with its role and state', () => {
    expect(texts()).toEqual(
      expect.arrayContaining(['master', 'worker1', 'worker2', 'control plane · Ready', 'worker · Ready']),
    );
  });

  it('shows eth0, tunnel end and bridge of every node with their addresses', () => {
    const shown = texts();
    for (const device of ['eth0', 'flannel.1', 'cni0']) expect(shown.filter((text) => text === device)).toHaveLength(3);
    expect(shown).toEqual(
      expect.arrayContaining([
        '192.168.1.10',
        '192.168.1.11',
        '192.168.1.12',
        '10.244.0.0',
        '10.244.1.0',
        '10.244.2.0',
        '10.244.0.1',
        '10.244.1.1',
        '10.244.2.1',
      ]),
    );
    expect(shown.filter((text) => text === 'VXLAN 1')).toHaveLength(2);
  });

  it('shows each subnet with its free addresses', () => {
    expect(texts()).toEqual(
      expect.arrayContaining(['10.244.0.0/24', '251 of 253 free', '10.244.1.0/24', '250 of 253 free', '10.244.2.0/24']),
    );
  });

  it('labels every pod with its last octet', () => {
    expect(texts()).toEqual(
      expect.arrayContaining([
        '.102',
        'hypriot-578c989b88-9plzz',
        '.99',
        'nginx-654ddfd749-qqxq9',
        '.81',
        'nginx2-57bbd47f4d-xbkfv',
        '.2',
        '.3',
        'coredns-674b8bbfcf-8vxqk',
        'coredns-674b8bbfcf-tz5dn',
        '.7',
        '.12',
      ]),
    );
  });

  it('shows the Services on the ruler of their range, with ports and what stands behind', () => {
    expect(texts()).toEqual(
      expect.arrayContaining([
        'Service range',
        '10.96.0.0/12',
        'kubernetes',
        '10.96.0.1',
        '443/TCP → 192.168.1.10:6443',
        'kube-dns',
        '10.96.0.10',
        '53/UDP 53/TCP 9153/TCP → 2 coredns pods',
        'app-v1',
        '10.104.37.12',
        '80/TCP → 2 pods',
        '10.96',
        '10.100',
        '10.104',
        '10.108',
        '10.112',
      ]),
    );
  });

  it('says first and last of the node network and that its prefix is unknown', () => {
    expect(texts()).toEqual(
      expect.arrayContaining([
        'Node network',
        '192.168.1.10 – .12',
        'prefix length unknown: the Kubernetes API does not hold it',
      ]),
    );
  });

  it('gives the chosen pod’s row its own tick', () => {
    expect(texts()).toContain('.80');
    expect(textsOf(drawn(viewOf(example()), PANEL))).not.toContain('.80');
  });

  it('opens at scale 1 in the window and beside the panel', () => {
    const view = viewOf(example());
    expect(view.home(PANEL)).toEqual({ k: 1, x: 0, y: 0 });
    expect(view.home(WINDOW).k).toBe(1);
  });

  it('titles itself with counts that add up', () => {
    expect(viewOf(example()).title()).toEqual({
      heading: '10.244.0.0/16',
      key: 'title.subnet.cards',
      values: { used: 3, total: 256, taken: 7, places: 759, all: 17, here: 7, host: 10, without: 0, outside: 0 },
    });
  });

  it('speaks Dutch when asked', () => {
    const shown = textsOf(drawn(viewOf(example(), [], { lang: 'nl' }), PANEL));
    expect(shown).toEqual(expect.arrayContaining(['Nodenetwerk', '251 van 253 vrij']));
  });
});

describe('harbour on the map', () => {
  it('heads each zone with its pool and counts', () => {
    const shown = textsOf(drawn(viewOf(harbour())));
    expect(shown).toEqual(
      expect.arrayContaining([
        'zone a',
        'zone b',
        'zone c',
        '10.60.0.0/20',
        '10.60.16.0/20',
        '10.60.32.0/20',
        '14 of 16 blocks',
        '16 blocks, none in use',
      ]),
    );
    expect(shown.some((text) => /^20 nodes · \d+ pods · 22 of 64 blocks$/.test(text))).toBe(true);
  });

  it('names the node that is not ready and says so', () => {
    const shown = textsOf(drawn(viewOf(harbour())));
    expect(shown).toEqual(expect.arrayContaining(['b-14', 'NotReady']));
  });

  it('says how many blocks and pods there are, and where the rest is', () => {
    const { heading, key, values } = viewOf(harbour()).title();
    expect([heading, key]).toEqual(['10.60.0.0/18', 'title.subnet.blocks']);
    expect(values['total']).toBe(256);
    expect(
      Number(values['here']) + Number(values['host']) + Number(values['without']) + Number(values['outside']),
    ).toBe(values['all']);
  });

  it('opens at scale 1 in the window', () => {
    expect(viewOf(harbour()).home(WINDOW).k).toBe(1);
  });

  it('counts in the legend exactly the pods that stand on the map', () => {
    for (const by of ['status', 'namespace', 'owner', 'policy', 'age'] as const) {
      const view = viewOf(harbour());
      const counted = view.legend(by, dark).filter((item) => item.mark === 'colour' || item.mark.startsWith('pod-'));
      expect(counted.reduce((sum, item) => sum + (item.count ?? 0), 0)).toBe(Number(view.title().values['here']));
    }
  });
});

/** Cameras over all four levels, with the world's middle in the middle of the picture. */
function cameras(view: SubnetView, tile: number): Camera[] {
  const { x, y, width, height } = view.bounds();
  return [8, 20, 27, 32, 37, 64, 136, 160, 184, 300, 408, 480, 552, 1500].map((size) => {
    const k = size / tile;
    return { k, x: LARGE.width / 2 - (x + width / 3) * k, y: LARGE.height / 2 - (y + height / 3) * k };
  });
}

const TILES = { cards: 256, pools: 96, provinces: 13 };

describe('marks', () => {
  let restore = () => {};
  beforeEach(() => {
    restore = withOffscreenCanvas();
  });
  afterEach(() => restore());

  const scenes: [string, Topology, number][] = [
    ['example', example(), TILES.cards],
    ['harbour', harbour(), TILES.pools],
    ['5,000 nodes', atlas(5000, 30_000), TILES.provinces],
  ];

  it.each(scenes)('of %s stay in the budget at every level: 10,000 for tiles, 8,000 closer', (_, topology, tile) => {
    const view = viewOf(topology);
    for (const camera of [view.home(LARGE), ...cameras(view, tile)]) {
      drawn(view, LARGE, { camera });
      expect(view.marks()).toBeGreaterThan(0);
      expect(view.marks()).toBeLessThanOrEqual(camera.k * tile < LEVEL_FROM[0] * 1.15 ? 10_000 : 8000);
    }
  });

  it('name the level by the size of a node tile', () => {
    const view = viewOf(atlas(300, 600));
    const at = (tile: number) => view.detail({ k: tile / 13, x: 0, y: 0 });
    expect([10, 60, 200, 700].map(at)).toEqual(['L0', 'L1', 'L2', 'L3']);
  });

  it('do not flicker between levels for a camera that rests on a threshold', () => {
    const view = viewOf(atlas(300, 600));
    const levels = [33, 31.5, 32.5, 31.2, 32.9].map((tile) => view.detail({ k: tile / 13, x: 0, y: 0 }));
    expect(new Set(levels).size).toBe(1);
  });
});

describe('trouble', () => {
  const inTrouble = (topology: Topology) => {
    const plan = addressPlan(topology);
    return plan.blocks.flatMap((block) => {
      const silent = plan.nodes[plan.nodeAt.get(block.node) ?? -1]?.silent ?? false;
      const states = new Set(block.pods.map((pod) => podStateOnReadyNode(pod)));
      const colours = silent
        ? [dark.bad]
        : [states.has('bad') ? dark.bad : '', states.has('pending') ? dark.pending : ''].filter(Boolean);
      return colours.length > 0 ? [{ cidr: block.cidr, colours }] : [];
    });
  };

  it.each([
    ['harbour', harbour(), 0.2],
    ['5,000 nodes', atlas(2000, 12_000), 0.7],
    ['edge', edge(), 0.1],
  ] as const)('of %s is a mark of at least 5 px at the lowest level', (_, topology, k) => {
    const view = viewOf(topology);
    const camera = { k, x: 100, y: 60 };
    expect(view.detail(camera)).toBe('L0');
    const ctx = drawn(view, { width: 4000, height: 4000 }, { camera });
    const blocks = inTrouble(topology);
    expect(blocks.length).toBeGreaterThan(0);
    for (const { cidr, colours } of blocks) {
      const tile = onScreen(view.locate(`cidr:${cidr}`)!, camera);
      for (const colour of colours) {
        const marks = ctx.shapes.filter((shape) => shape.colour === colour && near(shape, tile));
        expect([cidr, colour, Math.max(0, ...marks.map((mark) => Math.min(mark.width, mark.height)))]).toEqual([
          cidr,
          colour,
          expect.any(Number),
        ]);
        expect(Math.max(0, ...marks.map((mark) => Math.min(mark.width, mark.height)))).toBeGreaterThanOrEqual(5);
      }
    }
  });

  it('of pods without an address is marked and counted', () => {
    const ctx = drawn(viewOf(harbour()));
    expect(textsOf(ctx)).toContain('6 without address');
  });
});

function onScreen(rect: Rect, { k, x, y }: Camera): Rect {
  return { x: rect.x * k + x, y: rect.y * k + y, width: rect.width * k, height: rect.height * k };
}

function near(shape: Rect, tile: Rect): boolean {
  const cx = shape.x + shape.width / 2;
  const cy = shape.y + shape.height / 2;
  return cx >= tile.x - 5 && cy >= tile.y - 5 && cx <= tile.x + tile.width + 5 && cy <= tile.y + tile.height + 5;
}

describe('text', () => {
  const overlapping = (texts: readonly DrawnText[]) => {
    const pairs: string[] = [];
    texts.forEach((a, i) =>
      texts.slice(0, i).forEach((b) => {
        const across = a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1;
        const down = Math.abs(a.y - b.y) < (a.size + b.size) * 0.33;
        if (across && down) pairs.push(`${a.text} / ${b.text}`);
      }),
    );
    return pairs;
  };
  const scenes: [string, Topology][] = [
    ['example', example()],
    ['harbour', harbour()],
    ['edge', edge()],
    ['bare', bare()],
    ['60 nodes', atlas(60, 1500)],
    ['one node', atlas(1, 30)],
  ];

  it.each(scenes)('of %s never overlaps at home, in any of the usual windows', (_, topology) => {
    const view = viewOf(topology);
    for (const size of [WINDOW, PANEL, LARGE]) expect(overlapping(drawn(view, size).texts)).toEqual([]);
  });

  it.each(scenes)('of %s never overlaps on the way in', (_, topology) => {
    const view = viewOf(topology);
    const home = view.home(WINDOW);
    for (const zoom of [0.55, 0.8, 1.3, 1.8, 2.6, 4]) {
      const k = home.k * zoom;
      const camera = { k, x: 24 - 24 * k, y: 60 - 60 * k };
      const pairs = overlapping(
        drawn(view, WINDOW, { camera }).texts.filter(({ x, y }) => x > -200 && y > -20 && x < 1500 && y < 900),
      );
      expect([zoom, pairs]).toEqual([zoom, []]);
    }
  });
});

describe('pointing', () => {
  it.each([
    ['example', example()],
    ['harbour', harbour()],
    ['edge', edge()],
  ] as const)('at the middle of a pod of %s finds that pod', (_, topology) => {
    const view = viewOf(topology);
    const camera = view.home(WINDOW);
    let missed = 0;
    for (const [uid, rect] of view.positions()) {
      const { x, y, width, height } = onScreen(rect, camera);
      if (view.pick(x + width / 2, y + height / 2, camera) !== `uid:${uid}`) missed++;
    }
    expect(missed).toBe(0);
  });

  it('at a free cell finds the address, and the address has a place', () => {
    const view = viewOf(example());
    const rect = view.locate('ip:10.244.1.200')!;
    expect(view.pick(rect.x + 5, rect.y + 5, { k: 1, x: 0, y: 0 })).toBe('ip:10.244.1.200');
  });

  it('at a stop of the node network finds the node', () => {
    expect(viewOf(example()).pick(419, 88, { k: 1, x: 0, y: 0 })).toMatch(/^uid:.*worker1$/);
  });

  it('at a Service’s place on the ruler or at its flag finds the Service', () => {
    const view = viewOf(example());
    drawn(view, PANEL);
    const mark = view.locate('uid:3-production-app-v1')!;
    expect(view.pick(mark.x + 4, mark.y + 8, { k: 1, x: 0, y: 0 })).toBe('uid:3-production-app-v1');
    expect(view.pick(760, 652, { k: 1, x: 0, y: 0 })).toBe('uid:3-production-app-v1');
  });

  it('at a tile from far away finds its node', () => {
    const view = viewOf(atlas(300, 900));
    const { x, y } = view.locate('cidr:100.64.7.0/24')!;
    expect(view.pick(x + 6, y + 6, { k: 1, x: 0, y: 0 })).toMatch(/atlas-0007$/);
  });

  it('at nothing finds nothing', () => {
    expect(viewOf(example()).pick(5, 400, { k: 1, x: 0, y: 0 })).toBeNull();
    expect(createSubnetView().pick(5, 5, { k: 1, x: 0, y: 0 })).toBeNull();
  });

  it('finds host-network pods at their node’s eth0, prefixes and districts', () => {
    const view = viewOf(example());
    expect(view.locate('uid:2-kube-system-etcd-master')).toMatchObject({ x: 83 });
    expect(viewOf(harbour()).locate('cidr:10.60.16.0/22')).toMatchObject({ x: 475 });
    expect(view.locate('uid:nobody')).toBeNull();
  });
});

describe('the arrow keys', () => {
  it('start at the first pod and walk by place', () => {
    const view = viewOf(example());
    const first = view.neighbour(null, 'right')!;
    expect(first).toMatch(/coredns.*8vxqk$/);
    expect(view.neighbour(first, 'right')).toMatch(/coredns.*tz5dn$/);
    expect(view.neighbour(NGINX2, 'up')).toMatch(/app-v1.*x9hdl$/);
    expect(view.neighbour(NGINX2, 'left')).toMatch(/hypriot|nginx-|app-v1/);
  });

  it('walk from node to node', () => {
    const view = viewOf(example());
    const [master] = [...example().kinds.Node.keys()];
    expect(view.neighbour(`uid:${master}`, 'right')).toMatch(/worker1$/);
    expect(view.neighbour(`uid:${master}`, 'left')).toBe(`uid:${master}`);
  });
});

describe('a living map', () => {
  it('moves no survivor while pods come and go and a node joins', () => {
    let topology = harbour();
    const places = placesNeeded(topology, []);
    const view = viewOf(topology, places);
    const before = view.positions();
    const gone = [...topology.kinds.Pod.values()].filter((_, i) => i % 7 === 0);
    const kept = [...Object.values(topology.kinds)]
      .flatMap((kind) => [...kind.values()])
      .filter((record) => !gone.includes(record as never));
    const news = [
      build.node({
        name: 'harbour-a-99',
        addresses: [{ type: 'InternalIP', address: '10.20.1.200' }],
        labels: { 'topology.kubernetes.io/zone': 'a' },
      }),
      build.addressBlock({ name: 'new', source: 'calico', cidrs: ['10.60.9.0/26'], node: 'harbour-a-99' }),
      build.pod({ name: 'newcomer', node: 'harbour-a-99', ips: ['10.60.9.7'] }),
    ];
    topology = apply(topology, diff(topology, build.topology([...kept, ...news])));
    view.update({ topology, places: [...places, ...placesNeeded(topology, places)], options: {}, viewport: LARGE });
    const after = view.positions();
    expect(after.size).toBe(before.size - gone.filter((pod) => !pod.hostNetwork && pod.ips.length > 0).length + 1);
    for (const [uid, rect] of after) if (before.has(uid)) expect(rect).toEqual(before.get(uid));
  });

  it('sees a change that was made in place of the topology it already has', () => {
    const topology = example();
    const view = viewOf(topology);
    const uid = NGINX2.slice(4);
    const pods = topology.kinds.Pod as Map<string, never>;
    pods.set(uid, { ...topology.kinds.Pod.get(uid)!, ready: false } as never);
    view.update({ topology, places: [], options: {}, viewport: WINDOW });
    expect(view.legend('status', dark)).toContainEqual({ mark: 'pod-pending', key: 'pending', count: 1 });
  });

  it('rings what arrived, ghosts what left, dots what changed, and forgets after half a minute', () => {
    const view = viewOf(example());
    const overlay = (age: number, type: 'arrive' | 'leave' | 'change') => {
      const ctx = new RecordingContext();
      const now = 1_760_000_400_000;
      view.drawOverlay(
        ctx.asContext(),
        frameOf(view, WINDOW, { now, effects: [{ target: NGINX2, type, at: now - age }] }),
      );
      return ctx.shapes.map((shape) => shape.colour);
    };
    expect(overlay(100, 'arrive')).toContain(dark.added);
    expect(overlay(100, 'leave')).toContain(dark.leaving);
    expect(overlay(100, 'change')).toContain(dark.text);
    expect(overlay(31_000, 'arrive')).toEqual([]);
  });

  it('rings the selection in two tones', () => {
    const view = viewOf(harbour());
    const uid = [...view.positions().keys()][5]!;
    const ctx = new RecordingContext();
    view.drawOverlay(ctx.asContext(), frameOf(view, WINDOW, { theme: light, selection: `uid:${uid}` }));
    expect(ctx.shapes.filter((shape) => shape.kind === 'stroke').map((shape) => shape.colour)).toEqual([
      light.bg,
      light.text,
    ]);
    expect(textsOf(ctx)[0]).toContain('-api-');
  });
});

describe('bitmaps', () => {
  it('are blitted where the platform has canvases without a page, and cells are drawn where it has not', () => {
    const camera = { k: 40 / 13, x: 0, y: 0 };
    const topology = atlas(64, 640);
    const direct = drawn(viewOf(topology), LARGE, { camera });
    const restore = withOffscreenCanvas();
    const blitted = drawn(viewOf(topology), LARGE, { camera });
    restore();
    expect(direct.images).toBe(0);
    expect(blitted.images).toBeGreaterThan(32);
    expect(direct.shapes.filter((shape) => shape.colour === dark.ok).length).toBeGreaterThan(300);
    expect(blitted.shapes.filter((shape) => shape.colour === dark.ok)).toEqual([]);
  });
});

describe('filters and colours', () => {
  it('draw pods of other namespaces at the first step of the ramp', () => {
    const view = viewOf(example());
    const ctx = drawn(view, PANEL, { namespaces: new Set(['default']) });
    expect(ctx.shapes.filter((shape) => shape.colour === dark.ramp[1]).length).toBe(4);
  });

  it('colour by namespace in the colours of the legend', () => {
    const view = viewOf(example());
    const colours = view.legend('namespace', dark).flatMap((item) => item.colour ?? []);
    const used = new Set(drawn(view, PANEL, { colourBy: 'namespace' }).shapes.map((shape) => shape.colour));
    expect(colours).toHaveLength(3);
    for (const colour of colours) expect(used.has(colour)).toBe(true);
  });

  it('tell pods that a policy selects from those that are open', () => {
    const policy = build.networkPolicy({
      namespace: 'default',
      name: 'p',
      podSelector: { matchLabels: { app: 'nginx2' }, matchExpressions: [] },
      policyTypes: ['Ingress', 'Egress'],
    });
    const records = [...Object.values(example().kinds)].flatMap((kind) => [...kind.values()]);
    const items = viewOf(build.topology([...records, policy])).legend('policy', dark);
    expect(items.filter((item) => item.mark === 'colour').map((item) => [item.key, item.count])).toEqual([
      ['policy-none', 6],
      ['policy-both', 1],
    ]);
  });
});

describe('the minimap', () => {
  it('shows every lot and a frame around what the camera sees', () => {
    const view = viewOf(harbour());
    const ctx = new RecordingContext();
    drawMinimap(
      ctx.asContext(),
      view,
      { x: 10, y: 10, width: 168, height: 98 },
      { k: 2, x: -400, y: -300 },
      WINDOW,
      dark,
    );
    const inside = ctx.shapes.every(
      (shape) => shape.x >= 9 && shape.y >= 9 && shape.x + shape.width <= 180 && shape.y + shape.height <= 110,
    );
    expect(inside).toBe(true);
    expect(ctx.shapes.filter((shape) => shape.colour === dark.text && shape.kind === 'stroke')).toHaveLength(1);
    expect(ctx.shapes.length).toBeGreaterThan(96);
  });
});

describe('a view without data', () => {
  it('draws the ground and answers every question with nothing', () => {
    const view = createSubnetView();
    const ctx = drawn(view);
    expect(ctx.texts).toEqual([]);
    expect(view.positions().size).toBe(0);
    expect(view.locate('uid:x')).toBeNull();
    expect(view.neighbour(null, 'left')).toBeNull();
    expect(view.title().key).toBe('title.subnet.empty');
  });

  it('draws an empty cluster without a complaint', () => {
    const view = viewOf(build.topology([]));
    drawn(view);
    expect(view.title().key).toBe('title.subnet.empty');
  });
});
