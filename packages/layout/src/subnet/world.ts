import type { Arrangement } from '@netkaart/network';

/** A rectangle in world units; at scale 1 a world unit is a CSS px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The lots of the map as columns: lot i lies at x[i], y[i]. `block[i]` is its block in the plan or -1 for an empty lot;
 * `page[i]` the page of its slots (0 unless in slot mode). Cells are `pitch` apart, `cell` wide, `cols` in a row.
 */
export interface Lots {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly width: Float64Array;
  readonly height: Float64Array;
  readonly gridX: Float64Array;
  readonly gridY: Float64Array;
  readonly cols: Uint16Array;
  readonly rows: Uint16Array;
  readonly block: Int32Array;
  readonly page: Uint16Array;
  readonly district: Int32Array;
  /** First address of each lot. */
  readonly first: readonly (number | bigint)[];
}

/** Sixteen lots of neighbouring addresses (a card is a district of one lot). Its lots follow each other in `Lots`. */
export interface District extends Box {
  readonly cidr: string;
  readonly region: number;
  readonly firstLot: number;
  readonly lots: number;
  readonly used: number;
}

/** A zone column, a province, or the row of cards. */
export interface Region extends Box {
  /** Index of the group in the plan, -1 when its pool is gone. */
  readonly group: number;
  readonly cidr: string;
  readonly usedLots: number;
  readonly allLots: number;
}

/** A row that stands for districts of which nothing is in use. */
export interface Fold extends Box {
  readonly region: number;
  /** Its prefix, or '' when it stands for several. */
  readonly cidr: string;
  readonly lots: number;
}

/** A piece of the node network: stops are interfaces, in order. */
export interface Bus {
  readonly region: number;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly stops: readonly { readonly node: number; readonly x: number; readonly lot: number }[];
}

/** The whole geometry of a subnet map. A pure function of plan and places; the viewport has no part in it. */
export interface SubnetWorld {
  readonly arrangement: Arrangement;
  readonly bounds: Box;
  /** World units of a node tile, by whose size on the screen the level of detail goes. */
  readonly tile: number;
  readonly pitch: number;
  readonly cell: number;
  readonly lots: Lots;
  readonly districts: readonly District[];
  readonly regions: readonly Region[];
  readonly folds: readonly Fold[];
  readonly buses: readonly Bus[];
  /** Where the Service range is drawn; null when there is no Service. */
  readonly servicePlate: Box | null;
  /** Where pods without an address wait; null when there is none. */
  readonly waitingPlate: Box | null;
  /** Block of the plan -> its first lot. */
  readonly lotOfBlock: Int32Array;
  /** `block page` -> lot of a further page of slots. */
  readonly pageLots: ReadonlyMap<string, number>;
  /** First address of a lot -> lot (page 0). */
  readonly lotAt: ReadonlyMap<number | bigint, number>;
  /** Slots of the pods in slot mode: group of slots -> address -> slot. */
  readonly slots: ReadonlyMap<string, ReadonlyMap<string, number>>;
}
