import { describe, expect, it } from '@jest/globals';
import { build } from '@netkaart/topology';
import fc from 'fast-check';
import { drawn, history } from '../../../layout/test/random-cluster.js';
import { example } from '../../../layout/test/scenes/example.js';
import { harbour } from '../../../layout/test/scenes/harbour.js';
import { placesNeeded } from './places.js';
import type { Place } from './plan.js';

const keyOf = ({ group, key }: Place) => `${group} ${key}`;

describe('placesNeeded', () => {
  it('asks for nothing that is known, and never for a slot or key that is taken', () => {
    fc.assert(
      fc.property(history, ([before, after]) => {
        const known = placesNeeded(drawn(before), []);
        expect(placesNeeded(drawn(before), known)).toEqual([]);
        const more = placesNeeded(drawn(after), known);
        const all = [...known, ...more];
        expect(new Set(all.map(keyOf)).size).toBe(all.length);
        for (const group of new Set(all.map((place) => place.group))) {
          if (group === 'columns' || group === 'arrangement') continue;
          const slots = all.filter((place) => place.group === group).map((place) => place.slot);
          expect(new Set(slots).size).toBe(slots.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives slots in address order at first sight, whatever the order of the records', () => {
    const records = [9, 2, 40, 17].map((n) => build.node({ name: `n${n}`, podCIDRs: [`10.244.${n * 4}.0/24`] }));
    const districts = placesNeeded(build.topology(records), []).filter((place) => place.group === 'pods4');
    expect(districts.map((place) => [place.key, place.slot])).toEqual([
      ['10.244.0.0/20', 0],
      ['10.244.32.0/20', 1],
      ['10.244.64.0/20', 2],
      ['10.244.160.0/20', 3],
    ]);
    expect(placesNeeded(build.topology([...records].reverse()), [])).toEqual(placesNeeded(build.topology(records), []));
  });

  it('appends a lower district that is used later behind the others', () => {
    const high = [build.node({ name: 'a', podCIDRs: ['10.244.200.0/24'] })];
    const known = placesNeeded(build.topology(high), []);
    const more = placesNeeded(build.topology([...high, build.node({ name: 'b', podCIDRs: ['10.244.1.0/24'] })]), known);
    expect(more.filter((place) => place.group === 'pods4')).toEqual([
      { group: 'pods4', key: '10.244.0.0/20', slot: 1 },
    ]);
  });

  it('keeps one table whether the range is read or only inferred', () => {
    const nodes = [build.node({ name: 'a', podCIDRs: ['10.244.0.0/24'] })];
    const flag = build.pod({ name: 'kcm', hostNetwork: true, node: 'a', flags: { '--cluster-cidr': '10.244.0.0/16' } });
    const known = placesNeeded(build.topology([...nodes, flag]), []);
    expect(placesNeeded(build.topology(nodes), known)).toEqual([]);
  });

  it('names pools by their prefix and remembers arrangement and order', () => {
    const places = placesNeeded(harbour(), []);
    expect(places.filter((place) => place.group === 'arrangement')).toEqual([
      { group: 'arrangement', key: 'pools', slot: 1 },
    ]);
    expect(places.filter((place) => place.group === 'order').map((place) => place.key)).toEqual([
      '10.60.0.0/20',
      '10.60.16.0/20',
      '10.60.32.0/20',
    ]);
    expect(places.filter((place) => place.group === '10.60.16.0/20').map((place) => place.key)).toEqual([
      '10.60.16.0/22',
      '10.60.20.0/22',
    ]);
  });

  it('gives the example a card per node', () => {
    expect(
      placesNeeded(example(), [])
        .filter((place) => place.group === 'card')
        .map((place) => place.key),
    ).toEqual(['10.244.0.0/24', '10.244.1.0/24', '10.244.2.0/24']);
  });

  it('wants nothing for a cluster of which nothing is known', () => {
    expect(placesNeeded(build.topology([]), [])).toEqual([]);
  });
});
