import { describe, expect, it } from '@jest/globals';
import { addressPlan, placesOf, type AddressPlan, type Place } from '@netkaart/network';
import { parseAddress, parsePrefix, prefixContains } from '@netkaart/topology';
import fc from 'fast-check';
import { drawn, history, type Sketch } from '../../test/random-cluster.js';
import { atlas } from '../../test/scenes/atlas.js';
import { bare } from '../../test/scenes/bare.js';
import { edge } from '../../test/scenes/edge.js';
import { example } from '../../test/scenes/example.js';
import { harbour } from '../../test/scenes/harbour.js';
import { addressOfCell, cellAtPoint, cellsOf, placeOfAddress, placeOfPod } from './cells.js';
import { subnetWorld } from './subnet-world.js';
import type { SubnetWorld } from './world.js';

/** What the server would have stored after having seen the sketches one after the other. */
function stored(...sketches: readonly Sketch[]): Place[] {
  return sketches.reduce<Place[]>((places, sketch) => [...places, ...placesOf(addressPlan(drawn(sketch)), places)], []);
}

function positions(plan: AddressPlan, world: SubnetWorld): Map<string, string> {
  const cells = cellsOf(world, plan);
  const result = new Map<string, string>();
  for (let i = 0; i < cells.count; i++) {
    const pod = plan.blocks[cells.block[i]!]!.pods[cells.rank[i]!]!;
    result.set(pod.uid, `${cells.x[i]} ${cells.y[i]} ${cells.width[i]}`);
  }
  return result;
}

const seen = (sketch: Sketch, places: readonly Place[]) => {
  const plan = addressPlan(drawn(sketch));
  return { plan, world: subnetWorld(plan, places) };
};

