import { arrangementOf, placesOf, type AddressPlan, type Arrangement, type Place } from '@netkaart/network';
import { cards } from './cards.js';
import { GUTTER, PLATE } from './measures.js';
import { pools } from './pools.js';
import { provinces } from './provinces.js';
import { grouped, sectionsOf } from './sections.js';
import type { Box, SubnetWorld } from './world.js';

/**
 * The geometry of a cluster's subnet map from its address plan and the server's places; missing places are completed as
 * the server would. The same plan and places give the same world, and a place that is in use never moves by what comes,
 * goes or grows elsewhere.
 */
export function subnetWorld(plan: AddressPlan, known: readonly Place[]): SubnetWorld {
  const places = [...known, ...placesOf(plan, known)];
  const byGroup = grouped(places);
  const arrangement = arrangementOf(plan, places);
  const frame = arrangement === 'cards' ? cards(plan, byGroup) : arranged(plan, places, arrangement);
  const { servicePlate, waitingPlate, height } = platesBelow(plan, frame.bounds, arrangement);
  return {
    ...frame,
    arrangement,
    bounds: { ...frame.bounds, height },
    servicePlate,
    waitingPlate,
    ...indexLots(plan, frame.lots),
    slots: slotTable(plan, byGroup),
  };
}

function arranged(plan: AddressPlan, places: readonly Place[], arrangement: Exclude<Arrangement, 'cards'>) {
  const sections = sectionsOf(plan, places);
  return arrangement === 'pools' ? pools(plan, sections) : provinces(plan, sections);
}

/**
 * What stands below the addresses. The row of waiting pods has its room whether or not there are any, so that nothing
 * shifts. Wide maps leave room for the minimap beside the Service range.
 */
function platesBelow(
  plan: AddressPlan,
  bounds: Box,
  arrangement: Arrangement,
): Pick<SubnetWorld, 'servicePlate' | 'waitingPlate'> & { height: number } {
  const small = arrangement === 'cards';
  const full = bounds.width - 2 * GUTTER;
  const width = small || full < PLATE.minWidth + PLATE.minimap ? Math.max(PLATE.minWidth, full) : full - PLATE.minimap;
  const y = bounds.height + (small ? PLATE.gap : PLATE.gapWide);
  const plate = { x: GUTTER, y, width, height: small ? PLATE.height : PLATE.flat };
  const bottom = plan.services.length > 0 ? y + plate.height : bounds.height;
  const waiting = { x: GUTTER, y: small ? bottom + 6 : bounds.height + 6, width: full, height: PLATE.waiting };
  return {
    servicePlate: plan.services.length > 0 ? plate : null,
    waitingPlate: plan.withoutAddress.length + plan.outside.length > 0 ? waiting : null,
    height: bottom + (small ? PLATE.waiting + 6 : 12),
  };
}

/** Lots by block, by page and by first address. */
function indexLots(
  plan: AddressPlan,
  lots: SubnetWorld['lots'],
): Pick<SubnetWorld, 'lotOfBlock' | 'lotAt' | 'pageLots'> {
  const lotOfBlock = new Int32Array(plan.blocks.length).fill(-1);
  const lotAt = new Map<number | bigint, number>();
  const pageLots = new Map<string, number>();
  for (let i = 0; i < lots.count; i++) {
    const block = lots.block[i] ?? -1;
    const page = lots.page[i] ?? 0;
    if (page > 0) pageLots.set(`${block} ${page}`, i);
    if (page > 0) continue;
    const first = lots.first[i];
    if (first !== undefined) lotAt.set(first, i);
    if (block >= 0) lotOfBlock[block] = i;
  }
  return { lotOfBlock, lotAt, pageLots };
}

function slotTable(plan: AddressPlan, byGroup: ReturnType<typeof grouped>): SubnetWorld['slots'] {
  const table = new Map<string, ReadonlyMap<string, number>>();
  if (!plan.blocks.some((block) => block.slotted)) return table;
  for (const [group, places] of byGroup) {
    if (group.startsWith('slot ')) table.set(group, new Map(places.map((place) => [place.key, place.slot])));
  }
  return table;
}
