import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitAge } from './age';

const S = 1000;
const MIN = 60 * S;
const H = 60 * MIN;

describe('an age', () => {
  it.each([
    [-5, { unit: 's', value: 0, digits: 1, rest: 0 }],
    [412, { unit: 's', value: 0.4, digits: 1, rest: 0 }],
    [9960, { unit: 's', value: 10, digits: 0, rest: 0 }],
    [59.4 * S, { unit: 's', value: 59, digits: 0, rest: 0 }],
    [6 * MIN + 20 * S, { unit: 'min', value: 6, digits: 0, rest: 0 }],
    [2 * H + 13 * MIN, { unit: 'h', value: 2, digits: 0, rest: 13 }],
    [76 * H, { unit: 'd', value: 3, digits: 0, rest: 4 }],
  ] as const)('of %d ms is written as %o', (ms, age) => {
    expect(splitAge(ms)).toEqual(age);
  });

  it('never shrinks while time goes on', () => {
    const seconds = { s: 1, min: 60, h: 3600, d: 86_400 };
    const smaller = { s: 0, min: 1, h: 60, d: 3600 };
    const worth = (ms: number) => {
      const { unit, value, rest } = splitAge(ms);
      return value * seconds[unit] + rest * smaller[unit];
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e7 }), (ms, more) => {
        expect(worth(ms + more)).toBeGreaterThanOrEqual(worth(ms));
      }),
    );
  });
});
