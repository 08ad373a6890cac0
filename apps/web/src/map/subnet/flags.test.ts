import { describe, expect, it } from '@jest/globals';
import { addressPlan, type Block } from '@netkaart/network';
import { build } from '@netkaart/topology';
import fc from 'fast-check';
import { flagsOf } from './flags';

const GRID = { lot: 0, block: 0, x: 0, y: 0, pitch: 16, cell: 15, cols: 16, rows: 16 };

function blockWith(offsets: readonly number[]): Block {
  const pods = offsets.map((offset) =>
    build.pod({ name: `web-${offset}-x7k2p`, node: 'a', ips: [`10.1.0.${offset}`] }),
  );
  return addressPlan(build.topology([build.node({ name: 'a', podCIDRs: ['10.1.0.0/24'] }), ...pods])).blocks[0]!;
}

const some = fc.uniqueArray(fc.integer({ min: 2, max: 254 }), { maxLength: 40 }).map(blockWith);
const box = (offset: number) => ({ x: (offset % 16) * 16, y: Math.floor(offset / 16) * 16, width: 15, height: 15 });
const overlap = (a: { x: number; y: number; width: number; height: number }, b: typeof a) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('flags', () => {
  it('stand on free cells only, inside the grid, never on each other', () => {
    fc.assert(
      fc.property(some, (block) => {
        const flags = flagsOf(block, GRID, () => 0, 11);
        for (const flag of flags) {
          expect(block.offsets.filter((offset) => overlap(flag, box(offset)))).toEqual([]);
          expect(flag.x).toBeGreaterThanOrEqual(0);
          expect(flag.x + flag.width).toBeLessThanOrEqual(255);
          expect(flags.filter((other) => other !== flag && overlap(flag, other))).toEqual([]);
        }
      }),
    );
  });

  it('are tied to their pods by leaders that cross no flag and no other pod', () => {
    fc.assert(
      fc.property(some, (block) => {
        const flags = flagsOf(block, GRID, () => 0, 11);
        for (const flag of flags) {
          const top = Math.min(flag.leaderFrom, flag.leaderTo) + 1;
          const leader = {
            x: flag.leaderX - 0.5,
            y: top,
            width: 1,
            height: Math.abs(flag.leaderTo - flag.leaderFrom) - 2,
          };
          expect(flags.filter((other) => other !== flag && overlap(leader, other))).toEqual([]);
          expect(block.offsets.filter((offset) => overlap(leader, box(offset)))).toEqual([]);
        }
      }),
    );
  });

  it('are the same for the same block', () => {
    fc.assert(
      fc.property(some, (block) =>
        expect(flagsOf(block, GRID, () => 0, 11)).toEqual(flagsOf(block, GRID, () => 0, 11)),
      ),
    );
  });

  it('go to the lowest rank first', () => {
    const block = blockWith(Array.from({ length: 60 }, (_, i) => i * 4 + 2));
    const wanted = block.pods[30]!;
    const flags = flagsOf(blockWith([100]), GRID, () => 0, 11);
    expect(flags).toHaveLength(1);
    const crowded = blockWith([34, 66, 98, 35, 67]);
    const chosen = crowded.pods.at(-1)!;
    expect(flagsOf(crowded, GRID, (pod) => (pod === chosen ? 0 : 1), 11)[0]?.pod).toBe(chosen);
    expect(wanted.name).toBe('web-122-x7k2p');
  });

  it('are left out where there is no room', () => {
    expect(flagsOf(blockWith(Array.from({ length: 250 }, (_, i) => i + 2)), GRID, () => 0, 11)).toEqual([]);
    expect(flagsOf(blockWith([50]), { ...GRID, pitch: 4, cell: 3 }, () => 0, 11)).toEqual([]);
  });
});
