import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { next, reset, SOCKET_RETRY } from './retry';

describe('the wait before the next attempt', () => {
  it('stays between 1 s and 30 s whatever the attempt and the dice', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
        const [wait] = next({ ...SOCKET_RETRY, attempt }, random);
        expect(wait).toBeGreaterThanOrEqual(1000);
        expect(wait).toBeLessThanOrEqual(30_000);
      }),
    );
  });

  it('doubles until the limit and starts again after a success', () => {
    const waits: number[] = [];
    let retry = SOCKET_RETRY;
    for (let i = 0; i < 7; i++) {
      const [wait, after] = next(retry, 0.999999);
      waits.push(Math.round(wait / 1000));
      retry = after;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
    expect(next(reset(retry), 0)[0]).toBe(1000);
  });

  it('differs between clients that were cut off together', () => {
    expect(next({ ...SOCKET_RETRY, attempt: 3 }, 0)[0]).not.toBe(next({ ...SOCKET_RETRY, attempt: 3 }, 0.9)[0]);
  });
});
