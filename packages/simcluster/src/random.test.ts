import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from './random.js';

describe('createRandom', () => {
  it('gives the same numbers for the same seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const draw = (): number[] => {
          const random = createRandom(seed);
          return Array.from({ length: 20 }, () => random.next());
        };
        expect(draw()).toEqual(draw());
      }),
    );
  });

  it('gives other numbers for another seed', () => {
    expect(createRandom('1').uuid()).not.toBe(createRandom('2').uuid());
  });

  it('does not move when a fork draws', () => {
    const [a, b] = [createRandom('s'), createRandom('s')];
    a.fork('x').next();
    expect(a.next()).toBe(b.next());
  });

  it('shuffles without losing or inventing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (list, seed) => {
        const byValue = (x: number, y: number): number => x - y;
        expect(createRandom(seed).shuffle(list).sort(byValue)).toEqual([...list].sort(byValue));
      }),
    );
  });

  it('stays within its bounds and reaches both', () => {
    const random = createRandom('bounds');
    const drawn = new Set(Array.from({ length: 500 }, () => random.between(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
  });

  it('refuses to pick from nothing', () => {
    expect(() => createRandom('s').pick([])).toThrow('empty');
  });
});
