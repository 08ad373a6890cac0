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

const STEP = 160;
const WIDEST = 3776;
/** px that one step adds left of each column, in the order bus, rule, service, endpoints, rail. Sum: STEP. */
const STRETCH = { bus: 16, rule: 32, service: 24, endpoint: 8, rail: 80 } as const;

/**
 * The columns for a world of at most `widthPx`. Widths come in steps: 1016 (beside an open panel), 1376 (as drawn), then
 * every 160 up to 3776, the gaps taking what is added. Narrower than 1016: 1016, and the camera pans. A function of the
 * width alone: data never move a column.
 */
export function routeColumns(widthPx: number): RouteColumns {
  if (!(widthPx >= DRAWN.width)) return COMPACT;
  const steps = Math.floor((Math.min(widthPx, WIDEST) - DRAWN.width) / STEP);
  return stretched(steps);
}

function stretched(steps: number): RouteColumns {
  const bus = steps * STRETCH.bus;
  const rule = bus + steps * STRETCH.rule;
  const service = rule + steps * STRETCH.service;
  const endpoint = service + steps * STRETCH.endpoint;
  const rail = endpoint + steps * STRETCH.rail;
  return {
    ...DRAWN,
    width: DRAWN.width + rail,
    bandRight: DRAWN.bandRight + rail,
    busX: DRAWN.busX + bus,
    entryX: DRAWN.entryX + bus,
    ruleX: DRAWN.ruleX + rule,
    gutterX: DRAWN.gutterX + rule,
    serviceX: DRAWN.serviceX + service,
    endpointX: DRAWN.endpointX + endpoint,
    railX: DRAWN.railX + rail,
  };
}
