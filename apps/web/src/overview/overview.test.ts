import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClusterStatus, KindState } from '@netkaart/protocol';
import {
  certaintyOf,
  certainText,
  lookOf,
  phoneLineOf,
  policyLookOf,
  problemsOf,
  progressOf,
  resourceOf,
  SILENT_MS,
  totalsOf,
} from './facts';
import en from '../messages/en.json' with { type: 'json' };
import nl from '../messages/nl.json' with { type: 'json' };
import { neighbourOf } from './neighbour';
import { byAttention, denseColumns, inOrder } from './order';
import { runsOf } from './row-metrics';
import { MARGIN, SIDE, thumbnailShapes } from './thumbnail-shapes';

const NOW = 1_800_000_000_000;
const COUNTS: ClusterStatus['counts'] = {
  nodes: 3,
  nodesReady: 3,
  pods: 17,
  ok: 17,
  pending: 0,
  bad: 0,
  unknown: 0,
  leaving: 0,
  done: 0,
  hostNetwork: 10,
  withoutAddress: 0,
  services: 3,
  entries: 0,
  policies: 1,
};

function cluster(part: Partial<ClusterStatus> & { readonly name: string }): ClusterStatus {
  return {
    id: part.name,
    demo: false,
    phase: 'live',
    detail: '',
    retryAt: null,
    kinds: [],
    provenAt: NOW,
    version: 'v1.33.4',
    cni: 'flannel',
    enforcement: 'enforced',
    counts: COUNTS,
    ranges: [],
    thumbnail: { side: 4, tiles: [] },
    cursor: { epoch: 1, seq: 0 },
    ...part,
  };
}

function kind(name: KindState['kind'], phase: KindState['phase'], read = 0, total: number | null = null): KindState {
  return { kind: name, phase, read, total, detail: '', retryAt: null };
}

describe('a cluster', () => {
  it('is stale when nobody proved it for long, even while the last word was that it is live', () => {
    const quiet = cluster({ name: 'edge', provenAt: NOW - SILENT_MS });
    expect(lookOf(quiet, NOW)).toBe('live');
    expect(lookOf(quiet, NOW + 1)).toBe('stale');
    expect(lookOf({ ...quiet, phase: 'syncing' }, NOW + 1)).toBe('syncing');
  });

  it('has the problems of its counts', () => {
    expect(problemsOf({ ...COUNTS, nodes: 60, nodesReady: 59, bad: 7, pending: 12, unknown: 2 })).toEqual({
      nodesNotReady: 1,
      failing: 7,
      notReady: 12,
      unknown: 2,
    });
  });

  it.each([
    ['open', { counts: { ...COUNTS, policies: 0 }, enforcement: 'enforced' }],
    ['enforced', { enforcement: 'enforced' }],
    ['decoration', { enforcement: 'decoration' }],
    ['unknown', { enforcement: 'unknown' }],
    ['unreadable', { counts: { ...COUNTS, policies: 0 }, kinds: [kind('AdminNetworkPolicy', 'denied')] }],
  ] as const)('says that its policies are %s', (look, part) => {
    expect(policyLookOf(cluster({ name: 'a', ...part, kinds: 'kinds' in part ? [...part.kinds] : [] }))).toBe(look);
  });

  it('never shows a figure as exact that it may not count', () => {
    const denied = [kind('Node', 'denied'), kind('Ingress', 'denied')];
    expect((['nodes', 'pods', 'entries'] as const).map((each) => certaintyOf(each, denied))).toEqual([
      'none',
      'exact',
      'atLeast',
    ]);
    expect((['exact', 'atLeast', 'none'] as const).map((each) => certainText('17', each))).toEqual(['17', '≥17', '?']);
  });

  it('tells how far the reading of its largest kind is', () => {
    const kinds = [
      kind('Node', 'live', 5000, 5000),
      kind('Pod', 'listing', 31_500, 150_000),
      kind('Service', 'listing', 1, 2),
    ];
    expect(progressOf(kinds)).toEqual({ kind: 'Pod', read: 31_500, total: 150_000, share: 36_501 / 155_002 });
    expect(progressOf([kind('Pod', 'listing', 500)])).toEqual({ kind: 'Pod', read: 500, total: null, share: null });
    expect(progressOf([kind('Pod', 'live', 500)])).toBeNull();
  });

  it('shows on a phone what matters most', () => {
    const calm = cluster({ name: 'a' });
    expect(phoneLineOf(calm, 'live')).toBe('problems');
    expect(phoneLineOf({ ...calm, enforcement: 'decoration' }, 'live')).toBe('policy');
    expect(phoneLineOf({ ...calm, enforcement: 'decoration', counts: { ...COUNTS, bad: 1 } }, 'live')).toBe('problems');
    expect(phoneLineOf(calm, 'stale')).toBe('state');
  });
});

describe('kinds', () => {
  it.each([
    ['Ingress', 'ingresses'],
    ['NetworkPolicy', 'networkpolicies'],
    ['Gateway', 'gateways'],
    ['EndpointSlice', 'endpointslices'],
    ['IngressClass', 'ingressclasses'],
  ] as const)('%s is %s, as kubectl has it', (name, resource) => {
    expect(resourceOf(name)).toBe(resource);
  });
});

