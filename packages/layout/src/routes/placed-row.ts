import { isBreak, isOfReadiness, type Remark, remarkWords, type RouteLink, type RouteService } from '@netkaart/network';
import type { Row } from './band-rows.js';
import type { RouteColumns } from './columns.js';
import { type Strip, stripAt, stripHeight, stripOf, stripWidth } from './strip.js';

/** Distance of rows; a plate is 4 px lower. */
const ROW_HEIGHT = 36;
export const PLATE_HEIGHT = 32;
/** Height of no, one and two lines of words under a strip. */
const WORDS_HEIGHT = [0, 22, 36] as const;
/** About the width of the longest heading. */
const HEADING_WIDTH = 110;
/** About the width of a letter of the words; what is longer than the room beside the strip goes below. */
const LETTER = 6.1;
/** Rows grow by this much at a time. */
const GROWTH = 12;

/** A row at its place. */
export interface PlacedRow extends Row {
  readonly y: number;
  readonly height: number;
  /** Centre of its plates. */
  readonly midY: number;
  readonly strip: Strip | null;
  /** Breaks to be explained in this row, worst first. */
  readonly remarks: readonly Remark[];
  /** Lines of words under the strip; 0: they stand beside it. */
  readonly linesBelow: 0 | 1 | 2;
}

/** Endpoints that a Service's ports reach; 0: whoever comes this way fails. */
export function usableOf(service: RouteService): number {
  if (service.ports.length === 0) return service.counts.usable;
  return service.ports.reduce((most, port) => Math.max(most, port.usable), 0);
}

/** Puts rows below each other from y on. `breaksOf` names the breaks that a row has to explain. */
export function placeRows(
  rows: readonly Row[],
  columns: RouteColumns,
  y: number,
  breaksOf: (row: Row, index: number) => readonly Remark[],
  roomy: boolean,
): readonly PlacedRow[] {
  let top = y;
  return rows.map((row, index) => {
    const placed = placeRow(row, columns, top, breaksOf(row, index), roomy);
    top += placed.height;
    return placed;
  });
}

function placeRow(row: Row, columns: RouteColumns, y: number, breaks: readonly Remark[], roomy: boolean): PlacedRow {
  const room = columns.bandRight - columns.endpointX;
  const strip = row.service ? stripOf(row.service.counts.total, columns.endpointX, room, roomy) : null;
  const lasting = breaks.filter((remark) => !isOfReadiness(remark));
  const remarks = [...lasting, ...breaks.filter(isOfReadiness)];
  const linesBelow = strip && !fitsBeside(lasting, strip, room) ? linesFor(lasting, columns) : 0;
  const body = strip ? Math.ceil((stripHeight(strip) + 5) / GROWTH) * GROWTH : ROW_HEIGHT;
  const height = Math.max(ROW_HEIGHT, body) + WORDS_HEIGHT[linesBelow];
  return { ...row, y, height, midY: y + PLATE_HEIGHT / 2, strip: strip && centred(strip, y), remarks, linesBelow };
}

/** Words that come and go with readiness must not change a row's height: they take what room there is. */
function fitsBeside([first]: readonly Remark[], strip: Strip, room: number): boolean {
  return first === undefined || remarkWords(first).length * LETTER <= room + WORDS_MORE - besideStrip(strip);
}

/** One line for heading and sentence, two where they are too long for it. */
function linesFor([first]: readonly Remark[], columns: RouteColumns): 1 | 2 {
  const length = first ? remarkWords(first).length * LETTER + HEADING_WIDTH : 0;
  return length <= columns.bandRight + WORDS_MORE - columns.serviceX ? 1 : 2;
}

/** Words may run a little into the gap before the rail. */
export const WORDS_MORE = 12;

/** px from the strip's left edge to the words beside it: its squares and its count. */
export function besideStrip(strip: Strip): number {
  if (strip.count === 0) return 0;
  return stripWidth(strip) + (strip.named ? 0 : String(strip.count).length * 7 + 9) + 16;
}

/** Up to three lines are centred on the plate; more start at its top. */
function centred(strip: Strip, y: number): Strip {
  const height = stripHeight(strip);
  return stripAt(strip, height <= PLATE_HEIGHT ? Math.round(y + (PLATE_HEIGHT - height) / 2) : y + 2);
}

/**
 * The breaks of each row: the Service's, those of the links that end or begin in the row, and those of the rule and entry
 * in the first row that names them.
 */
export function breakFinder(rows: readonly Row[], linksFrom: (id: string) => readonly RouteLink[]) {
  const beside = new Set(rows.map(pairOf));
  return (row: Row, index: number): readonly Remark[] => {
    const before = rows[index - 1];
    const rule = row.rule;
    const entry = before?.entry === row.entry ? null : row.entry;
    const firstOfRule = before?.rule !== rule;
    const shown = (link: RouteLink) => beside.has(`${link.from}>${link.uid ?? ''}`);
    const mine = (link: RouteLink) => (shown(link) ? link.uid === row.service?.uid : firstOfRule);
    const found = [
      ...(row.service?.remarks ?? []),
      ...(rule ? linksFrom(rule.id).filter(mine) : []).flatMap((link) => link.remarks),
      ...(rule && firstOfRule ? rule.remarks : []),
      ...(entry?.remarks ?? []),
    ];
    return found.filter(isBreak);
  };
}

/** A rule with the Service that has its row beside it. */
const pairOf = (row: Row): string => `${row.rule?.id ?? ''}>${row.service?.uid ?? '-'}`;
