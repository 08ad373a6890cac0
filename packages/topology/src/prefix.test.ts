import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addressAt,
  comparePrefixes,
  enclosingPrefix,
  firstAddress,
  formatAddress,
  formatPrefix,
  lastAddress,
  offsetIn,
  parseAddress,
  parsePrefix,
  prefixContains,
  prefixCovers,
  prefixesOverlap,
  prefixOf,
  prefixSize,
  subnetAt,
  subnetIndex,
  type Address,
  type Prefix,
} from './index.js';

const at = (text: string): Address => parseAddress(text)!;
const range = (text: string): Prefix => parsePrefix(text)!;

const address = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((value): Address => ({ family: 4, value })),
  fc.integer({ min: 0x0af40000, max: 0x0af4ffff }).map((value): Address => ({ family: 4, value })),
  fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).map((value): Address => ({ family: 6, value })),
);
const prefix = fc
  .tuple(address, fc.nat(128))
  .map(([each, length]) => prefixOf(each, each.family === 4 ? length % 33 : length)!);

/** The definition: the first bits agree. */
const bitsOfAddress = (each: Address) =>
  BigInt(each.value)
    .toString(2)
    .padStart(each.family === 4 ? 32 : 128, '0');
const isIn = (outer: Prefix, each: Address) =>
  outer.family === each.family &&
  bitsOfAddress(each).startsWith(bitsOfAddress(firstAddress(outer)).slice(0, outer.length));

describe('prefixes', () => {
  it('are the same after writing and reading', () => {
    fc.assert(fc.property(prefix, (each) => expect(parsePrefix(formatPrefix(each))).toEqual(each)));
  });

  it.each([
    ['10.244.1.5/24', '10.244.1.0/24'],
    ['10.96.0.0/12', '10.96.0.0/12'],
    ['255.255.255.255/0', '0.0.0.0/0'],
    ['10.0.0.1/32', '10.0.0.1/32'],
    ['200.0.0.0/1', '128.0.0.0/1'],
    ['FD00:0::ffff/64', 'fd00::/64'],
    ['::1/0', '::/0'],
    ['::1/128', '::1/128'],
  ])('%s is %s', (text, canonical) => expect(formatPrefix(range(text))).toBe(canonical));

  it.each([
    '',
    '/',
    '10.0.0.0',
    '10.0.0.0/',
    '/8',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/+8',
    '10.0.0.0/8 ',
    '10.0.0.0/ 8',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '::/129',
    '::/1e1',
    'fe80::%1/64',
    '10.0.0.0/1000',
  ])('%j is none', (text) => expect(parsePrefix(text)).toBeNull());

  it('contain exactly the addresses that share their bits', () => {
    fc.assert(
      fc.property(prefix, address, (outer, each) => {
        expect(prefixContains(outer, each)).toBe(isIn(outer, each));
        expect(prefixContains(outer, firstAddress(outer))).toBe(true);
        expect(prefixContains(outer, lastAddress(outer))).toBe(true);
        const around = prefixOf(each, Math.min(outer.length, each.family === 4 ? 32 : 128))!;
        expect(prefixContains(around, each)).toBe(true);
      }),
    );
  });

  it('cover one another when first and last address are inside, and overlap only when one covers the other', () => {
    fc.assert(
      fc.property(prefix, prefix, (a, b) => {
        const inside = prefixContains(a, firstAddress(b)) && prefixContains(a, lastAddress(b));
        expect(prefixCovers(a, b)).toBe(inside);
        const touch =
          [firstAddress(b), lastAddress(b)].some((each) => prefixContains(a, each)) ||
          prefixContains(b, firstAddress(a));
        expect(prefixesOverlap(a, b)).toBe(touch);
        expect(prefixesOverlap(b, a)).toBe(touch);
      }),
    );
    expect(prefixesOverlap(range('10.60.0.0/16'), range('10.60.0.0/18'))).toBe(true);
    expect(prefixesOverlap(range('10.60.0.0/18'), range('10.60.64.0/18'))).toBe(false);
    expect(prefixesOverlap(range('0.0.0.0/0'), range('::/0'))).toBe(false);
  });

  it('have as many addresses as their size says', () => {
    fc.assert(
      fc.property(prefix, (each) => {
        const count = BigInt(lastAddress(each).value) - BigInt(firstAddress(each).value) + 1n;
        expect(BigInt(prefixSize(each))).toBe(count);
      }),
    );
    expect(prefixSize(range('10.244.1.0/24'))).toBe(256);
    expect(prefixSize(range('::/0'))).toBe(2 ** 128);
  });

  it('are ordered by address, the wider before the narrower, equal only to themselves', () => {
    const texts = ['::/0', '10.0.0.0/16', '10.0.0.0/8', '9.0.0.0/8', '::1/128', '10.1.0.0/16'];
    expect(texts.map(range).sort(comparePrefixes).map(formatPrefix)).toEqual([
      '9.0.0.0/8',
      '10.0.0.0/8',
      '10.0.0.0/16',
      '10.1.0.0/16',
      '::/0',
      '::1/128',
    ]);
    fc.assert(
      fc.property(prefix, prefix, (a, b) =>
        expect(comparePrefixes(a, b) === 0).toBe(formatPrefix(a) === formatPrefix(b)),
      ),
    );
  });
});

