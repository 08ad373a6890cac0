import { bitsOf, formatAddress, offsetIn, parseAddress, prefixOf, type PodRecord } from '@netkaart/topology';
import { PAGE, slotGroup, slotKey, type AddressPlan, type Block } from '@netkaart/network';
import type { Box, SubnetWorld } from './world.js';

/** Every pod at an address, as columns: rectangle in world units, block and rank of the pod in the block. */
export interface Cells {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly width: Float64Array;
  readonly height: Float64Array;
  readonly block: Int32Array;
  readonly rank: Int32Array;
}

/** A cell of the map: a lot and the place in it, by rows. */
export interface CellPlace {
  readonly lot: number;
  readonly cell: number;
}

/** Place of the i-th pod of a block: its offset, or its slot; null when it has no slot yet. */
export function placeOfPod(world: SubnetWorld, plan: AddressPlan, block: number, rank: number): CellPlace | null {
  const of = plan.blocks[block];
  const lot = world.lotOfBlock[block] ?? -1;
  const pod = of?.pods[rank];
  if (!of || !pod || lot < 0) return null;
  if (!of.slotted) return { lot, cell: of.offsets[rank] ?? 0 };
  const slot = world.slots.get(slotGroup(of))?.get(slotKey(pod.ips, plan.family));
  if (slot === undefined) return null;
  const page = Math.floor(slot / PAGE);
  const on = page === 0 ? lot : world.pageLots.get(`${block} ${page}`);
  return on === undefined ? null : { lot: on, cell: slot % PAGE };
}

/** Rectangle of a cell. */
export function cellBoxOf(world: SubnetWorld, { lot, cell }: CellPlace): Box {
  const { lots, pitch } = world;
  const cols = lots.cols[lot] ?? 16;
  const x = (lots.gridX[lot] ?? 0) + (cell % cols) * pitch;
  const y = (lots.gridY[lot] ?? 0) + Math.floor(cell / cols) * pitch;
  return { x, y, width: world.cell, height: world.cell };
}

/** Rectangle of a pod: its cell; pods that wrongly share an address share the cell side by side. */
export function podBox(world: SubnetWorld, plan: AddressPlan, block: number, rank: number): Box | null {
  const place = placeOfPod(world, plan, block, rank);
  const of = plan.blocks[block];
  if (!place || !of) return null;
  const box = cellBoxOf(world, place);
  if (of.slotted) return box;
  const { start, sharing } = sharers(of, rank);
  return sharing === 1
    ? box
    : { ...box, x: box.x + (box.width / sharing) * (rank - start), width: box.width / sharing };
}

/** All pods at addresses. Counts and order: blocks of the plan, pods by address. */
export function cellsOf(world: SubnetWorld, plan: AddressPlan): Cells {
  const count = plan.counts.here;
  const cells = {
    count,
    x: new Float64Array(count),
    y: new Float64Array(count),
    width: new Float64Array(count),
    height: new Float64Array(count),
    block: new Int32Array(count),
    rank: new Int32Array(count),
  };
  let at = 0;
  plan.blocks.forEach((block, i) => {
    for (let rank = 0; rank < block.pods.length; rank++, at++) {
      const box = podBox(world, plan, i, rank);
      cells.x[at] = box?.x ?? NaN;
      cells.y[at] = box?.y ?? NaN;
      cells.width[at] = box?.width ?? 0;
      cells.height[at] = box?.height ?? 0;
      cells.block[at] = i;
      cells.rank[at] = rank;
    }
  });
  return cells;
}

/** Lot under a point, or -1. Districts are few; inside one it is arithmetic over its sixteen lots. */
export function lotAtPoint(world: SubnetWorld, x: number, y: number): number {
  for (const district of world.districts) {
    if (x < district.x || y < district.y || x >= district.x + district.width || y >= district.y + district.height)
      continue;
    for (let lot = district.firstLot; lot < district.firstLot + district.lots; lot++)
      if (inLot(world, lot, x, y)) return lot;
  }
  return -1;
}

