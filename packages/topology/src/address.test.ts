import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalAddress,
  compareAddresses,
  formatAddress,
  formatIPv4,
  parseAddress,
  parseIPv4,
  type Address,
} from './index.js';

const v4: fc.Arbitrary<Address> = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((value) => ({ family: 4, value }));
const v6: fc.Arbitrary<Address> = fc
  .oneof(
    fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
    fc
      .array(fc.constantFrom(0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 })
      .map((groups) => groups.reduce<bigint>((all, each) => (all << 16n) | each, 0n)),
  )
  .map((value) => ({ family: 6, value }));

describe('addresses', () => {
  it('are the same after writing and reading', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), (address) => expect(parseAddress(formatAddress(address))).toEqual(address)),
    );
  });

  it('of generators of textual forms are all read, and have one canonical form', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const canonical = canonicalAddress(text);
        expect(canonical).not.toBeNull();
        expect(canonicalAddress(canonical!)).toBe(canonical);
        expect(parseAddress(canonical!)).toEqual(parseAddress(text));
      }),
    );
  });

  it.each([
    ['10.244.1.5', '10.244.1.5'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['2001:0DB8::0001', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['::FFFF:a00:1', '::ffff:10.0.0.1'],
    ['64:ff9b::10.0.0.1', '64:ff9b::a00:1'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
  ])('%s is written %s (RFC 5952)', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  it.each([
    ...[
      '',
      ' ',
      '1',
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.',
      '.1.2.3',
      '1..2.3',
      '256.1.1.1',
      '1.2.3.1000',
      '01.2.3.4',
      '1.2.3.04',
      '00.0.0.0',
    ],
    ...[
      '1.2.3.4 ',
      ' 1.2.3.4',
      '1.2.3.4\n',
      '+1.2.3.4',
      '-1.2.3.4',
      '0x1.2.3.4',
      '1e1.2.3.4',
      '1,2,3,4',
      '1.2.3.4/24',
      '１.2.3.4',
    ],
    ...[
      ':',
      ':::',
      '1',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7:8::',
      '::1:2:3:4:5:6:7:8',
      '1::2::3',
      '12345::',
      'g::',
      '::1 ',
    ],
    ...[
      'fe80::1%eth0',
      '[::1]',
      '::1.2.3',
      '::1.2.3.256',
      '::01.2.3.4',
      '1.2.3.4::',
      '1:2:3:4:5:6:7:1.2.3.4',
      '::-1',
      '1:',
      ':1',
      '::1/64',
      'None',
    ],
  ])('%j is none', (text) => expect(parseAddress(text)).toBeNull());

  it('garbage never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f:.]{0,50}$/)), (text) =>
        expect(() => parseAddress(text)).not.toThrow(),
      ),
    );
  });

  it('are ordered by family, then value', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.oneof(v4, v6), (a, b) => {
        const sign = Math.sign(compareAddresses(a, b));
        expect(Math.sign(compareAddresses(b, a))).toBe(-sign || 0);
        expect(sign === 0).toBe(formatAddress(a) === formatAddress(b));
        if (a.family === b.family) expect(sign < 0).toBe(a.value < b.value);
        else expect(sign < 0).toBe(a.family === 4);
      }),
    );
  });

  it('the fast path for IPv4 agrees with the general one', () => {
    fc.assert(fc.property(v4, ({ value }) => expect(parseIPv4(formatIPv4(Number(value)))).toBe(value)));
    expect(parseIPv4('::1')).toBeNull();
  });
});
