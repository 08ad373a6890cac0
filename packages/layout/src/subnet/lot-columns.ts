import type { Lots } from './world.js';

/** One lot before it becomes a row of the columns. */
export interface Lot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly gridX: number;
  readonly gridY: number;
  readonly cols: number;
  readonly rows: number;
  readonly block: number;
  readonly page: number;
  readonly district: number;
  readonly first: number | bigint;
}

/** Columns of lots, in the order given. */
export function lotColumns(lots: readonly Lot[]): Lots {
  return {
    count: lots.length,
    x: Float64Array.from(lots, (lot) => lot.x),
    y: Float64Array.from(lots, (lot) => lot.y),
    width: Float64Array.from(lots, (lot) => lot.width),
    height: Float64Array.from(lots, (lot) => lot.height),
    gridX: Float64Array.from(lots, (lot) => lot.gridX),
    gridY: Float64Array.from(lots, (lot) => lot.gridY),
    cols: Uint16Array.from(lots, (lot) => lot.cols),
    rows: Uint16Array.from(lots, (lot) => lot.rows),
    block: Int32Array.from(lots, (lot) => lot.block),
    page: Uint16Array.from(lots, (lot) => lot.page),
    district: Int32Array.from(lots, (lot) => lot.district),
    first: lots.map((lot) => lot.first),
  };
}

/** Columns and rows of the cells of a lot of 2^bits addresses: rows of sixteen, one row for less, a 16 × 16 page for more. */
export function gridOf(bits: number): { readonly cols: number; readonly rows: number } {
  if (bits > 8) return { cols: 16, rows: 16 };
  return bits < 4 ? { cols: 2 ** bits, rows: 1 } : { cols: 16, rows: 2 ** (bits - 4) };
}