/** Cell under a point, or null; the gap right and below a cell belongs to it. */
export function cellAtPoint(world: SubnetWorld, x: number, y: number): CellPlace | null {
  const lot = lotAtPoint(world, x, y);
  if (lot < 0) return null;
  const { lots, pitch } = world;
  const column = Math.floor((x - (lots.gridX[lot] ?? 0)) / pitch);
  const row = Math.floor((y - (lots.gridY[lot] ?? 0)) / pitch);
  const cols = lots.cols[lot] ?? 16;
  if (column < 0 || row < 0 || column >= cols || row >= (lots.rows[lot] ?? 16)) return null;
  return { lot, cell: row * cols + column };
}

/** The address of a cell, '' in slot mode for a slot that nobody has; the inverse of placeOfAddress. */
export function addressOfCell(world: SubnetWorld, plan: AddressPlan, { lot, cell }: CellPlace): string {
  const pod = podOfCell(world, plan, { lot, cell });
  const block = plan.blocks[world.lots.block[lot] ?? -1];
  if (block?.slotted) return pod ? slotKey(pod.ips, plan.family) : '';
  const first = world.lots.first[lot];
  if (first === undefined) return '';
  return formatAddress(
    typeof first === 'number' ? { family: 4, value: first + cell } : { family: 6, value: first + BigInt(cell) },
  );
}

/** The pod in a cell (the first, when several share its address), or null. */
export function podOfCell(world: SubnetWorld, plan: AddressPlan, { lot, cell }: CellPlace): PodRecord | null {
  const at = world.lots.block[lot] ?? -1;
  const block = plan.blocks[at];
  if (!block) return null;
  if (!block.slotted) return block.pods[rankAt(block, cell)] ?? null;
  const slot = (world.lots.page[lot] ?? 0) * PAGE + cell;
  const slots = world.slots.get(slotGroup(block));
  return block.pods.find((pod) => slots?.get(slotKey(pod.ips, plan.family)) === slot) ?? null;
}

/** Where an address has its cell, taken or free; null when the map has no lot for it. In slot mode only pods have one. */
export function placeOfAddress(world: SubnetWorld, plan: AddressPlan, text: string): CellPlace | null {
  const address = parseAddress(text);
  if (address?.family !== plan.family) return null;
  for (const group of plan.groups) {
    const lotPrefix = offsetIn(group.prefix, address) === null ? null : prefixOf(address, group.blockLength);
    const lot = lotPrefix ? world.lotAt.get(lotPrefix.first) : undefined;
    if (!lotPrefix || lot === undefined) continue;
    const block = plan.blocks[world.lots.block[lot] ?? -1];
    if (bitsOf(plan.family) - group.blockLength > 8) return block ? slottedPlace(world, plan, block, text) : null;
    return { lot, cell: offsetIn(lotPrefix, address) ?? 0 };
  }
  return null;
}

/** Text of the first address of a lot. */
export function firstOfLot(world: SubnetWorld, lot: number): string {
  const first = world.lots.first[lot] ?? 0;
  return formatAddress(typeof first === 'number' ? { family: 4, value: first } : { family: 6, value: first });
}

/** Rank of the pod at an offset of a block, or -1. */
export function rankAt(block: Block, offset: number): number {
  let low = 0;
  let high = block.offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((block.offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return block.offsets[low] === offset ? low : -1;
}

function slottedPlace(world: SubnetWorld, plan: AddressPlan, block: Block, text: string): CellPlace | null {
  const rank = block.pods.findIndex((pod) => pod.ips.includes(text));
  const at = plan.blockAt.get(block.cidr);
  return rank < 0 || at === undefined ? null : placeOfPod(world, plan, at, rank);
}

function sharers(block: Block, rank: number): { start: number; sharing: number } {
  const offset = block.offsets[rank];
  let start = rank;
  let end = rank + 1;
  while (start > 0 && block.offsets[start - 1] === offset) start--;
  while (block.offsets[end] === offset) end++;
  return { start, sharing: end - start };
}

function inLot(world: SubnetWorld, lot: number, x: number, y: number): boolean {
  const { lots } = world;
  const left = lots.x[lot] ?? 0;
  const top = lots.y[lot] ?? 0;
  return x >= left && y >= top && x < left + (lots.width[lot] ?? 0) && y < top + (lots.height[lot] ?? 0);
}
