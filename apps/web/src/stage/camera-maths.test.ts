import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closeUp, inSight, keepInSight, sightOf, toScreen, zoomedAt } from './camera-maths';

const size = { width: 1000, height: 600 };
const world = { x: 0, y: 0, width: 900, height: 500 };
const range = [0.5, 40] as const;
const camera = fc.record({
  k: fc.double({ min: 0.5, max: 40, noNaN: true }),
  x: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
  y: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
});

describe('the camera', () => {
  it('never loses the world, and leaves a camera alone that shows enough of it', () => {
    fc.assert(
      fc.property(camera, (before) => {
        const kept = keepInSight(before, size, world);
        const box = toScreen(world, kept);
        expect(box.x).toBeLessThan(size.width);
        expect(box.x + box.width).toBeGreaterThan(0);
        expect(box.y).toBeLessThan(size.height);
        expect(box.y + box.height).toBeGreaterThan(0);
        expect(keepInSight(kept, size, world).k).toBe(before.k);
      }),
    );
    const fine = { k: 1, x: 24, y: 24 };
    expect(keepInSight(fine, size, world)).toBe(fine);
  });

  it('holds the point under the pointer while it zooms', () => {
    const at = { x: 300, y: 200 };
    const before = { k: 2, x: 10, y: -30 };
    const after = zoomedAt(before, 1.5, at, range);
    expect((at.x - after.x) / after.k).toBeCloseTo((at.x - before.x) / before.k);
    expect((at.y - after.y) / after.k).toBeCloseTo((at.y - before.y) / before.k);
  });

  it('does not move for a place that is well seen, and brings any other to the middle', () => {
    const now = { k: 1, x: 0, y: 0 };
    expect(sightOf({ x: 400, y: 300, width: 15, height: 15 }, now, size, range)).toBe(now);
    const target = sightOf({ x: 4000, y: 3000, width: 2, height: 2 }, now, size, range);
    const box = toScreen({ x: 4000, y: 3000, width: 2, height: 2 }, target);
    expect(box).toEqual({ x: 488, y: 288, width: 24, height: 24 });
  });

  it('fills the picture with a place within the range of the zoom', () => {
    const close = closeUp({ x: 0, y: 0, width: 10, height: 10 }, size, range);
    expect(close.k).toBe(40);
    expect(inSight(close, size).width).toBe(25);
  });
});
