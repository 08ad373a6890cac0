/** Where the columns of the route map stand, in px of the world; x are left edges but for bus, gutter and rail (axes). */
export interface RouteColumns {
  readonly width: number;
  readonly bandLeft: number;
  readonly bandRight: number;
  readonly nameX: number;
  readonly busX: number;
  readonly entryX: number;
  readonly entryWidth: number;
  readonly ruleX: number;
  readonly ruleWidth: number;
  readonly gutterX: number;
  readonly serviceX: number;
  readonly serviceWidth: number;
  readonly endpointX: number;
  readonly railX: number;
}

const DRAWN: RouteColumns = {
  width: 1376,
  bandLeft: 12,
  bandRight: 1230,
  nameX: 24,
  busX: 168,
  entryX: 196,
  entryWidth: 204,
  ruleX: 436,
  ruleWidth: 160,
  gutterX: 608,
  serviceX: 648,
  serviceWidth: 184,
  endpointX: 888,
  railX: 1256,
};

const COMPACT: RouteColumns = {
  width: 1016,
  bandLeft: 12,
  bandRight: 890,
  nameX: 24,
  busX: 136,
  entryX: 154,
  entryWidth: 176,
  ruleX: 348,
  ruleWidth: 128,
  gutterX: 486,
  serviceX: 516,
  serviceWidth: 156,
  endpointX: 718,
  railX: 912,
};

/** Steps from one drawn width on: how many px each adds, left of which column. The parts add up to `step`. */
interface Stretch {
  readonly step: number;
  readonly widest: number;
  readonly bus: number;
  readonly rule: number;
  readonly service: number;
  readonly endpoint: number;
  readonly rail: number;
}
const WIDE: Stretch = { step: 160, widest: 3776, bus: 16, rule: 32, service: 24, endpoint: 8, rail: 80 };
const NARROW: Stretch = { step: 120, widest: 1256, bus: 12, rule: 20, service: 16, endpoint: 8, rail: 64 };

/**
 * The columns for a world of at most `widthPx`. Widths come in steps: 1016 (beside an open panel), 1136, 1256, 1376 (as
 * drawn), then every 160 up to 3776, the gaps taking what is added. Narrower than 1016: 1016, and the camera pans. A
 * function of the width alone: data never move a column.
 */
export function routeColumns(widthPx: number): RouteColumns {
  if (widthPx >= DRAWN.width) return stretched(DRAWN, WIDE, widthPx);
  return stretched(COMPACT, NARROW, widthPx >= COMPACT.width ? widthPx : COMPACT.width);
}

function stretched(from: RouteColumns, stretch: Stretch, widthPx: number): RouteColumns {
  const steps = Math.floor((Math.min(widthPx, stretch.widest) - from.width) / stretch.step);
  const bus = steps * stretch.bus;
  const rule = bus + steps * stretch.rule;
  const service = rule + steps * stretch.service;
  const endpoint = service + steps * stretch.endpoint;
  const rail = endpoint + steps * stretch.rail;
  return {
    ...from,
    width: from.width + rail,
    bandRight: from.bandRight + rail,
    busX: from.busX + bus,
    entryX: from.entryX + bus,
    ruleX: from.ruleX + rule,
    gutterX: from.gutterX + rule,
    serviceX: from.serviceX + service,
    endpointX: from.endpointX + endpoint,
    railX: from.railX + rail,
  };
}
