import { describe, expect, it } from '@jest/globals';
import { bitsOf, formatPrefix, parsePrefix, prefixContains, prefixOf, type Address } from '@netkaart/topology';
import fc from 'fast-check';
import { BAR_MIN_PX } from './bars.js';
import { findOverlaps, type Overlap } from './overlaps.js';
import { shortPrefix, type RulerRange } from './range.js';
import { layoutRuler } from './ruler.js';
import { CHARACTER_PX, FOLD_PX } from './segments.js';

const role = fc.constantFrom('pods' as const, 'services' as const, 'nodes' as const);
const cluster = fc.constantFrom('atlas', 'edge', 'example', 'harbour', 'quay');
/** Prefixes from a few corners, so that ranges meet. */
const cidrV4 = fc
  .tuple(
    fc.constantFrom(0x0a3c0000, 0x0a3d0000, 0x0a600000, 0xc0a80100, 0xac100000, 0, 0xffff0000),
    fc.nat({ max: 65535 }),
    fc.integer({ min: 6, max: 32 }),
  )
  .map(([base, low, length]) => formatPrefix(prefixOf({ family: 4, value: base + low }, length)!));
const cidrV6 = fc
  .tuple(fc.nat({ max: 3 }), fc.integer({ min: 40, max: 66 }))
  .map(([subnet, length]) =>
    formatPrefix(prefixOf({ family: 6, value: (0xfdn << 120n) + (BigInt(subnet) << 64n) }, length)!),
  );
const range = (cidr: fc.Arbitrary<string>) => fc.record({ cluster, cidr, role });
const ranges = fc.array(range(cidrV4), { maxLength: 14 });
const mixed = fc.array(range(fc.oneof(cidrV4, cidrV6)), { maxLength: 14 });
const width = fc.integer({ min: 200, max: 2400 });

const HARBOUR: RulerRange = { cluster: 'harbour', cidr: '10.60.0.0/18', role: 'pods' };
const EDGE: RulerRange = { cluster: 'edge', cidr: '10.60.0.0/16', role: 'pods' };

