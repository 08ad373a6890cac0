import { formatPrefix, prefixOf, type Address, type Prefix } from '@netkaart/topology';
import type { AddressPlan } from '@netkaart/network';
import type { Frame } from './cards.js';
import { lotColumns, type Lot } from './lot-columns.js';
import { GUTTER, PROVINCE } from './measures.js';
import type { PlacedDistrict, Section } from './sections.js';
import type { District, Region } from './world.js';

interface Growing {
  readonly lots: Lot[];
  readonly districts: District[];
  readonly regions: Region[];
}

/** Provinces of 4 × 4 districts of 4 × 4 nodes, flowing in the order in which they were first used. */
export function provinces(plan: AddressPlan, sections: readonly Section[]): Frame {
  const all: Growing = { lots: [], districts: [], regions: [] };
  let top = 0;
  let right = GUTTER;
  for (const section of sections) {
    const list = provincesOf(section);
    const columns = Math.max(1, section.columns);
    list.forEach((districts, i) =>
      addProvince(
        plan,
        section,
        districts,
        { x: GUTTER + (i % columns) * PROVINCE.pitchX, y: top + Math.floor(i / columns) * PROVINCE.pitchY },
        all,
      ),
    );
    right = Math.max(
      right,
      GUTTER + Math.min(columns, list.length) * PROVINCE.pitchX - (PROVINCE.pitchX - PROVINCE.width),
    );
    top += Math.ceil(list.length / columns) * PROVINCE.pitchY;
  }
  return {
    bounds: { x: 0, y: 0, width: right + GUTTER, height: bottomOf(all, top) },
    tile: PROVINCE.tile,
    pitch: PROVINCE.pitch,
    cell: PROVINCE.cell,
    lots: lotColumns(all.lots),
    districts: all.districts,
    regions: all.regions,
    folds: [],
    buses: [],
  };
}

/** Districts by province, in the order of the lowest slot of each: later districts never change it. */
function provincesOf(section: Section): PlacedDistrict[][] {
  const provinces = new Map<string, PlacedDistrict[]>();
  for (const district of section.districts) {
    const prefix = provinceOf(district.prefix);
    const key = `${prefix ? formatPrefix(prefix) : ''} ${district.page}`;
    const list = provinces.get(key);
    if (list) list.push(district);
    else provinces.set(key, [district]);
  }
  return [...provinces.values()];
}

function provinceOf(district: Prefix): Prefix | null {
  const first: Address =
    district.family === 4 ? { family: 4, value: district.first } : { family: 6, value: district.first };
  return prefixOf(first, Math.max(0, district.length - 4));
}

function addProvince(
  plan: AddressPlan,
  section: Section,
  districts: readonly PlacedDistrict[],
  at: { x: number; y: number },
  all: Growing,
): void {
  const region = all.regions.length;
  const prefix = districts[0] ? provinceOf(districts[0].prefix) : null;
  for (const district of districts) addDistrict(section, district, indexIn(prefix, district.prefix), at, region, all);
  const rows = 1 + Math.max(0, ...districts.map((district) => Math.floor(indexIn(prefix, district.prefix) / 4)));
  all.regions.push({
    x: at.x,
    y: at.y + PROVINCE.headY - 12,
    width: PROVINCE.width,
    height: PROVINCE.top - PROVINCE.headY + 12 + rows * PROVINCE.districtY - 12,
    group: section.group,
    cidr: prefix ? formatPrefix(prefix) : '',
    usedLots: districts.reduce((sum, district) => sum + district.used, 0),
    allLots: plan.groups[section.group]?.lots ?? 0,
  });
}

function addDistrict(
  section: Section,
  district: PlacedDistrict,
  index: number,
  at: { x: number; y: number },
  region: number,
  all: Growing,
): void {
  const x = at.x + (index % 4) * PROVINCE.districtX;
  const y = at.y + PROVINCE.top + Math.floor(index / 4) * PROVINCE.districtY;
  const firstLot = all.lots.length;
  district.lots.forEach((lot, i) => {
    const block = district.blocks[i] ?? -1;
    const tx = x + (i % 4) * PROVINCE.tilePitch;
    const ty = y + Math.floor(i / 4) * PROVINCE.tilePitch;
    all.lots.push({
      x: tx,
      y: ty,
      width: PROVINCE.tile,
      height: PROVINCE.tile,
      gridX: tx + PROVINCE.gridX,
      gridY: ty + PROVINCE.gridY,
      cols: section.cols,
      rows: section.rows,
      block,
      page: district.page,
      district: all.districts.length,
      first: lot.first,
    });
  });
  const side = 4 * PROVINCE.tilePitch - 1;
  all.districts.push({
    x,
    y,
    width: side,
    height: side,
    cidr: formatPrefix(district.prefix),
    region,
    firstLot,
    lots: all.lots.length - firstLot,
    used: district.used,
  });
}

function indexIn(province: Prefix | null, district: Prefix): number {
  if (!province) return 0;
  if (district.family === 4 && province.family === 4)
    return (district.first - province.first) / 2 ** (32 - district.length);
  return Number((BigInt(district.first) - BigInt(province.first)) >> BigInt(128 - district.length));
}

/** A single row of provinces ends where its lowest district does. */
function bottomOf(all: Growing, top: number): number {
  const used = all.districts.reduce((lowest, district) => Math.max(lowest, district.y + district.height), 0);
  return Math.min(Math.max(top, PROVINCE.top), used);
}
