import { type FilterCounts, filterCounts, filterRoutes, layoutRoutes, type RouteLayout } from '@netkaart/layout';
import { routeGraph, type RouteGraph, type RouteService, updateRoutes } from '@netkaart/network';
import type { ViewInput } from '../view';
import { defaultOpen, isSmall, parseOptions, type RouteOptions } from './options';

/** All that the drawing needs, from one update to the next. */
export interface RouteScene {
  /** Of the whole cluster. */
  readonly graph: RouteGraph;
  /** Of what the filter leaves. */
  readonly shown: RouteGraph;
  readonly layout: RouteLayout;
  readonly options: RouteOptions;
  readonly counts: FilterCounts;
  readonly small: boolean;
  /** The bands that were opened by themselves; kept, so that no band opens or closes through data. */
  readonly openedByItself: ReadonlySet<string>;
  readonly podCount: number;
  /** px per endpoint of closed bands' bars. */
  readonly barScale: number;
}

/** The scene of an update; what did not change is taken over from the scene before. */
export function sceneOf(input: ViewInput, before: RouteScene | null): RouteScene {
  const graph = before ? updateRoutes(before.graph, input.topology) : routeGraph(input.topology);
  const options = parseOptions(input.options);
  const shown = filterRoutes(graph, options.show);
  const podCount = input.topology.kinds.Pod.size;
  const settled = before !== null && before.podCount > 0 && before.options.show === options.show;
  const openedByItself = settled ? before.openedByItself : defaultOpen(shown);
  const small = settled ? before.small : isSmall(shown);
  const layout = layoutRoutes({
    graph: shown,
    open: options.open ?? openedByItself,
    unrolled: small || options.show === 'broken' ? new Set(shown.namespaces.keys()) : options.inside,
    uncapped: options.more,
    roomy: small,
    worldWidth: input.viewport.width,
  });
  const counts = filterCounts(graph);
  return { graph, shown, layout, options, counts, small, openedByItself, podCount, barScale: barScale(layout) };
}

const BAR_SCALE = 0.8;
/** Room for the numbers right of a bar. */
const NUMBERS_WIDTH = 102;

/** 0.8 px per endpoint, halved until the longest bar fits. */
function barScale({ bands, columns }: RouteLayout): number {
  const room = columns.bandRight - columns.endpointX - NUMBERS_WIDTH;
  const most = Math.max(1, ...bands.map((band) => band.counts.endpoints.total));
  return BAR_SCALE / 2 ** Math.max(0, Math.ceil(Math.log2((most * BAR_SCALE) / room)));
}

/** Services of a scene, by namespace and name. */
export function serviceCount(graph: RouteGraph): number {
  let count = 0;
  for (const routes of graph.namespaces.values()) count += routes.services.length;
  return count;
}

/** The Service with a UID, or null. */
export function findService(graph: RouteGraph, uid: string): RouteService | null {
  for (const routes of graph.namespaces.values()) {
    const found = routes.services.find((service) => service.uid === uid);
    if (found) return found;
  }
  return null;
}
