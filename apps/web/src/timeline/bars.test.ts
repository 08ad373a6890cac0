import { describe, expect, it } from '@jest/globals';
import { barsOf, ticks } from './bars';

const bucket = (pods: number, nodes = 0, problems = 0) => ({
  nodes,
  pods,
  services: 0,
  policies: 0,
  routes: 0,
  problems,
});

describe('the bars of the last hour', () => {
  it('stand as high as the busiest minute allows, and a quiet one still shows', () => {
    const [quiet, busy, silent] = barsOf({
      from: 0,
      bucketSeconds: 60,
      total: 101,
      buckets: [bucket(1), bucket(75, 25), bucket(0)],
    });
    expect(busy).toMatchObject({ at: 60_000, total: 100, height: 1, lower: 0.75 });
    expect(quiet?.height).toBeCloseTo(0.1);
    expect(silent).toMatchObject({ height: 0, lower: 0 });
  });

  it('mark the quarters of the hour', () => {
    expect(ticks(0, 60, 15).map(({ x }) => x)).toEqual([0, 0.25, 0.5, 0.75]);
  });
});
