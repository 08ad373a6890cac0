import { CARD_GROUP, type AddressPlan, type Place } from '@netkaart/network';
import { formatPrefix, type Prefix } from '@netkaart/topology';
import { gridOf, lotColumns, type Lot } from './lot-columns.js';
import { CARD, GUTTER, PLATE } from './measures.js';
import { parseKey, type grouped } from './sections.js';
import type { Box, Bus, District, SubnetWorld } from './world.js';

/** The part of the world that an arrangement decides. */
export type Frame = Omit<
  SubnetWorld,
  'arrangement' | 'lotOfBlock' | 'lotAt' | 'pageLots' | 'slots' | 'servicePlate' | 'waitingPlate'
>;

/** A card per node subnet, four in a row, each row below its piece of the node network. */
export function cards(plan: AddressPlan, byGroup: ReturnType<typeof grouped>): Frame {
  const places = (byGroup.get(CARD_GROUP) ?? []).slice().sort((a, b) => a.slot - b.slot);
  const lots: Lot[] = [];
  const districts: District[] = [];
  for (const place of places) {
    const key = parseKey(place.key);
    if (key) addCard(plan, place, key, lots, districts);
  }
  const slots = 1 + Math.max(0, ...places.map((place) => place.slot));
  const perRow = Math.min(CARD.perRow, slots);
  const rows = Math.ceil(slots / CARD.perRow);
  const width = Math.max(PLATE.minWidth, perRow * (CARD.width + CARD.gap) - CARD.gap);
  const area: Box = { x: GUTTER, y: CARD.top, width, height: (rows - 1) * CARD.rowPitch + CARD.height };
  const used = lots.filter((lot) => lot.block >= 0).length;
  const region = {
    ...area,
    group: 0,
    cidr: plan.groups[0]?.cidr ?? '',
    usedLots: used,
    allLots: plan.groups.reduce((sum, group) => sum + group.lots, 0),
  };
  return {
    bounds: { x: 0, y: 0, width: width + 2 * GUTTER, height: area.y + area.height },
    tile: CARD.pitch * 16,
    pitch: CARD.pitch,
    cell: CARD.cell,
    lots: lotColumns(lots),
    districts,
    regions: [region],
    folds: [],
    buses: busesOf(plan, lots, rows, width),
  };
}

function addCard(
  plan: AddressPlan,
  place: Place,
  key: { prefix: Prefix; page: number },
  lots: Lot[],
  districts: District[],
): void {
  const x = GUTTER + (place.slot % CARD.perRow) * (CARD.width + CARD.gap);
  const y = CARD.top + Math.floor(place.slot / CARD.perRow) * CARD.rowPitch;
  const cidr = formatPrefix(key.prefix);
  const block = plan.blockAt.get(cidr) ?? -1;
  const bits = (key.prefix.family === 4 ? 32 : 128) - key.prefix.length;
  const box = { x, y, width: CARD.width, height: CARD.height };
  lots.push({
    ...box,
    gridX: x + CARD.gridX,
    gridY: y + CARD.gridY,
    ...gridOf(bits),
    block,
    page: key.page,
    district: districts.length,
    first: key.prefix.first,
  });
  districts.push({ ...box, cidr, region: 0, firstLot: lots.length - 1, lots: 1, used: block >= 0 ? 1 : 0 });
}

function busesOf(plan: AddressPlan, lots: readonly Lot[], rows: number, width: number): Bus[] {
  return Array.from({ length: rows }, (_, row) => {
    const top = CARD.top + row * CARD.rowPitch;
    const stops = lots.flatMap((lot, at) => {
      const node = lot.y === top ? plan.nodeAt.get(plan.blocks[lot.block]?.node ?? '') : undefined;
      return node === undefined ? [] : [{ node, x: lot.x + CARD.spine, lot: at }];
    });
    return { region: 0, x1: GUTTER, x2: GUTTER + width, y: top - CARD.busAbove, stops };
  });
}
