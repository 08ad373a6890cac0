import type { Remark, RouteLink, RouteRule } from '@netkaart/network';
import type { RouteColumns } from './columns.js';
import { PLATE_HEIGHT, type PlacedRow, usableOf } from './placed-row.js';
import type { EntryPlate, LinkShape, LinkSpan, LinkStyle, RulePlate, ServicePlate } from './shapes.js';

/** Everything that links of one band are drawn between. */
export interface BandPlates {
  readonly namespace: string;
  readonly columns: RouteColumns;
  readonly rows: readonly PlacedRow[];
  readonly entries: readonly EntryPlate[];
  readonly rules: readonly RulePlate[];
  readonly services: readonly ServicePlate[];
  readonly links: readonly RouteLink[];
}

/** A ribbon is never higher than the plates that it joins. */
const RIBBON_MAX = 28;
/** A link to a Service that does not exist ends before the column. */
const NO_PLATE = 10;

/** Width of a ribbon for so many endpoints. */
export const ribbonWidth = (endpoints: number): number =>
  Math.min(RIBBON_MAX, Math.max(1.5, 1.8 * Math.sqrt(endpoints)));

/** The links of an open band; links whose ends are not shown are left out with them. */
export function bandLinks(plates: BandPlates): readonly LinkShape[] {
  const flow = flowOf(plates);
  return [
    ...plates.entries.map((plate) => busLink(plate, plates.columns)),
    ...plates.rules.flatMap((plate) => entryLinks(plate, plates, flow)),
    ...plates.links.flatMap((link) => serviceLinks(link, plates, flow)),
    ...plates.services.flatMap((plate) => stripLink(plate, plates.columns)),
  ];
}

/** Usable endpoints behind each entry and rule by id, and behind each Service by `namespace/name`. */
type Flow = ReadonlyMap<string, number>;

function flowOf({ links, services }: BandPlates): Flow {
  const flow = new Map<string, number>();
  for (const { service } of services) flow.set(`${service.namespace}/${service.name}`, usableOf(service));
  const ofRules = links.map((link) => [link.from, flow.get(`${link.to.namespace}/${link.to.name}`) ?? 0] as const);
  for (const [from, endpoints] of ofRules) flow.set(from, (flow.get(from) ?? 0) + endpoints);
  return flow;
}

function busLink(plate: EntryPlate, columns: RouteColumns): LinkShape {
  const y = plate.y + plate.height / 2;
  const style = plate.entry.waitingSince === null ? styleOf(plate.entry.remarks) : 'waiting';
  return shape('bus-entry', [columns.busX + 6, y, columns.entryX, y], 1.5, style, null, ['outside', plate.entry.id]);
}

function entryLinks(plate: RulePlate, { entries }: BandPlates, flow: Flow): readonly LinkShape[] {
  const y2 = plate.y + PLATE_HEIGHT / 2;
  const style = styleOf(plate.rule.remarks);
  return plate.rule.entries.flatMap((id) => {
    const entry = entries.find((one) => one.entry.id === id);
    if (!entry) return [];
    const inside = y2 > entry.y && y2 < entry.y + entry.height;
    const y1 = inside ? y2 : entry.y + Math.min(entry.height, PLATE_HEIGHT) / 2;
    const width = ribbonWidth(flow.get(plate.rule.id) ?? 0);
    return [shape('entry-rule', [entry.x + entry.width, y1, plate.x, y2], width, style, null, [id, plate.rule.id])];
  });
}

function serviceLinks(link: RouteLink, plates: BandPlates, flow: Flow): readonly LinkShape[] {
  if (link.to.namespace !== plates.namespace) return [];
  const from = link.fromType === 'rule' ? ruleExit(link, plates) : entryExit(link, plates);
  if (!from) return [];
  const target = plates.services.find((plate) => plate.service.name === link.to.name);
  if (!target && link.uid !== null) return [];
  const key = `${link.to.namespace}/${link.to.name}`;
  const width = ribbonWidth(flow.get(key) ?? 0);
  const y1 = target && from.rowsOf(target) ? target.midY : from.y;
  const x2 = plates.columns.serviceX - (target ? 0 : NO_PLATE);
  const points = [from.x, y1, x2, target?.midY ?? y1] as const;
  const span: LinkSpan = link.fromType === 'rule' ? 'rule-service' : 'entry-service';
  const share = link.share === 1 ? null : link.share;
  return [{ ...shape(span, points, width, styleOf(link.remarks), wordsOf(link.remarks), [link.from, key]), share }];
}

interface Exit {
  readonly x: number;
  readonly y: number;
  /** Whether the plate stands beside the Service's, so that the link runs level. */
  rowsOf(target: ServicePlate): boolean;
}

function ruleExit(link: RouteLink, { rules }: BandPlates): Exit | null {
  const plate = rules.find((one: { readonly rule: RouteRule }) => one.rule.id === link.from);
  return plate ? exitOf(plate) : null;
}

function entryExit(link: RouteLink, { entries }: BandPlates): Exit | null {
  const plate = entries.find((one) => one.entry.id === link.from);
  return plate ? exitOf(plate) : null;
}

function exitOf(plate: EntryPlate | RulePlate): Exit {
  return {
    x: plate.x + plate.width,
    y: plate.y + PLATE_HEIGHT / 2,
    rowsOf: (target) => target.midY > plate.y && target.midY < plate.y + plate.height,
  };
}

function stripLink(plate: ServicePlate, columns: RouteColumns): readonly LinkShape[] {
  const { service } = plate;
  if (service.type === 'ExternalName') return [];
  const endpoints = usableOf(service);
  const style = endpoints === 0 ? 'broken' : 'plain';
  const points = [plate.x + plate.width, plate.midY, columns.endpointX - 8, plate.midY] as const;
  return [
    shape('service-strip', points, ribbonWidth(endpoints), style, null, [`${service.namespace}/${service.name}`]),
  ];
}

function shape(
  span: LinkSpan,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  width: number,
  style: LinkStyle,
  remark: Remark | null,
  ends: readonly string[],
): LinkShape {
  return { span, x1, y1, x2, y2, width, style, remark, share: null, ends };
}

/** The worst of the remarks decides. */
export function styleOf(remarks: readonly Remark[]): LinkStyle {
  if (remarks.some((remark) => remark.severity === 'break')) return 'broken';
  if (remarks.some((remark) => remark.severity === 'wait')) return 'waiting';
  return remarks.some((remark) => remark.code === 'external-local') ? 'local' : 'plain';
}

/** The remark that is written on the line: what it waits for, else the note; breaks are explained beside the row. */
function wordsOf(remarks: readonly Remark[]): Remark | null {
  return (
    remarks.find((remark) => remark.severity === 'wait') ?? remarks.find((remark) => remark.severity === 'note') ?? null
  );
}
