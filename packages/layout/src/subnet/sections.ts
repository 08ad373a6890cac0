import {
  bitsOf,
  comparePrefixes,
  formatPrefix,
  parsePrefix,
  prefixCovers,
  prefixesOverlap,
  subnetAt,
  type Prefix,
} from '@netkaart/topology';
import {
  COLUMNS_GROUP,
  districtKey,
  ORDER_GROUP,
  placeGroup,
  type AddressPlan,
  type Group,
  type Place,
} from '@netkaart/network';
import { gridOf } from './lot-columns.js';

/** A district that has its slot, with its sixteen lots. */
export interface PlacedDistrict {
  readonly prefix: Prefix;
  readonly page: number;
  readonly slot: number;
  /** Lot -> block of the plan, -1: empty; null: no address of the group. */
  readonly blocks: readonly (number | null)[];
  readonly lots: readonly Prefix[];
  readonly used: number;
}

/** What stands together on the map: a pool, or all ranges of a family. */
export interface Section {
  readonly key: string;
  /** Index of its (first) group in the plan; -1 when nothing of it is left. */
  readonly group: number;
  readonly columns: number;
  readonly blockLength: number;
  readonly cols: number;
  readonly rows: number;
  readonly districts: readonly PlacedDistrict[];
  /** Districts of the group without a slot, in address order, at most a few; `foldedLots` counts the lots of all. */
  readonly folded: readonly Prefix[];
  readonly foldedLots: number;
}

const FOLDS_LISTED = 8;

/** The sections in the order in which they were first seen, then by address. */
export function sectionsOf(plan: AddressPlan, places: readonly Place[]): Section[] {
  const byGroup = grouped(places);
  const order = byGroup.get(ORDER_GROUP) ?? [];
  const keys = new Set(
    order
      .slice()
      .sort((a, b) => a.slot - b.slot)
      .map((place) => place.key),
  );
  for (const group of plan.groups) keys.add(placeGroup(group));
  return [...keys].map((key) => sectionOf(plan, key, byGroup));
}

/** Places by group. */
export function grouped(places: readonly Place[]): ReadonlyMap<string, readonly Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const list = groups.get(place.group);
    if (list) list.push(place);
    else groups.set(place.group, [place]);
  }
  return groups;
}

/** `cidr` or `cidr +n`: a prefix and the page of its slots. */
export function parseKey(key: string): { readonly prefix: Prefix; readonly page: number } | null {
  const [cidr = '', page = '0'] = key.split(' +');
  const prefix = parsePrefix(cidr);
  return prefix ? { prefix, page: Number(page) || 0 } : null;
}

function sectionOf(plan: AddressPlan, key: string, byGroup: ReadonlyMap<string, readonly Place[]>): Section {
  const groups = plan.groups.filter((group) => placeGroup(group) === key);
  const rows = byGroup.get(key) ?? [];
  const blockLength = lengthOf(groups, rows);
  const family = groups[0]?.prefix.family ?? parseKey(rows[0]?.key ?? '')?.prefix.family ?? plan.family;
  const districts = rows.flatMap((place) => placed(plan, groups, place, blockLength)).sort((a, b) => a.slot - b.slot);
  return {
    key,
    group: groups[0] ? plan.groups.indexOf(groups[0]) : -1,
    columns: (byGroup.get(COLUMNS_GROUP) ?? []).find((place) => place.key === key)?.slot ?? 1,
    blockLength,
    ...gridOf(bitsOf(family) - blockLength),
    districts,
    ...foldedOf(groups, districts),
  };
}

function lengthOf(groups: readonly Group[], rows: readonly Place[]): number {
  const [first] = groups;
  if (first) return Math.min(...groups.map((group) => group.blockLength));
  return (parseKey(rows[0]?.key ?? '')?.prefix.length ?? 20) + 4;
}

function placed(plan: AddressPlan, groups: readonly Group[], place: Place, blockLength: number): PlacedDistrict[] {
  const key = parseKey(place.key);
  if (!key) return [];
  const lots: Prefix[] = [];
  const count = 2 ** Math.max(0, Math.min(4, blockLength - key.prefix.length));
  for (let i = 0; i < count; i++) {
    const lot = subnetAt(key.prefix, blockLength, i);
    if (lot) lots.push(lot);
  }
  const blocks = lots.map((lot) =>
    groups.some((group) => prefixesOverlap(group.prefix, lot)) ? (plan.blockAt.get(formatPrefix(lot)) ?? -1) : null,
  );
  return [
    { ...key, slot: place.slot, lots, blocks, used: blocks.filter((block) => block !== null && block >= 0).length },
  ];
}

function foldedOf(
  groups: readonly Group[],
  districts: readonly PlacedDistrict[],
): { folded: Prefix[]; foldedLots: number } {
  const known = new Set(districts.map(({ prefix }) => formatPrefix(prefix)));
  const folded: Prefix[] = [];
  let lots = 0;
  for (const group of groups) {
    lots += group.lots;
    for (const district of districts)
      if (prefixCovers(group.prefix, district.prefix) && district.page === 0) lots -= district.lots.length;
    if (folded.length <= FOLDS_LISTED && group.pool !== '') folded.push(...unplaced(group, known));
  }
  return { folded: folded.sort(comparePrefixes).slice(0, FOLDS_LISTED + 1), foldedLots: Math.max(0, lots) };
}

function unplaced(group: Group, known: ReadonlySet<string>): Prefix[] {
  const length = Math.max(group.prefix.length, group.blockLength - 4);
  const found: Prefix[] = [];
  const all = Math.min(4096, 2 ** (length - group.prefix.length));
  for (let i = 0; i < all && found.length <= FOLDS_LISTED; i++) {
    const prefix = subnetAt(group.prefix, length, i);
    if (prefix && !known.has(districtKey(group, prefix))) found.push(prefix);
  }
  return found;
}
