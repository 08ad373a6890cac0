import type { Remark, RouteLink, RouteService } from '@netkaart/network';
import type { Row } from './band-rows.js';
import type { RouteColumns } from './columns.js';
import { type Strip, stripAt, stripHeight, stripOf, stripWidth } from './strip.js';

/** Distance of rows; a plate is 4 px lower. */
export const ROW_HEIGHT = 36;
export const PLATE_HEIGHT = 32;
/** A line of words under a strip. */
const WORDS_HEIGHT = 22;
/** Words stand beside the strip if they have at least this much room, else below. */
const WORDS_ROOM = 200;

/** A row at its place. */
export interface PlacedRow extends Row {
  readonly y: number;
  readonly height: number;
  /** Centre of its plates. */
  readonly midY: number;
  readonly strip: Strip | null;
  /** Breaks to be explained in this row, worst first. */
  readonly remarks: readonly Remark[];
  readonly wordsBelow: boolean;
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
): readonly PlacedRow[] {
  let top = y;
  return rows.map((row, index) => {
    const placed = placeRow(row, columns, top, breaksOf(row, index));
    top += placed.height;
    return placed;
  });
}

function placeRow(row: Row, columns: RouteColumns, y: number, remarks: readonly Remark[]): PlacedRow {
  const room = columns.bandRight - columns.endpointX;
  const strip = row.service ? stripOf(row.service.counts.total, columns.endpointX, room) : null;
  const wordsBelow = remarks.length > 0 && strip !== null && room - stripWidth(strip) - 16 < WORDS_ROOM;
  const body = strip ? Math.ceil((stripHeight(strip) + 4) / ROW_HEIGHT) * ROW_HEIGHT : ROW_HEIGHT;
  const height = Math.max(ROW_HEIGHT, body) + (wordsBelow ? WORDS_HEIGHT : 0);
  return { ...row, y, height, midY: y + PLATE_HEIGHT / 2, strip: strip && centred(strip, y), remarks, wordsBelow };
}

/** Up to three lines are centred on the plate; more start at its top. */
function centred(strip: Strip, y: number): Strip {
  const height = stripHeight(strip);
  return stripAt(strip, height <= PLATE_HEIGHT ? Math.round(y + (PLATE_HEIGHT - height) / 2) : y + 2);
}

const isBreak = (remark: Remark): boolean => remark.severity === 'break';

/**
 * The breaks of each row: the Service's, those of the links that end or begin in the row, and those of the rule and entry
 * in the first row that names them.
 */
export function breakFinder(rows: readonly Row[], linksFrom: (id: string) => readonly RouteLink[]) {
  return (row: Row, index: number): readonly Remark[] => {
    const before = rows[index - 1];
    const firstOfRule = row.rule !== null && before?.rule !== row.rule;
    const firstOfEntry = row.entry !== null && before?.entry !== row.entry;
    const found = [
      ...(row.service?.remarks ?? []),
      ...(row.rule ? linkRemarks(linksFrom(row.rule.id), row, firstOfRule) : []),
      ...(firstOfRule ? row.rule.remarks : []),
      ...(firstOfEntry ? row.entry.remarks : []),
    ];
    return found.filter(isBreak);
  };
}

/** A rule's link is explained beside its Service; one without a row of its own in the rule's first row. */
function linkRemarks(links: readonly RouteLink[], row: Row, first: boolean): readonly Remark[] {
  return links
    .filter((link) => (link.uid === row.service?.uid ? true : first && link.uid === null))
    .flatMap((link) => link.remarks);
}