describe('the ruler', () => {
  it('keeps the order of addresses from left to right, within and across segments', () => {
    fc.assert(
      fc.property(ranges, width, (input, px) => {
        const { bars } = layoutRuler(input, px);
        for (const [index, bar] of bars.entries()) {
          const next = bars[index + 1];
          if (next) expect(next.x).toBeGreaterThanOrEqual(bar.x - 1e-6);
        }
      }),
    );
  });

  it('keeps every bar inside its segment and wide enough to be seen', () => {
    fc.assert(
      fc.property(ranges, width, (input, px) => {
        const { bars, segments } = layoutRuler(input, px);
        for (const bar of bars) {
          const segment = segments[bar.segment]!;
          expect(bar.width).toBeGreaterThanOrEqual(BAR_MIN_PX);
          expect(bar.x).toBeGreaterThanOrEqual(segment.x);
          expect(bar.x + bar.width).toBeLessThanOrEqual(segment.x + segment.width + 1e-6);
        }
      }),
    );
  });

  it('draws each range of each cluster once and reports the others', () => {
    fc.assert(
      fc.property(mixed, width, (input, px) => {
        const { bars, v6 } = layoutRuler(input, px);
        const name = (each: RulerRange) => JSON.stringify([each.cluster, each.role, each.cidr]);
        const shown = [...bars.map((bar) => name(bar.range)), ...v6.map(name)].sort();
        expect(shown).toEqual([...new Set(input.map(name))].sort());
      }),
    );
  });

  it('fills the width it is given, or says that it needs more, and parts segments by a fold', () => {
    fc.assert(
      fc.property(ranges, width, (input, px) => {
        const ruler = layoutRuler(input, px);
        const last = ruler.segments.at(-1);
        if (last) expect(Math.abs(last.x + last.width - ruler.width)).toBeLessThanOrEqual(1);
        for (const [index, segment] of ruler.segments.entries()) {
          const next = ruler.segments[index + 1];
          expect(segment.width).toBeGreaterThan((segment.head.length + segment.tail.length) * CHARACTER_PX);
          if (next) expect(next.x - segment.x - segment.width).toBe(FOLD_PX);
          if (next) expect(next.first).toBeGreaterThan(segment.end);
        }
      }),
    );
  });

  it('lets no two labels of a row overlap, and none lie on another bar or under a hatch', () => {
    fc.assert(
      fc.property(ranges, width, (input, px) => {
        const { bars, overlaps, segments } = layoutRuler(input, px);
        for (const bar of bars) {
          const { label } = bar;
          if (!label) continue;
          const hits = (x: number, other: number) => label.x < x + other - 1e-6 && x < label.x + label.width - 1e-6;
          const segment = segments[bar.segment]!;
          expect(label.x).toBeGreaterThanOrEqual(segment.x);
          expect(label.x + label.width).toBeLessThanOrEqual(segment.x + segment.width + 1e-6);
          for (const other of bars) {
            if (other === bar || other.row !== bar.row) continue;
            expect(hits(other.x, other.width)).toBe(false);
            if (other.label) expect(hits(other.label.x, other.label.width)).toBe(false);
          }
          for (const overlap of overlaps) {
            if (overlap.type !== 'services' && overlap.rows.includes(bar.row))
              expect(hits(overlap.x, overlap.width)).toBe(false);
          }
        }
      }),
    );
  });

  it('is linear inside a segment', () => {
    const { bars, ticks } = layoutRuler([EDGE, { ...HARBOUR, cidr: '10.60.128.0/18' }], 800);
    expect(bars.map(({ x, width: px }) => [x, px])).toEqual([
      [0, 800],
      [400, 200],
    ]);
    expect(ticks).toEqual([
      { x: 200, address: '10.60.64.0' },
      { x: 400, address: '10.60.128.0' },
      { x: 600, address: '10.60.192.0' },
    ]);
  });

  it('folds unused space and joins neighbours', () => {
    const input = ['10.42.0.0/16', '10.43.0.0/16', '10.96.0.0/12', '192.168.1.8/29'];
    const { segments } = layoutRuler(
      input.map((cidr) => ({ cluster: 'edge', cidr, role: 'pods' })),
      1200,
    );
    expect(segments.map(({ head, tail }) => `${head} ${tail}`)).toEqual(['10.42 /15', '10.96 /12', '192.168 /16']);
  });

  it('gives each cluster its row in the order asked for, also one without ranges', () => {
    const { rows, bars } = layoutRuler([EDGE, HARBOUR], 600, ['example', 'harbour', 'edge']);
    expect(rows).toEqual(['example', 'harbour', 'edge']);
    expect(bars.map(({ range: { cluster: name }, row }) => [name, row])).toEqual([
      ['edge', 2],
      ['harbour', 1],
    ]);
  });

  it('writes beside a bar whose inside is hatched, and into the free part of the other', () => {
    const { bars } = layoutRuler([EDGE, HARBOUR], 800, ['edge', 'harbour']);
    expect(bars.map(({ label }) => label)).toEqual([
      { text: '10.60/16', x: 208, width: 8 * CHARACTER_PX, inside: true },
      { text: '10.60/18', x: 208, width: 8 * CHARACTER_PX, inside: false },
    ]);
  });

  it('reports a range that it cannot read', () => {
    const broken: RulerRange = { cluster: 'edge', cidr: '10.60/16', role: 'pods' };
    expect(layoutRuler([broken], 500)).toMatchObject({ bars: [], unreadable: [broken], width: 500, rows: ['edge'] });
  });

  it('leads a line down where no bar below is in the way', () => {
    const below: RulerRange = { cluster: 'quay', cidr: '10.60.0.0/20', role: 'nodes' };
    const { overlaps, bars } = layoutRuler([EDGE, HARBOUR, below], 800, ['edge', 'harbour', 'quay']);
    const leader = overlaps[0]!.leaderX;
    const low = bars.find(({ row }) => row === 2)!;
    expect(leader).toBeGreaterThan(low.x + low.width);
  });
});

