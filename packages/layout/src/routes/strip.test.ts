import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellBox, cellCount, endpointAt, singleLine, stripHeight, stripOf, stripWidth } from './strip.js';

describe('stripOf', () => {
  it.each([
    [0, 12, 1],
    [1, 12, 1],
    [12, 12, 1],
    [13, 12, 2],
    [36, 12, 3],
  ])('%i endpoints stand %i a line in %i lines', (count, perLine, lines) => {
    expect(stripOf(count, 888, 342)).toMatchObject({ perLine, lines, per: 1, pitch: 11, cell: 9 });
  });

  it('201 and more are a matrix of 8 lines', () => {
    expect(stripOf(200, 888, 342).byColumn).toBe(false);
    expect(stripOf(201, 888, 342)).toMatchObject({ byColumn: true, lines: 8, per: 1 });
  });

  it('lists up to eight with their names where there is room', () => {
    expect(stripOf(8, 888, 342, true)).toMatchObject({ named: true, perLine: 1, lines: 8 });
    expect(stripOf(9, 888, 342, true).named).toBe(false);
    expect(stripOf(2, 718, 172, true).named).toBe(false);
  });

  it('every endpoint has a square, and the squares stay inside the room less the count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(172, 342, 500), (count, width) => {
        const strip = stripOf(count, 100, width);
        expect(cellCount(strip) * strip.per).toBeGreaterThanOrEqual(count);
        expect(stripWidth(strip)).toBeLessThanOrEqual(Math.max(131, width - 34));
        if (count === 0) return;
        const last = cellBox(strip, count - 1);
        expect(last.x + last.width).toBeLessThanOrEqual(strip.x + stripWidth(strip));
        expect(last.y + last.height).toBeLessThanOrEqual(strip.y + stripHeight(strip));
      }),
    );
  });

  it('finds the endpoint of a point in its square', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), (count, seed) => {
        const strip = stripOf(count, 888, 342);
        const index = Math.floor((seed % count) / strip.per) * strip.per;
        const box = cellBox(strip, index);
        expect(endpointAt(strip, box.x + 1, box.y + 1)).toBe(index);
      }),
    );
  });

  it('finds nothing beside the squares', () => {
    const strip = stripOf(3, 888, 342);
    expect([endpointAt(strip, 880, 1), endpointAt(strip, 888 + 3 * 11, 1), endpointAt(strip, 890, 20)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('singleLine', () => {
  it('lets a square stand for several when they do not fit', () => {
    const strip = singleLine(237, 888, 342);
    expect(strip.lines).toBe(1);
    expect(cellCount(strip) * strip.per).toBeGreaterThanOrEqual(237);
    expect(stripWidth(strip)).toBeLessThanOrEqual(342 - 34);
  });
});
