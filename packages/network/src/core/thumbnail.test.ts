import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { occupancyStep, thumbnail } from './thumbnail.js';

const block = (index: number, used = 10, worst: 'ok' | 'bad' | null = 'ok') => ({ index, used, size: 100, worst });

describe('thumbnail', () => {
  it.each([
    ['no block', [], 256, 4],
    ['three node subnets of 256', [0, 1, 2], 256, 4],
    ['the sixteenth', [15], 256, 4],
    ['the seventeenth', [16], 256, 8],
    ['24 blocks', Array.from({ length: 24 }, (_, i) => i), 256, 8],
    ['the 64th', [63], 256, 8],
    ['the 65th', [64], 256, 16],
    ['5,000 of 16,384', Array.from({ length: 5000 }, (_, i) => i), 16384, 16],
  ])('%s: side follows the highest block', (_, indexes, total, side) => {
    const picture = thumbnail(
      indexes.map((index) => block(index)),
      total,
    );
    expect(picture.side).toBe(side);
    expect(picture.tiles).toHaveLength(side * side);
  });

  it('a tile is -1 without block, else step * 8 + worst state', () => {
    const { tiles } = thumbnail([block(0, 0, null), block(2, 55, 'bad')], 256);
    expect(tiles.slice(0, 4)).toEqual([0, -1, 3 * 8 + 2, -1]);
  });

  it('5,000 blocks fill 250 tiles of 20 each, and one bad block shows', () => {
    const blocks = Array.from({ length: 5000 }, (_, i) => block(i, 40, i === 4999 ? 'bad' : 'ok'));
    const { tiles } = thumbnail(blocks, 16384);
    expect(tiles.filter((tile) => tile >= 0)).toHaveLength(250);
    expect(tiles[249]).toBe(2 * 8 + 2);
    expect(tiles[248]).toBe(2 * 8);
  });

  it('leaves out what lies behind the range', () => {
    expect(thumbnail([block(0), block(300), block(-1)], 256)).toEqual(thumbnail([block(0)], 256));
  });

  it('does not depend on the order of the blocks', () => {
    const blocks = fc.uniqueArray(fc.record({ index: fc.nat(300), used: fc.nat(100) }), {
      selector: ({ index }) => index,
    });
    fc.assert(
      fc.property(blocks, (some) => {
        const all = some.map(({ index, used }) => block(index, used, used % 2 ? 'bad' : null));
        expect(thumbnail(all.toReversed(), 1000)).toEqual(thumbnail(all, 1000));
      }),
    );
  });
});

describe('occupancyStep', () => {
  it.each([
    [0, 100, 0],
    [1, 100, 1],
    [20, 100, 1],
    [21, 100, 2],
    [80, 100, 4],
    [100, 100, 5],
    [120, 100, 5],
    [5, 0, 0],
  ])('%i of %i: %i', (used, size, step) => expect(occupancyStep(used, size)).toBe(step));
});