describe('overlaps', () => {
  it('are exact: an address lies in one exactly when two clusters use it, with the ranges that do', () => {
    fc.assert(
      fc.property(mixed, (input) => {
        const found = findOverlaps(input);
        for (const address of corners(input)) {
          for (const type of ['pods', 'services'] as const) {
            const users = input.filter(
              (each) => each.role === type && prefixContains(parsePrefix(each.cidr)!, address),
            );
            const clusters = [...new Set(users.map((each) => each.cluster))].sort();
            const there = found.filter((each) => each.type === type && holds(each, address));
            expect(there.map((each) => each.clusters)).toEqual(clusters.length > 1 ? [clusters] : []);
          }
        }
      }),
    );
  });

  it('are symmetric: the order of the input does not matter', () => {
    const facts = (input: readonly RulerRange[]) =>
      findOverlaps(input).map(({ type, text, size, clusters }) => ({ type, text, size: String(size), clusters }));
    fc.assert(
      fc.property(mixed, (input) => {
        expect(facts(input.toReversed())).toEqual(facts(input));
      }),
    );
  });

  it('never name a cluster alone, and their sizes are those of their intervals', () => {
    fc.assert(
      fc.property(mixed, (input) => {
        for (const each of findOverlaps(input)) {
          expect(each.clusters.length).toBeGreaterThan(1);
          expect(each.size).toBe(BigInt(each.last.value) - BigInt(each.first.value) + 1n);
        }
      }),
    );
  });

  it('say the shared addresses in words', () => {
    expect(findOverlaps([HARBOUR, EDGE])).toEqual([
      {
        type: 'pods',
        family: 4,
        first: { family: 4, value: 0x0a3c0000 },
        last: { family: 4, value: 0x0a3c3fff },
        text: '10.60.0.0 – 10.60.63.255',
        size: 16_384n,
        clusters: ['edge', 'harbour'],
        ranges: [EDGE, HARBOUR],
      },
    ]);
  });

  it('find pods of one cluster at Service or node addresses of another, never of the same', () => {
    const services: RulerRange = { cluster: 'quay', cidr: '10.60.0.0/24', role: 'services' };
    expect(findOverlaps([HARBOUR, services])).toMatchObject([
      { type: 'mixed', clusters: ['harbour', 'quay'], size: 256n },
    ]);
    expect(findOverlaps([HARBOUR, { ...services, cluster: 'harbour' }])).toEqual([]);
  });

  it('leave shared node networks alone', () => {
    const nodes = (name: string): RulerRange => ({ cluster: name, cidr: '192.168.1.0/24', role: 'nodes' });
    expect(findOverlaps([nodes('edge'), nodes('quay')])).toEqual([]);
  });
});

describe('short prefixes', () => {
  it.each([
    ['10.60.0.0/18', '10.60/18'],
    ['10.60.0.0/16', '10.60/16'],
    ['10.0.0.0/8', '10.0/8'],
    ['0.0.0.0/0', '0.0/0'],
    ['10.60.0.7/32', '10.60.0.7/32'],
    ['10.60.7.0/24', '10.60.7/24'],
    ['192.168.1.8/29', '192.168.1.8/29'],
    ['fd00:60::/56', 'fd00:60::/56'],
  ])('%s is %s', (cidr, short) => {
    expect(shortPrefix(parsePrefix(cidr)!)).toBe(short);
  });
});

/** First and last addresses of all ranges and their neighbours: where anything can change. */
function corners(input: readonly RulerRange[]): Address[] {
  return input.flatMap(({ cidr }) => {
    const prefix = parsePrefix(cidr)!;
    const first = BigInt(prefix.first);
    const end = first + (1n << BigInt(bitsOf(prefix.family) - prefix.length));
    const inside = [first - 1n, first, end - 1n, end].filter(
      (value) => value >= 0n && value < 1n << BigInt(bitsOf(prefix.family)),
    );
    return inside.map((value): Address =>
      prefix.family === 4 ? { family: 4, value: Number(value) } : { family: 6, value },
    );
  });
}

function holds(overlap: Overlap<RulerRange>, address: Address): boolean {
  return (
    overlap.family === address.family && overlap.first.value <= address.value && address.value <= overlap.last.value
  );
}