describe('the title', () => {
  it('adds up all clusters and says when it cannot count all', () => {
    const all = [cluster({ name: 'a' }), cluster({ name: 'b', phase: 'stale' })];
    expect(totalsOf(all, NOW)).toEqual({ clusters: 2, nodes: 6, pods: 34, live: 1, atLeast: false });
    expect(totalsOf([...all, cluster({ name: 'c', phase: 'failed' })], NOW).atLeast).toBe(true);
    expect(totalsOf([cluster({ name: 'd', kinds: [kind('Pod', 'denied')] })], NOW).atLeast).toBe(true);
  });
});

describe('the order', () => {
  const names = (clusters: readonly ClusterStatus[]) => clusters.map(({ name }) => name);

  it('is by name, numbers as numbers, the demo as the server has it and last', () => {
    const demo = ['example', 'harbour', 'edge'].map((name) => cluster({ name, demo: true }));
    const own = ['site-10', 'atlas', 'site-9'].map((name) => cluster({ name }));
    expect(names(inOrder([...demo, ...own]))).toEqual(['atlas', 'site-9', 'site-10', 'example', 'harbour', 'edge']);
  });

  it('by attention has the unheard first, then by trouble, equals as they were', () => {
    const failing = cluster({ name: 'b', counts: { ...COUNTS, bad: 2 } });
    const clusters = [cluster({ name: 'a' }), failing, cluster({ name: 'c', phase: 'stale' }), cluster({ name: 'd' })];
    expect(names(byAttention(clusters, NOW))).toEqual(['c', 'b', 'a', 'd']);
  });

  it('fits fifty clusters in rows of ten', () => {
    expect([12, 30, 50, 200].map(denseColumns)).toEqual([6, 6, 10, 10]);
  });
});

describe('arrow keys', () => {
  const grid = (count: number, columns: number) =>
    Array.from({ length: count }, (_, index) => ({
      left: (index % columns) * 448,
      top: Math.floor(index / columns) * 168,
    }));

  it('lead to the card in their direction', () => {
    const boxes = grid(8, 3);
    const from = (index: number) =>
      ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].map((key) => neighbourOf(boxes, index, key));
    expect(from(4)).toEqual([3, 5, 1, 7, 0, 7]);
    expect(from(0)).toEqual([null, 1, null, 3, 0, 7]);
    expect(from(5)).toEqual([4, 6, 2, 7, 0, 7]);
  });

  it('reach every card and no other key leads anywhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 10 }), (count, columns) => {
        const boxes = grid(count, columns);
        const right = boxes.map((_, index) => neighbourOf(boxes, index, 'ArrowRight'));
        expect(right).toEqual(boxes.map((_, index) => (index + 1 < count ? index + 1 : null)));
        expect(neighbourOf(boxes, 0, 'a')).toBeNull();
      }),
    );
  });
});

describe('a thumbnail', () => {
  const tiles = fc
    .constantFrom(4, 8, 16, 64)
    .chain((side) =>
      fc.tuple(
        fc.constant(side),
        fc.array(fc.integer({ min: -1, max: 45 }), { minLength: side * side, maxLength: side * side }),
      ),
    );

  it('marks every trouble with at least 5 px on the screen, inside the picture', () => {
    fc.assert(
      fc.property(tiles, fc.constantFrom(40, 64, 128), ([side, states], sidePx) => {
        const { marks, blocks } = thumbnailShapes({ side, tiles: states }, sidePx);
        const troubles = states.filter((tile) => tile >= 0 && [1, 2, 3].includes(tile % 8));
        expect(marks).toHaveLength(troubles.length);
        expect(blocks).toBe(states.filter((tile) => tile >= 0).length);
        for (const { x, y, size } of marks) {
          expect((size * sidePx) / (SIDE + 2 * MARGIN)).toBeGreaterThanOrEqual(5);
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(x, y) + size).toBeLessThanOrEqual(SIDE + 1e-9);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('has a square for each lot and each block, by occupancy', () => {
    const { lots, steps } = thumbnailShapes({ side: 4, tiles: [0, 8, 8, 40, ...Array<number>(12).fill(-1)] }, 128);
    const squares = (path: string) => path.split('z').length - 1;
    expect(squares(lots)).toBe(12);
    expect(steps.map(squares)).toEqual([1, 2, 0, 0, 0, 1]);
  });
});

describe('frames', () => {
  it('join neighbouring rows and part others', () => {
    expect(runsOf([0, 1, 4, 6, 7, 8])).toEqual([
      [0, 1],
      [4, 4],
      [6, 8],
    ]);
    expect(runsOf([])).toEqual([]);
  });
});

describe('the words', () => {
  it('are the same in both languages, with the same values in them', () => {
    expect(valuesOf(nl.overview)).toEqual(valuesOf(en.overview));
  });
});

/** path of a message → the names of its values. */
function valuesOf(messages: unknown, path = ''): Record<string, string[]> {
  if (typeof messages === 'string') {
    const names = [...messages.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1]!);
    return { [path]: [...new Set(names)].filter((name) => /^[a-z]/i.test(name) && !PLAIN.has(name)).sort() };
  }
  return Object.assign(
    {},
    ...Object.entries(messages as object).map(([key, value]) => valuesOf(value, `${path}.${key}`)),
  ) as Record<string, string[]>;
}

/** Plain words inside plural branches, not names of values. */
const PLAIN = new Set([
  'node',
  'nodes',
  'pod',
  'pods',
  'Service',
  'Services',
  'entry',
  'entries',
  'policy',
  'policies',
  'ingang',
  'ingangen',
]);
