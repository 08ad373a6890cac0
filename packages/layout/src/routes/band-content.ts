import type { RouteLink } from '@netkaart/network';
import type { BandInput } from './band-input.js';
import { bandLinks } from './band-links.js';
import { bandRows, type Row } from './band-rows.js';
import { rowLabels, rowWords } from './band-words.js';
import type { RouteColumns } from './columns.js';
import { breakFinder, PLATE_HEIGHT, type PlacedRow, placeRows } from './placed-row.js';
import type { BandContent, EntryPlate, MoreRow, RollUp, RulePlate, ServicePlate, StripShape } from './shapes.js';
import { singleLine, stripAt } from './strip.js';

const PAD = 6;
/** Small clusters have room. */
const ROOMY_PAD = 12;
const ROLL_UP_HEIGHT = 26;

/** An open band from y on: plates, links, strips and words, and the height that they take. */
export function bandContent(input: BandInput): { readonly content: BandContent; readonly height: number } {
  const { rows: all, insideOnly } = bandRows(input.routes, input.incoming);
  const inside = input.unrolled ? insideOnly.map((service): Row => ({ entry: null, rule: null, service })) : [];
  const wanted = [...all, ...inside];
  const shown = wanted.slice(0, input.rowsMax);
  const rows = place(shown, input);
  const last = rows.at(-1);
  let y = last ? last.y + last.height : input.y + padOf(input);
  const rollUp = input.unrolled || insideOnly.length === 0 ? null : rollUpRow(insideOnly, input.columns, y);
  if (rollUp) y += ROLL_UP_HEIGHT;
  const more = wanted.length > shown.length ? moreRow(wanted.slice(input.rowsMax), input.columns, y) : null;
  if (more) y += ROLL_UP_HEIGHT;
  return {
    content: contentOf(rows, rollUp, more, input),
    height: Math.max(y - input.y + padOf(input) - ((rollUp ?? more) ? 0 : 4), 44),
  };
}

const padOf = (input: BandInput): number => (input.roomy ? ROOMY_PAD : PAD);

function place(shown: readonly Row[], input: BandInput): readonly PlacedRow[] {
  const { routes, columns, y, roomy } = input;
  const links = new Map<string, RouteLink[]>();
  for (const link of routes.links) links.set(link.from, [...(links.get(link.from) ?? []), link]);
  return placeRows(
    shown,
    columns,
    y + padOf(input),
    breakFinder(shown, (id) => links.get(id) ?? []),
    roomy,
  );
}

function contentOf(
  rows: readonly PlacedRow[],
  rollUp: RollUp | null,
  more: MoreRow | null,
  input: BandInput,
): BandContent {
  const { columns, routes } = input;
  const entries = spans(rows, (row) => row.entry).map(({ of, top, bottom }): EntryPlate => ({
    entry: of,
    x: columns.entryX,
    y: top,
    width: columns.entryWidth,
    height: bottom - top,
  }));
  const rules = spans(rows, (row) => row.rule).map(({ of, top, bottom }): RulePlate => ({
    rule: of,
    x: columns.ruleX,
    y: top,
    width: columns.ruleWidth,
    height: bottom - top,
  }));
  const services = rows.flatMap((row) => servicePlate(row, columns));
  const links = bandLinks({
    namespace: routes.namespace,
    columns,
    rows,
    entries,
    rules,
    services,
    links: routes.links,
  });
  const strips = [...rows.flatMap(stripShape), ...(rollUp ? [rollUpStrip(rollUp, columns)] : [])];
  const words = rows.flatMap((row) => rowWords(row, columns));
  return { entries, rules, services, links, strips, words, labels: rowLabels(rows, input), rollUp, more };
}

interface Span<T> {
  readonly of: T;
  readonly top: number;
  readonly bottom: number;
}

/** Things that stand in neighbouring rows, each once with the rows that it covers. */
function spans<T>(rows: readonly PlacedRow[], pick: (row: PlacedRow) => T | null): readonly Span<T>[] {
  const found: { of: T; top: number; bottom: number }[] = [];
  for (const row of rows) {
    const of = pick(row);
    if (of === null) continue;
    const last = found.at(-1);
    const bottom = row.y + PLATE_HEIGHT;
    if (last?.of === of) last.bottom = bottom;
    else found.push({ of, top: row.y, bottom });
  }
  return found;
}

function servicePlate(row: PlacedRow, columns: RouteColumns): ServicePlate[] {
  if (!row.service) return [];
  const box = { x: columns.serviceX, y: row.y, width: columns.serviceWidth, height: PLATE_HEIGHT };
  return [{ ...box, service: row.service, midY: row.midY }];
}

function stripShape(row: PlacedRow): StripShape[] {
  if (!row.strip || !row.service || row.service.type === 'ExternalName') return [];
  return [{ strip: row.strip, service: row.service, endpoints: row.service.endpoints }];
}

function rollUpRow(services: RollUp['services'], columns: RouteColumns, y: number): RollUp {
  return { services, x: columns.serviceX, y, width: columns.serviceWidth, height: ROLL_UP_HEIGHT };
}

function rollUpStrip(rollUp: RollUp, columns: RouteColumns): StripShape {
  const endpoints = rollUp.services.flatMap((service) => service.endpoints);
  const strip = singleLine(endpoints.length, columns.endpointX, columns.bandRight - columns.endpointX);
  return { strip: stripAt(strip, rollUp.y + (ROLL_UP_HEIGHT - strip.cell) / 2), service: null, endpoints };
}

function moreRow(hidden: readonly Row[], columns: RouteColumns, y: number): MoreRow {
  const services = hidden.filter((row) => row.service !== null).length;
  return { rows: hidden.length, services, x: columns.serviceX, y, width: columns.serviceWidth, height: ROLL_UP_HEIGHT };
}
