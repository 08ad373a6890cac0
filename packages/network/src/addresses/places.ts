import { bitsOf, formatPrefix, prefixOf, type Address, type Prefix, type Topology } from '@netkaart/topology';
import { addressPlan } from './address-plan.js';
import type { AddressPlan, Block, Group, Place } from './plan.js';

export const ARRANGEMENTS = ['cards', 'pools', 'provinces'] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

/** Groups of places besides those of the districts, whose group is the cidr of their pool or range. */
export const ARRANGEMENT_GROUP = 'arrangement';
export const CARD_GROUP = 'card';
export const COLUMNS_GROUP = 'columns';
export const ORDER_GROUP = 'order';
const SLOT_GROUP = 'slot ';

const CARDS_AT_FIRST = 8;
const CARDS_MAX = 24;
const DISTRICT_BITS = 4;
/** Cells of a page in slot mode. */
export const PAGE = 256;

/** Group of the slots of a block whose pods have no cell per address. */
export function slotGroup(block: Block): string {
  return SLOT_GROUP + block.cidr;
}

/**
 * Group under which the districts of a pool or range stand in the table of places: a pool's cidr; for ranges one name per
 * family, since a range that is only inferred grows with the cluster and no place may move for that.
 */
export function placeGroup(group: Group): string {
  return group.pool === '' ? `pods${group.prefix.family}` : group.cidr;
}

/** The district of a lot: the prefix of the 16 lots among which it lies. It may reach beyond a small group. */
export function districtPrefix(group: Group, lot: Prefix): Prefix {
  const first: Address = lot.family === 4 ? { family: 4, value: lot.first } : { family: 6, value: lot.first };
  return prefixOf(first, Math.max(0, group.blockLength - DISTRICT_BITS)) ?? group.prefix;
}

/** Key of a district in the table of places: its prefix. A further page of slots adds its number: `cidr +1`. */
export function districtKey(group: Group, lot: Prefix, page = 0): string {
  return pageKey(formatPrefix(districtPrefix(group, lot)), page);
}

/** Key of a page: the key itself for the first. */
export function pageKey(key: string, page: number): string {
  return page === 0 ? key : `${key} +${page}`;
}

/**
 * The places that the map of this topology needs and `known` does not hold: append them, never change or re-use one.
 * At first sight slots follow the addresses; later ones come behind. Ask when Nodes, IPPools, AddressBlocks and Pods have
 * been listed completely, and after changes for which mayNeedPlaces holds. Cost: one pass over the pods.
 */
export function placesNeeded(topology: Topology, known: readonly Place[]): Place[] {
  return placesOf(addressPlan(topology), known);
}

/** As placesNeeded, for whoever holds the plan. */
export function placesOf(plan: AddressPlan, known: readonly Place[]): Place[] {
  if (plan.blocks.length === 0) return [];
  const table = new Slots(known);
  const arrangement = arrangementOf(plan, known);
  table.fix(ARRANGEMENT_GROUP, arrangement, ARRANGEMENTS.indexOf(arrangement));
  for (const block of plan.blocks) {
    const group = plan.groups[block.group];
    if (group) addBlock(plan, group, block, arrangement, table);
  }
  if (arrangement !== 'cards') addColumns(plan, arrangement, table);
  return table.added;
}

function addBlock(plan: AddressPlan, group: Group, block: Block, arrangement: Arrangement, table: Slots): void {
  const slots = slotGroup(block);
  if (block.slotted) for (const pod of block.pods) table.append(slots, slotKey(pod.ips, plan.family));
  const pages = block.slotted ? Math.max(1, Math.ceil(table.size(slots) / PAGE)) : 1;
  table.append(ORDER_GROUP, placeGroup(group));
  for (let page = 0; page < pages; page++) {
    if (arrangement === 'cards') table.append(CARD_GROUP, pageKey(block.cidr, page));
    table.append(placeGroup(group), districtKey(group, block.prefix, page));
  }
}

/** Key of a pod in slot mode: its address as text. */
export function slotKey(ips: readonly string[], family: 4 | 6): string {
  return ips.find((ip) => ip.includes(':') === (family === 6)) ?? '';
}

