export { anchorShift } from './routes/anchor.js';
export { type RouteColumns, routeColumns } from './routes/columns.js';
export { type FilterCounts, filterCounts, filterRoutes, ROUTE_FILTERS, type RouteFilter } from './routes/filter.js';
export { BANDS_TOP, layoutRoutes, type RouteLayoutInput } from './routes/route-layout.js';
export type { Band, BandContent, Box, CrossingShape, EntryPlate, LinkShape, LinkStyle, MoreRow, Rail, RailStop, RollUp, RouteLayout, RowLabel, RowWords, RulePlate, ServicePlate, StripShape } from './routes/shapes.js';
export { cellBox, cellCount, endpointAt, type Strip, stripHeight, stripWidth } from './routes/strip.js';
export { usableOf } from './routes/placed-row.js';
