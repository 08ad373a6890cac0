import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { levelMix, levelOf, nextLevel } from './levels.js';

describe('levels of detail', () => {
  it('change at 32, 160 and 480 px', () => {
    expect([31, 32, 159, 160, 479, 480].map(levelOf)).toEqual([0, 1, 1, 2, 2, 3]);
  });

  it('are mixed so that every size is drawn whole', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 5000, noNaN: true }), (tile) => {
        const mix = levelMix(tile);
        expect(mix.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(mix.filter((share) => share > 0.001).length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('are pure outside 15 % of a threshold', () => {
    expect(levelMix(27)).toEqual([1, 0, 0, 0]);
    expect(levelMix(37)).toEqual([0, 1, 0, 0]);
    expect(levelMix(600)).toEqual([0, 0, 0, 1]);
  });

  it('stay as they were until a threshold is passed by 5 %', () => {
    expect(nextLevel(0, 33)).toBe(0);
    expect(nextLevel(0, 34)).toBe(1);
    expect(nextLevel(1, 31)).toBe(1);
    expect(nextLevel(1, 30)).toBe(0);
  });
});
