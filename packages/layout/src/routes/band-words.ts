import type { RouteLink } from '@netkaart/network';
import type { BandInput } from './band-input.js';
import type { RouteColumns } from './columns.js';
import { besideStrip, type PlacedRow, usableOf, WORDS_MORE } from './placed-row.js';
import type { RowLabel, RowWords } from './shapes.js';
import { type Strip, stripWidth } from './strip.js';

/** Less room than this is none. */
const NARROW = 120;

/** Why a row breaks: beside its strip, below it where there is no room, or in the Service column when it has none. */
export function rowWords(row: PlacedRow, columns: RouteColumns): RowWords[] {
  if (row.remarks.length === 0) return [];
  const ends = [row.entry?.id, row.rule?.id, row.service && `${row.service.namespace}/${row.service.name}`];
  const common = { remarks: row.remarks, service: row.service, ends: ends.filter((end) => typeof end === 'string') };
  if (!row.service || !row.strip) {
    const x = (row.rule ?? row.entry) ? columns.serviceX : columns.endpointX;
    return [{ ...common, x, y: row.midY, width: columns.bandRight - x, oneLine: false }];
  }
  if (row.linesBelow > 0) {
    const y = row.y + row.height - (row.linesBelow === 1 ? 14 : 20);
    const width = columns.bandRight + WORDS_MORE - columns.serviceX;
    return [{ ...common, x: columns.serviceX, y, width, oneLine: row.linesBelow === 1 }];
  }
  return [{ ...common, ...besideOrUnder(row.strip, row, columns) }];
}

/** Beside the strip; where that is too narrow and the strip has one line, in one line under it. */
function besideOrUnder(
  strip: Strip,
  row: PlacedRow,
  columns: RouteColumns,
): Pick<RowWords, 'x' | 'y' | 'width' | 'oneLine'> {
  const x = columns.endpointX + (row.service && usableOf(row.service) > 0 ? besideStrip(strip) : squaresWidth(strip));
  const width = columns.bandRight + WORDS_MORE - x;
  if (width >= NARROW || strip.lines > 1) return { x, y: row.midY, width, oneLine: false };
  const under = columns.endpointX;
  return { x: under, y: row.midY + 13, width: columns.bandRight + WORDS_MORE - under, oneLine: true };
}

const squaresWidth = (strip: Strip): number => (strip.count === 0 ? 0 : stripWidth(strip) + 16);

/** Where links come from and go to beyond the band, and the names that ExternalName Services stand for. */
export function rowLabels(rows: readonly PlacedRow[], { routes, incoming, columns }: BandInput): RowLabel[] {
  const outgoing = routes.links.filter((link) => link.to.namespace !== routes.namespace);
  return rows.flatMap((row) => [
    ...incomingLabel(row, incoming, columns),
    ...outgoingLabel(row, outgoing, columns),
    ...externalLabel(row, columns),
  ]);
}

function incomingLabel(row: PlacedRow, incoming: readonly RouteLink[], columns: RouteColumns): RowLabel[] {
  const { service } = row;
  if (!service || row.entry || row.rule) return [];
  const sources = new Set(incoming.filter((link) => link.uid === service.uid).map(sourceOf));
  if (sources.size === 0) return [];
  const [first = ''] = sources;
  const text = sources.size === 1 ? first : `${first} +${sources.size - 1}`;
  return [{ x: columns.gutterX - 12, y: row.midY, align: 'right', kind: 'incoming', text, remark: null }];
}

/** 'shop: HTTPRoute checkout' from the rule's id. */
function sourceOf(link: RouteLink): string {
  const [, namespace = '', kind = '', name = ''] = /^rule:([^/]*)\/([^/]*)\/([^/]*)\//.exec(link.from) ?? [];
  return `${namespace}: ${kind} ${name}`;
}

function outgoingLabel(row: PlacedRow, outgoing: readonly RouteLink[], columns: RouteColumns): RowLabel[] {
  if (!row.rule || row.service) return [];
  const link = outgoing.find(
    (one) => one.from === row.rule?.id && one.remarks.every((remark) => remark.severity !== 'break'),
  );
  const remark = link?.remarks.find((one) => one.code === 'cross-namespace');
  if (!remark) return [];
  return [{ x: columns.serviceX, y: row.midY, align: 'left', kind: 'outgoing', text: '', remark }];
}

function externalLabel(row: PlacedRow, columns: RouteColumns): RowLabel[] {
  if (row.service?.type !== 'ExternalName') return [];
  return [
    {
      x: columns.endpointX,
      y: row.midY,
      align: 'left',
      kind: 'external',
      text: row.service.externalName,
      remark: null,
    },
  ];
}
