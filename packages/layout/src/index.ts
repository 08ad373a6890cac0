export { anchorShift } from './routes/anchor.js';
export { type RouteColumns, routeColumns } from './routes/columns.js';
export { type FilterCounts, filterCounts, filterRoutes, ROUTE_FILTERS, type RouteFilter } from './routes/filter.js';
export { BANDS_TOP, layoutRoutes, type RouteLayoutInput } from './routes/route-layout.js';
export type {
  Band,
  BandContent,
  CrossingShape,
  EntryPlate,
  LinkShape,
  LinkStyle,
  MoreRow,
  Rail,
  RailStop,
  RollUp,
  RouteLayout,
  RowLabel,
  RowWords,
  RulePlate,
  ServicePlate,
  StripShape,
} from './routes/shapes.js';
export { cellBox, cellCount, endpointAt, type Strip, stripHeight, stripWidth } from './routes/strip.js';
export { usableOf } from './routes/placed-row.js';
export { layoutRuler } from './ruler/ruler.js';
export type { Ruler, RulerBar, RulerOverlap, RulerTick } from './ruler/shapes.js';
export type { RulerSegment } from './ruler/segments.js';
export { findOverlaps, type Overlap, type OverlapType } from './ruler/overlaps.js';
export { type RangeRole, type RulerRange, shortPrefix } from './ruler/range.js';
export {
  cellAtPoint,
  cellBoxOf,
  type CellPlace,
  type Cells,
  cellsOf,
  addressOfCell,
  firstOfLot,
  lotAtPoint,
  placeOfAddress,
  placeOfPod,
  podBox,
  podOfCell,
  rankAt,
} from './subnet/cells.js';
export { type Level, LEVEL_FROM, levelMix, levelOf, nextLevel } from './subnet/levels.js';
export { CARD, GUTTER, PLATE, POOL, PROVINCE } from './subnet/measures.js';
export { subnetWorld } from './subnet/subnet-world.js';
export type { Box as SubnetBox, Bus, District, Fold, Lots, Region, SubnetWorld } from './subnet/world.js';
export type { Box } from './routes/box.js';
