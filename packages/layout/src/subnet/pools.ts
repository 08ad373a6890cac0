import { formatPrefix, type Prefix } from '@netkaart/topology';
import type { AddressPlan } from '@netkaart/network';
import type { Frame } from './cards.js';
import { lotColumns, type Lot } from './lot-columns.js';
import { GUTTER, POOL } from './measures.js';
import type { PlacedDistrict, Section } from './sections.js';
import type { Bus, District, Fold, Region } from './world.js';

interface Growing {
  readonly lots: Lot[];
  readonly districts: District[];
  readonly regions: Region[];
  readonly folds: Fold[];
  readonly buses: Bus[];
}

/** A column (or several side by side) per pool, its districts of 4 × 4 blocks in the order of their slots. */
export function pools(plan: AddressPlan, sections: readonly Section[]): Frame {
  const all: Growing = { lots: [], districts: [], regions: [], folds: [], buses: [] };
  let x = GUTTER;
  let bottom: number = POOL.top;
  for (const section of sections) {
    const columns = Math.max(1, section.columns);
    const width = columns * (POOL.column + POOL.gap) - POOL.gap;
    bottom = Math.max(bottom, addSection(plan, section, x, width, all));
    x += width + POOL.gap;
  }
  addBuses(plan, sections, all);
  const regions = all.regions.map((region) => ({ ...region, height: bottom - region.y }));
  return {
    bounds: { x: 0, y: 0, width: x - POOL.gap + GUTTER, height: bottom },
    tile: POOL.pitch * 16,
    pitch: POOL.pitch,
    cell: POOL.cell,
    lots: lotColumns(all.lots),
    districts: all.districts,
    regions,
    folds: all.folds,
    buses: all.buses,
  };
}

/** Lower edge of the section. */
function addSection(plan: AddressPlan, section: Section, x: number, width: number, all: Growing): number {
  const region = all.regions.length;
  const frame = section.rows * POOL.pitch + 2 * POOL.inset;
  const pitch = POOL.districtHead + 4 * (frame + POOL.label);
  let rows = 0;
  for (const district of section.districts) {
    const column = district.slot % section.columns;
    const row = Math.floor(district.slot / section.columns);
    rows = Math.max(rows, row + 1);
    addDistrict(
      section,
      district,
      { x: x + column * (POOL.column + POOL.gap), y: POOL.top + row * pitch },
      region,
      all,
    );
  }
  const group = plan.groups[section.group];
  const used = section.districts.reduce((sum, district) => sum + district.used, 0);
  const y = POOL.headY - 13;
  all.regions.push({
    x,
    y,
    width,
    height: 0,
    group: section.group,
    cidr: group?.cidr ?? section.key,
    usedLots: used,
    allLots: group?.lots ?? 0,
  });
  return addFolds(section, x, POOL.top + rows * pitch + 6, width, region, all);
}

function addDistrict(
  section: Section,
  district: PlacedDistrict,
  at: { x: number; y: number },
  region: number,
  all: Growing,
): void {
  const frame = section.rows * POOL.pitch + 2 * POOL.inset;
  const firstLot = all.lots.length;
  district.lots.forEach((lot: Prefix, i) => {
    const block = district.blocks[i];
    if (block === null || block === undefined) return;
    const x = at.x + (i % 4) * (POOL.frame + POOL.frameGap);
    const y = at.y + POOL.districtHead + Math.floor(i / 4) * (frame + POOL.label) + POOL.label - 4;
    all.lots.push({
      x,
      y,
      width: POOL.frame,
      height: frame,
      gridX: x + POOL.inset,
      gridY: y + POOL.inset,
      cols: section.cols,
      rows: section.rows,
      block,
      page: district.page,
      district: all.districts.length,
      first: lot.first,
    });
  });
  const height = POOL.districtHead + 4 * (frame + POOL.label);
  all.districts.push({
    ...at,
    width: POOL.column,
    height,
    cidr: formatPrefix(district.prefix),
    region,
    firstLot,
    lots: all.lots.length - firstLot,
    used: district.used,
  });
}

function addFolds(section: Section, x: number, top: number, width: number, region: number, all: Growing): number {
  const { folded, foldedLots } = section;
  if (foldedLots === 0 || folded.length === 0) return top;
  const single = folded.length <= POOL.foldsMax;
  const each = single ? foldedLots / folded.length : foldedLots;
  const rows = single ? folded.map(formatPrefix) : [''];
  rows.forEach((cidr, i) =>
    all.folds.push({ x, y: top + i * POOL.foldPitch, width, height: POOL.fold, region, cidr, lots: each }),
  );
  return top + rows.length * POOL.foldPitch - (POOL.foldPitch - POOL.fold);
}

/** Each zone's nodes on the piece of the node network above its pool; nodes of no pool's zone on the widest piece. */
function addBuses(plan: AddressPlan, sections: readonly Section[], all: Growing): void {
  const regionOf = regionByNode(plan, sections, all);
  all.regions.forEach((region, at) => {
    const nodes = plan.nodes.flatMap((node, i) => (regionOf(node.name, node.zone, i) === at ? [i] : []));
    const step = region.width / Math.max(1, nodes.length);
    const last = at === all.regions.length - 1;
    const stops = nodes.map((node, i) => ({ node, x: region.x + step * (i + 0.5), lot: -1 }));
    all.buses.push({
      region: at,
      x1: region.x,
      x2: region.x + region.width + (last ? 0 : POOL.gap),
      y: POOL.busY,
      stops,
    });
  });
}

function regionByNode(
  plan: AddressPlan,
  sections: readonly Section[],
  all: Growing,
): (name: string, zone: string, node: number) => number {
  const zones = new Map(sections.map((section, i) => [plan.groups[section.group]?.zone ?? '', i]));
  const byGroup = new Map(all.regions.map((region, i) => [region.group, i]));
  return (_, zone, node) => {
    const own = zone === '' ? undefined : zones.get(zone);
    const block = plan.blocks[plan.nodes[node]?.blocks[0] ?? -1];
    return own ?? byGroup.get(block?.group ?? -1) ?? 0;
  };
}
