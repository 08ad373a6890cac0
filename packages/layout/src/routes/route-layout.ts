import {
  isBreak,
  isWait,
  namespaceTroubles,
  type NamespaceRoutes,
  type RouteGraph,
  type RouteLink,
} from '@netkaart/network';
import { bandContent } from './band-content.js';
import { type RouteColumns, routeColumns } from './columns.js';
import { layoutCrossings } from './crossings.js';
import { layoutRail } from './rail.js';
import type { Band, BandCounts, RouteLayout } from './shapes.js';

/** What the map is laid out from; nothing else decides a place. */
export interface RouteLayoutInput {
  readonly graph: RouteGraph;
  /** Namespaces whose band is open. */
  readonly open: ReadonlySet<string>;
  /** Open bands in which each Service inside only has its own row. */
  readonly unrolled: ReadonlySet<string>;
  /** Open bands without the cap of 400 rows. */
  readonly uncapped: ReadonlySet<string>;
  /** A small cluster: endpoints are listed by name where they are few and there is room. */
  readonly roomy: boolean;
  /** px; see routeColumns. */
  readonly worldWidth: number;
}

/** Column heads stand above this. */
export const BANDS_TOP = 78;
const CLOSED_HEIGHT = 21;
const ROWS_MAX = 400;
const FOOT = 24;
/** Below an open band. */
const GAP = 4;

/** The route map. Same input, same places; O(namespaces + content of open bands). */
export function layoutRoutes(input: RouteLayoutInput): RouteLayout {
  const columns = routeColumns(input.worldWidth);
  const incoming = incomingByNamespace(input.graph.crossings);
  const bands: Band[] = [];
  let y = BANDS_TOP;
  for (const routes of input.graph.namespaces.values()) {
    const band = layoutBand(routes, incoming.get(routes.namespace) ?? [], input, columns, y);
    bands.push(band);
    y += band.height + (band.open ? GAP : 0);
  }
  const rail = layoutRail(input.graph.nodes, columns.railX, BANDS_TOP);
  const byName = new Map(bands.map((band) => [band.namespace, band]));
  const crossings = layoutCrossings(input.graph.crossings, byName, columns);
  const height = Math.max(y, rail.bottom) + FOOT;
  return { columns, width: columns.width, height, top: BANDS_TOP, bottom: y, bands, crossings, rail };
}

/** Links from other namespaces that a ReferenceGrant allows and whose Service exists. */
function incomingByNamespace(crossings: readonly RouteLink[]): ReadonlyMap<string, readonly RouteLink[]> {
  const incoming = new Map<string, RouteLink[]>();
  for (const link of crossings) {
    if (link.uid === null || link.remarks.some(isBreak)) continue;
    incoming.set(link.to.namespace, [...(incoming.get(link.to.namespace) ?? []), link]);
  }
  return incoming;
}

function layoutBand(
  routes: NamespaceRoutes,
  incoming: readonly RouteLink[],
  input: RouteLayoutInput,
  columns: RouteColumns,
  y: number,
): Band {
  const { namespace } = routes;
  const open = input.open.has(namespace);
  const rowsMax = input.uncapped.has(namespace) ? Infinity : ROWS_MAX;
  const unrolled = input.unrolled.has(namespace);
  const laid = open ? bandContent({ routes, incoming, columns, y, unrolled, roomy: input.roomy, rowsMax }) : null;
  return {
    namespace,
    open,
    x: columns.bandLeft,
    y,
    width: columns.bandRight - columns.bandLeft,
    height: laid?.height ?? CLOSED_HEIGHT,
    counts: bandCounts(routes),
    content: laid?.content ?? null,
  };
}

/** The numbers of a band, open or closed; counted once for each value, which updates of the graph keep. */
function bandCounts(routes: NamespaceRoutes): BandCounts {
  const counts = counted.get(routes) ?? countBand(routes);
  counted.set(routes, counts);
  return counts;
}

const counted = new WeakMap<NamespaceRoutes, BandCounts>();

function countBand(routes: NamespaceRoutes): BandCounts {
  return {
    entries: routes.entries.length,
    rules: routes.rules.length,
    services: routes.services.length,
    broken: namespaceTroubles(routes, isBreak).length,
    waiting: namespaceTroubles(routes, isWait).length,
    endpoints: routes.counts,
  };
}
