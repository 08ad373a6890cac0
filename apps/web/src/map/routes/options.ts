import { isBreak, isWait, namespaceTroubles, type RouteGraph } from '@netkaart/network';
import { ROUTE_FILTERS, type RouteFilter } from '@netkaart/layout';

/** Up to so many Services a cluster is drawn with everything open. */
const SMALL_CLUSTER_SERVICES = 40;
/** At most so many bands open by themselves. */
const OPEN_MAX = 8;

/** The route view's part of the URL. `open` null: not said. Unknown values are read as not said. */
export interface RouteOptions {
  readonly open: ReadonlySet<string> | null;
  readonly show: RouteFilter;
  readonly inside: ReadonlySet<string>;
  readonly more: ReadonlySet<string>;
}

export function parseOptions(options: Readonly<Record<string, string>>): RouteOptions {
  const show = ROUTE_FILTERS.find((filter) => filter === options['show']) ?? 'all';
  const open = options['open'];
  return {
    open: open === undefined ? null : namesOf(open),
    show,
    inside: namesOf(options['inside']),
    more: namesOf(options['more']),
  };
}

function namesOf(list: string | undefined): ReadonlySet<string> {
  return new Set((list ?? '').split(',').filter((name) => name !== ''));
}

/** Whether the cluster is small enough for everything to be open and every Service to have its row. */
export function isSmall(graph: RouteGraph): boolean {
  let services = 0;
  for (const routes of graph.namespaces.values()) services += routes.services.length;
  return services <= SMALL_CLUSTER_SERVICES;
}

/** Bands that open by themselves: all in a small cluster, else those with a break or a wait, at most eight, most first. */
export function defaultOpen(graph: RouteGraph): ReadonlySet<string> {
  const names = [...graph.namespaces.keys()];
  if (isSmall(graph)) return new Set(names);
  const troubled = [...graph.namespaces.values()]
    .map((routes) => ({
      name: routes.namespace,
      count: namespaceTroubles(routes, (remark) => isBreak(remark) || isWait(remark)).length,
    }))
    .filter((one) => one.count > 0)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return new Set(troubled.slice(0, OPEN_MAX).map((one) => one.name));
}

/** Stands for an empty list, so that "none open" differs from "not said". */
const NONE = '-';

/**
 * The options after pressing `x:band:NAME`, `x:inside:NAME` or `x:more:NAME`; null for any other target. `open`: the
 * bands that are open now.
 */
export function pressed(
  options: RouteOptions,
  open: readonly string[],
  target: string,
): Readonly<Record<string, string>> | null {
  const [, list, name] = /^x:(band|inside|more):(.+)$/.exec(target) ?? [];
  if (name === undefined) return null;
  if (list === 'band') return { open: toggled(new Set(open), name) || NONE };
  if (list === 'inside') return { inside: toggled(options.inside, name) };
  return { more: toggled(options.more, name) };
}

function toggled(names: ReadonlySet<string>, name: string): string {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return [...next].sort().join(',');
}