/**
 * How the map is arranged: as it was at first sight (the last one on record), for as long as the cluster's structure can
 * be drawn that way. cards: few nodes with one subnet of at most 256 addresses each; pools: smaller blocks, or pools by
 * zone; provinces: everything else.
 */
export function arrangementOf(plan: AddressPlan, known: readonly Place[]): Arrangement {
  const stored = known.filter((place) => place.group === ARRANGEMENT_GROUP).map((place) => place.slot);
  const last = ARRANGEMENTS[Math.max(-1, ...stored)];
  if (last === undefined) return naturalArrangement(plan, CARDS_AT_FIRST);
  return last === 'cards' && naturalArrangement(plan, CARDS_MAX) !== 'cards' ? naturalArrangement(plan, 0) : last;
}

function naturalArrangement(plan: AddressPlan, cardsMax: number): Arrangement {
  const { groups, blocks } = plan;
  const wide = groups.every((group) => bitsOf(plan.family) - group.blockLength >= 8);
  const one =
    plan.nodes.every((node) => node.blocks.length <= 1) &&
    blocks.every((block) => block.node !== '' && block.others.length === 0);
  if (wide && one && blocks.length > 0 && blocks.length <= cardsMax) return 'cards';
  const zoned = groups.filter((group) => group.zone !== '').length > 1;
  return zoned || !wide ? 'pools' : 'provinces';
}

/** How many districts (pools) or provinces stand side by side: from what is there at first sight, for ever. */
function addColumns(plan: AddressPlan, arrangement: Arrangement, table: Slots): void {
  for (const group of plan.groups) {
    const key = placeGroup(group);
    const districts = table.count(key);
    if (districts === 0) continue;
    const columns = arrangement === 'pools' ? poolColumns(plan, districts) : provinceColumns(plan, key);
    table.fix(COLUMNS_GROUP, key, columns);
  }
}

function poolColumns(plan: AddressPlan, districts: number): number {
  if (plan.groups.filter((group) => group.zone !== '').length > 1)
    return Math.max(1, Math.round(Math.sqrt(districts / 12)));
  return Math.max(1, Math.round(Math.sqrt(districts)));
}

function provinceColumns(plan: AddressPlan, key: string): number {
  const provinces = new Set<string>();
  for (const block of plan.blocks) {
    const group = plan.groups[block.group];
    const own = group !== undefined && placeGroup(group) === key;
    const province = own ? prefixAround(block.prefix, group.blockLength - 2 * DISTRICT_BITS) : null;
    if (province) provinces.add(formatPrefix(province));
  }
  const natural = Math.ceil(Math.sqrt(provinces.size * 2.2));
  return Math.max(1, natural);
}

function prefixAround(prefix: Prefix, length: number): Prefix | null {
  const first: Address = prefix.family === 4 ? { family: 4, value: prefix.first } : { family: 6, value: prefix.first };
  return prefixOf(first, Math.max(0, length));
}

/** The table while it grows. */
class Slots {
  readonly added: Place[] = [];
  private readonly keys = new Map<string, Set<string>>();
  private readonly next = new Map<string, number>();

  constructor(known: readonly Place[]) {
    for (const place of known) this.note(place);
  }

  count(group: string): number {
    return this.keys.get(group)?.size ?? 0;
  }

  /** Slots given out in a group, holes included. */
  size(group: string): number {
    return this.next.get(group) ?? 0;
  }

  append(group: string, key: string): void {
    if (!this.keys.get(group)?.has(key)) this.add({ group, key, slot: this.next.get(group) ?? 0 });
  }

  /** A place whose slot is a value, not a rank. */
  fix(group: string, key: string, slot: number): void {
    if (!this.keys.get(group)?.has(key)) this.add({ group, key, slot });
  }

  private add(place: Place): void {
    this.note(place);
    this.added.push(place);
  }

  private note({ group, key, slot }: Place): void {
    const keys = this.keys.get(group);
    if (keys) keys.add(key);
    else this.keys.set(group, new Set([key]));
    this.next.set(group, Math.max(this.next.get(group) ?? 0, slot + 1));
  }
}
