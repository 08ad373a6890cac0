import type { RouteLink } from '@netkaart/network';
import { ribbonWidth, styleOf } from './band-links.js';
import type { RouteColumns } from './columns.js';
import { PLATE_HEIGHT, usableOf } from './placed-row.js';
import type { Band, CrossingShape } from './shapes.js';

const LANE = 7;

/**
 * Links into another namespace, through the gutter right of the Rule column. A closed band is met at its middle; between
 * two closed bands nothing is drawn. All links to one Service share a lane, which its name alone decides.
 */
export function layoutCrossings(
  crossings: readonly RouteLink[],
  bands: ReadonlyMap<string, Band>,
  columns: RouteColumns,
): readonly CrossingShape[] {
  return crossings.flatMap((link) => crossing(link, bands, columns));
}

function crossing(link: RouteLink, bands: ReadonlyMap<string, Band>, columns: RouteColumns): CrossingShape[] {
  const source = bands.get(namespaceOf(link.from));
  const target = bands.get(link.to.namespace);
  const style = styleOf(link.remarks);
  if (!source || (!target && style !== 'broken')) return [];
  if (!source.content && (!target?.content || style === 'broken')) return [];
  const rule = source.content?.rules.find((plate) => plate.rule.id === link.from);
  if (source.content && !rule) return [];
  const y1 = rule ? rule.y + PLATE_HEIGHT / 2 : source.y + source.height / 2;
  const end = target ? arrival(link, target) : { y: y1, endpoints: 0 };
  return [
    {
      x1: columns.ruleX + columns.ruleWidth,
      y1,
      gutterX: columns.gutterX + LANE * lane(link, columns),
      x2: columns.serviceX,
      y2: style === 'broken' ? y1 : end.y,
      width: Math.min(6, ribbonWidth(end.endpoints)),
      style,
      remark: link.remarks[0] ?? null,
      ends: [link.from, `${link.to.namespace}/${link.to.name}`],
    },
  ];
}

function arrival(link: RouteLink, band: Band): { readonly y: number; readonly endpoints: number } {
  const plate = band.content?.services.find((one) => one.service.uid === link.uid);
  if (!plate) return { y: band.content?.more?.y ?? band.y + band.height / 2, endpoints: 1 };
  return { y: plate.midY, endpoints: usableOf(plate.service) };
}

function lane({ to }: RouteLink, columns: RouteColumns): number {
  const lanes = Math.max(1, Math.floor((columns.serviceX - columns.gutterX - 16) / LANE));
  let hash = 0;
  for (const letter of `${to.namespace}/${to.name}`) hash = (hash * 31 + letter.charCodeAt(0)) % 65_521;
  return hash % lanes;
}

const namespaceOf = (rule: string): string => rule.slice(rule.indexOf(':') + 1, rule.indexOf('/'));
