/** Sizes of the three arrangements in world units, as drawn in the design. The title row (56) is left free above. */
export const GUTTER = 24;

export const CARD = {
  width: 312,
  height: 475,
  gap: 16,
  perRow: 4,
  top: 112,
  busAbove: 24,
  rowPitch: 545,
  spine: 67,
  text: 88,
  gridX: 44,
  gridY: 204,
  pitch: 16,
  cell: 15,
} as const;

export const POOL = {
  column: 423,
  gap: 28,
  headY: 65,
  busY: 94,
  top: 126,
  districtHead: 24,
  label: 20,
  frame: 102,
  frameGap: 5,
  inset: 3,
  pitch: 6,
  cell: 5,
  fold: 20,
  foldPitch: 27,
  foldsMax: 6,
} as const;

export const PROVINCE = {
  tile: 13,
  tilePitch: 14,
  districtX: 60,
  districtY: 67,
  width: 235,
  pitchX: 262,
  pitchY: 311,
  headY: 60,
  top: 86,
  gridX: 1.2,
  gridY: 1.44,
  pitch: 0.7,
  cell: 0.63,
} as const;

export const PLATE = { height: 120, flat: 68, gap: 17, gapWide: 33, waiting: 20, minWidth: 640, minimap: 184 } as const;