describe('the enclosing prefix', () => {
  it('covers all, and no longer one does', () => {
    fc.assert(
      fc.property(fc.array(prefix, { minLength: 1, maxLength: 5 }), (prefixes) => {
        const family = prefixes[0]!.family;
        const same = prefixes.filter((each) => each.family === family);
        const outer = enclosingPrefix(same)!;
        expect(same.every((each) => prefixCovers(outer, each))).toBe(true);
        const narrower = prefixOf(firstAddress(same[0]!), outer.length + 1);
        if (narrower) expect(same.every((each) => prefixCovers(narrower, each))).toBe(false);
      }),
    );
  });

  it.each([
    [['10.244.0.0/24', '10.244.1.0/24', '10.244.2.0/24'], '10.244.0.0/22'],
    [['10.244.1.0/24'], '10.244.1.0/24'],
    [['10.0.0.0/8', '10.244.1.0/24'], '10.0.0.0/8'],
    [['0.0.0.0/1', '128.0.0.0/1'], '0.0.0.0/0'],
    [['fd00::/64', 'fd00:0:0:1::/64'], 'fd00::/63'],
  ])('of %j is %s', (texts, expected) => expect(formatPrefix(enclosingPrefix(texts.map(range))!)).toBe(expected));

  it('of nothing or of both families is null', () => {
    expect(enclosingPrefix([])).toBeNull();
    expect(enclosingPrefix([range('10.0.0.0/8'), range('fd00::/8')])).toBeNull();
  });
});

describe('subnets and offsets', () => {
  it('the i-th subnet has index i', () => {
    fc.assert(
      fc.property(prefix, fc.nat(40), fc.nat(), (outer, more, pick) => {
        const length = Math.min(outer.length + more, outer.family === 4 ? 32 : 128);
        const index = pick % Math.min(2 ** (length - outer.length), 2 ** 31);
        const inner = subnetAt(outer, length, index)!;
        expect(inner.length).toBe(length);
        expect(prefixCovers(outer, inner)).toBe(true);
        expect(subnetIndex(outer, inner)).toBe(index);
      }),
    );
    expect(formatPrefix(subnetAt(range('10.244.0.0/16'), 24, 2)!)).toBe('10.244.2.0/24');
    expect(subnetIndex(range('10.60.0.0/18'), range('10.60.1.64/26'))).toBe(5);
  });

  it('the n-th address has offset n', () => {
    fc.assert(
      fc.property(prefix, fc.nat(), (outer, pick) => {
        const offset = pick % Math.min(prefixSize(outer), 2 ** 31);
        expect(offsetIn(outer, addressAt(outer, offset)!)).toBe(offset);
      }),
    );
    expect(formatAddress(addressAt(range('10.244.2.0/24'), 81)!)).toBe('10.244.2.81');
    expect(formatAddress(addressAt(range('fd00::/64'), 2 ** 40)!)).toBe('fd00::100:0:0');
  });

  it('there is none outside', () => {
    const outer = range('10.244.0.0/16');
    expect(subnetIndex(outer, range('10.245.0.0/24'))).toBeNull();
    expect(subnetIndex(outer, range('10.0.0.0/8'))).toBeNull();
    expect([
      subnetAt(outer, 24, 256),
      subnetAt(outer, 24, -1),
      subnetAt(outer, 24, 1.5),
      subnetAt(outer, 15, 0),
      subnetAt(outer, 33, 0),
    ]).toEqual([null, null, null, null, null]);
    expect([addressAt(outer, 65536), addressAt(outer, -1), addressAt(outer, 0.5), addressAt(outer, NaN)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([offsetIn(outer, at('10.245.0.0')), offsetIn(outer, at('fd00::1'))]).toEqual([null, null]);
    expect(prefixOf(at('10.0.0.1'), 33)).toBeNull();
  });
});
