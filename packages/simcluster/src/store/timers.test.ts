import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Timers } from './timers.js';

describe('Timers', () => {
  it('gives out what was planned by moment, and equal moments in the order of planning', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (moments) => {
        const timers = new Timers();
        const done: [number, number][] = [];
        moments.forEach((atMs, order) => timers.plan(atMs, () => done.push([atMs, order])));
        while (timers.nextAt() < Infinity) timers.take()?.();
        const expected = moments
          .map((atMs, order): [number, number] => [atMs, order])
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(done).toEqual(expected);
      }),
    );
  });
});