describe('the subnet world', () => {
  it('gives every pod with an address a cell of its own', () => {
    fc.assert(
      fc.property(history, ([sketch]) => {
        const { plan, world } = seen(sketch, stored(sketch));
        const places = positions(plan, world);
        expect(places.size).toBe(plan.counts.here);
        expect(new Set(places.values()).size).toBe(places.size);
        expect([...places.values()].some((place) => place.includes('NaN'))).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('moves no surviving pod by a single unit, whatever came and went in between', () => {
    fc.assert(
      fc.property(history, ([before, after]) => {
        const places = stored(before, after);
        const a = seen(before, stored(before));
        const b = seen(after, places);
        if (a.world.arrangement !== b.world.arrangement) return;
        const was = positions(a.plan, a.world);
        for (const [uid, at] of positions(b.plan, b.world)) if (was.has(uid)) expect(at).toBe(was.get(uid));
      }),
      { numRuns: 200 },
    );
  });

  it('draws history at the places of today: a later table moves nothing either', () => {
    fc.assert(
      fc.property(history, ([before, after]) => {
        const then = seen(before, stored(before));
        const now = seen(before, stored(before, after));
        if (then.world.arrangement !== now.world.arrangement) return;
        expect(positions(now.plan, now.world)).toEqual(positions(then.plan, then.world));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the arrangement of first sight as long as the cluster can be drawn so', () => {
    fc.assert(
      fc.property(history, ([before, after]) => {
        fc.pre(stored(before).length > 0);
        const a = seen(before, stored(before)).world.arrangement;
        const b = seen(after, stored(before, after)).world.arrangement;
        expect(a === b || a === 'cards').toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('finds back the address from the cell and the cell from the address', () => {
    fc.assert(
      fc.property(history, ([sketch]) => {
        const { plan, world } = seen(sketch, stored(sketch));
        plan.blocks.forEach((block, at) =>
          block.pods.forEach((pod, rank) => {
            const place = placeOfPod(world, plan, at, rank);
            expect(place).not.toBeNull();
            expect(addressOfCell(world, plan, place!)).toBe(pod.ips[0]);
            expect(placeOfAddress(world, plan, pod.ips[0]!)).toEqual(place);
          }),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('finds every pod under the middle of its cell', () => {
    for (const topology of [example(), harbour(), edge(), bare(), atlas(300, 4000)]) {
      const plan = addressPlan(topology);
      const world = subnetWorld(plan, []);
      const cells = cellsOf(world, plan);
      for (let i = 0; i < cells.count; i++) {
        const hit = cellAtPoint(world, cells.x[i]! + cells.width[i]! / 2, cells.y[i]! + cells.height[i]! / 2);
        expect(hit).toEqual(placeOfPod(world, plan, cells.block[i]!, cells.rank[i]!));
      }
    }
  });

  it('draws every prefix as one rectangle: the lots of a district fill their box and lie in its prefix', () => {
    for (const topology of [example(), harbour(), atlas(700, 2000)]) {
      const { lots, districts } = subnetWorld(addressPlan(topology), []);
      for (const district of districts) {
        const prefix = parsePrefix(district.cidr)!;
        for (let lot = district.firstLot; lot < district.firstLot + district.lots; lot++) {
          expect(lots.x[lot]).toBeGreaterThanOrEqual(district.x);
          expect(lots.y[lot]).toBeGreaterThanOrEqual(district.y);
          expect(lots.x[lot]! + lots.width[lot]!).toBeLessThanOrEqual(district.x + district.width);
          expect(lots.y[lot]! + lots.height[lot]!).toBeLessThanOrEqual(district.y + district.height);
          expect(prefixContains(prefix, { family: 4, value: Number(lots.first[lot]) })).toBe(true);
        }
      }
    }
  });

  it('never lets two lots overlap', () => {
    for (const topology of [example(), harbour(), edge(), atlas(700, 2000)]) {
      const { lots } = subnetWorld(addressPlan(topology), []);
      const cornerTaken = new Set<string>();
      for (let i = 0; i < lots.count; i++) cornerTaken.add(`${lots.x[i]} ${lots.y[i]}`);
      expect(cornerTaken.size).toBe(lots.count);
      let overlaps = 0;
      for (let i = 1; i < Math.min(lots.count, 400); i++) {
        for (let j = 0; j < i; j++) {
          const across = lots.x[i]! < lots.x[j]! + lots.width[j]! && lots.x[j]! < lots.x[i]! + lots.width[i]!;
          const down = lots.y[i]! < lots.y[j]! + lots.height[j]! && lots.y[j]! < lots.y[i]! + lots.height[i]!;
          if (across && down) overlaps++;
        }
      }
      expect(overlaps).toBe(0);
    }
  });

  it('accounts for every pod: here, on the host network, without address, outside', () => {
    fc.assert(
      fc.property(history, ([sketch]) => {
        const topology = drawn(sketch);
        const { plan, world } = seen(sketch, []);
        const { all, here, host, without, outside } = plan.counts;
        expect(all).toBe(topology.kinds.Pod.size);
        expect(here + host + without + outside).toBe(all);
        expect(cellsOf(world, plan).count).toBe(here);
      }),
      { numRuns: 100 },
    );
  });

  it('lays the example out as it is drawn: three cards of 312 by 475, the spine in the column of .1', () => {
    const plan = addressPlan(example());
    const world = subnetWorld(plan, []);
    expect(world.arrangement).toBe('cards');
    expect([...world.lots.x]).toEqual([24, 352, 680]);
    expect(world.buses[0]).toMatchObject({ y: 88, x1: 24, x2: 992 });
    expect(world.buses[0]!.stops.map((stop) => stop.x)).toEqual([91, 419, 747]);
    const gateway = world.lots.gridX[0]! + world.pitch + world.cell / 2;
    expect(Math.abs(gateway - world.buses[0]!.stops[0]!.x)).toBeLessThan(1);
    expect(world.bounds.width).toBe(1016);
  });

  it('lays harbour out as it is drawn: a column of 423 per zone, unused districts folded below', () => {
    const plan = addressPlan(harbour());
    const world = subnetWorld(plan, []);
    expect(world.arrangement).toBe('pools');
    expect(world.regions.map((region) => region.x)).toEqual([24, 475, 926]);
    expect(world.regions.map((region) => region.width)).toEqual([423, 423, 423]);
    expect(world.folds).toHaveLength(6);
    expect(world.buses.map((bus) => bus.stops.length)).toEqual([20, 20, 20]);
    expect(world.lots.width[0]).toBe(102);
    expect(world.lots.height[0]).toBe(30);
  });

  it('lays 5,000 nodes out as provinces, seven across, every node a tile', () => {
    const plan = addressPlan(atlas(5000, 5000));
    const world = subnetWorld(plan, []);
    expect(world.arrangement).toBe('provinces');
    expect(world.regions).toHaveLength(20);
    expect(new Set(world.regions.map((region) => region.x)).size).toBe(7);
    expect([...world.lots.block].filter((block) => block >= 0)).toHaveLength(5000);
  });

  it('gives a free address a place too', () => {
    const plan = addressPlan(example());
    const world = subnetWorld(plan, []);
    const place = placeOfAddress(world, plan, '10.244.2.200')!;
    expect(addressOfCell(world, plan, place)).toBe('10.244.2.200');
    expect(parseAddress('10.244.2.200')).not.toBeNull();
    expect(placeOfAddress(world, plan, '10.99.0.1')).toBeNull();
  });

  it('opens a further page when a node has had more than 256 pods in slots', () => {
    const cidr = 'fd00:0:0:1::/64';
    const many = {
      flavour: 'ipv6' as const,
      range: true,
      blocks: [{ index: 1, offsets: Array.from({ length: 300 }, (_, i) => i + 2) }],
      host: 0,
      waiting: 0,
      stray: 0,
    };
    const { plan, world } = seen(many, stored(many));
    expect(plan.blocks[0]!.cidr).toBe(cidr);
    expect(new Set(positions(plan, world).values()).size).toBe(300);
    expect(Math.max(...world.lots.page)).toBe(1);
  });
});
