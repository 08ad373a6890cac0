import type { BandContent, EntryPlate, RouteColumns, RulePlate, ServicePlate } from '@netkaart/layout';
import { usableOf } from '@netkaart/layout';
import { isBreak } from '@netkaart/network';
import { pendingBadge } from '../drawing/glyphs';
import { fitText, textWidth, type TextStyle } from '../drawing/text';
import { type Pen, plate, write } from './pen';
import { ageText, entryAddress, entryDetails, entryHeading, serviceDetail, targetText } from './words';

const INSET = 12;
const TITLE_Y = 9.5;
const DETAIL_Y = 23.5;
const ADDRESS_Y = 39;

/** All plates of a band. `now` in seconds. */
export function drawPlates(
  pen: Pen,
  content: BandContent,
  columns: RouteColumns,
  now: number,
  bothEnds: boolean,
): void {
  for (const entry of content.entries) drawEntry(pen, entry, now);
  for (const rule of content.rules) drawRule(pen, rule);
  const gap = columns.endpointX - columns.serviceX - columns.serviceWidth;
  for (const service of content.services) drawService(pen, service, gap, bothEnds);
}

function drawEntry(pen: Pen, box: EntryPlate, now: number): void {
  const { entry } = box;
  const { theme } = pen;
  const broken = entry.remarks.some(isBreak);
  const tall = box.height > 40;
  if (entry.waitingSince !== null) dashedPlate(pen, box);
  else plate(pen, box, theme.surface, broken ? theme.bad : tall ? theme.control : theme.hairline);
  const right = entry.waitingSince === null ? 0 : drawWaiting(pen, box, now - entry.waitingSince);
  const { text, mono } = entryHeading(entry);
  line(pen, text, box, TITLE_Y, { size: mono ? 11.5 : 12, weight: 600, mono, colour: theme.text }, right);
  drawEntryDetail(pen, box);
  const address = tall ? entryAddress(entry) : '';
  line(pen, address, box, ADDRESS_Y, { size: 11, mono: true, colour: theme.muted });
}

function drawEntryDetail(pen: Pen, box: EntryPlate): void {
  const { entry } = box;
  const partial = entry.nodes !== null && entry.nodes.count !== entry.nodes.of;
  const nodes = partial ? `${entry.nodes.count} of ${entry.nodes.of} nodes` : '';
  const style: TextStyle = { size: 11.5, weight: 500, colour: pen.theme.text, align: 'right' };
  const width = nodes === '' ? 0 : write(pen, nodes, box.x + box.width - INSET, box.y + DETAIL_Y, style) + 8;
  const y = box.height > 40 ? DETAIL_Y + 1 : DETAIL_Y;
  const detail: TextStyle = { size: 11.5, colour: pen.theme.muted };
  const room = box.width - 2 * INSET + 4 - width;
  const forms = entryDetails(entry);
  const text = forms.find((form) => textWidth(pen.ctx, form, detail) <= room) ?? forms[0];
  line(pen, text, box, y, detail, width);
}

function drawWaiting(pen: Pen, box: EntryPlate, seconds: number): number {
  const text = ageText(seconds);
  const x = box.x + box.width - INSET;
  const style: TextStyle = { size: 12, weight: 500, colour: pen.theme.text, align: 'right' };
  const width = write(pen, text, x, box.y + TITLE_Y, style);
  pendingBadge(pen.ctx, x - width - 14, box.y + TITLE_Y, 10, pen.theme);
  pen.marks += 1;
  return width + 26;
}

function dashedPlate(pen: Pen, box: EntryPlate): void {
  pen.ctx.setLineDash([4, 3]);
  plate(pen, box, pen.theme.surface, pen.theme.pending, 6, 1.2);
  pen.ctx.setLineDash([]);
}

function drawRule(pen: Pen, box: RulePlate): void {
  const { theme } = pen;
  const broken = box.rule.remarks.some(isBreak);
  plate(pen, box, theme.surface, broken ? theme.bad : theme.hairline);
  line(pen, box.rule.match, box, TITLE_Y, { size: 11.5, weight: 500, mono: true, colour: theme.text });
  const detail: TextStyle = { size: 11.5, colour: theme.muted };
  const full = `${box.rule.kind} ${box.rule.name}`;
  const fits = textWidth(pen.ctx, full, detail) <= box.width - 2 * INSET + 4;
  line(pen, fits ? full : box.rule.name, box, DETAIL_Y, detail);
}

function drawService(pen: Pen, box: ServicePlate, gap: number, bothEnds: boolean): void {
  const { theme } = pen;
  const { service } = box;
  plate(pen, box, theme.surface, service.remarks.some(isBreak) ? theme.bad : theme.hairline);
  line(pen, service.name, box, TITLE_Y, { size: 12, weight: 600, colour: theme.text });
  const { text, mono } = serviceDetail(service);
  line(pen, text, box, DETAIL_Y, { size: mono ? 11 : 11.5, mono, colour: theme.muted });
  drawTarget(pen, box, gap, bothEnds);
}

/** The pods' port over the link to the endpoints; on it where it is wide enough. */
function drawTarget(pen: Pen, box: ServicePlate, gap: number, bothEnds: boolean): void {
  const usable = usableOf(box.service);
  if (usable === 0) return;
  const width = 1.8 * Math.sqrt(usable);
  const y = width >= 15 ? box.midY : box.midY - Math.max(10.5, width / 2 + 7);
  const style: TextStyle = {
    size: 11,
    mono: true,
    colour: width >= 15 ? pen.theme.muted : pen.theme.faint,
    align: 'center',
  };
  const both = targetText(box.service, bothEnds);
  const text = textWidth(pen.ctx, both, style) < gap ? both : targetText(box.service, false);
  write(pen, text, box.x + box.width + gap / 2, y, style);
}

/** A line of text inside a plate, cut to its width less what stands at its right. */
function line(
  pen: Pen,
  text: string,
  box: { x: number; y: number; width: number },
  y: number,
  style: TextStyle,
  right = 0,
): void {
  if (text === '') return;
  const room = box.width - 2 * INSET + 4 - right;
  const shown = textWidth(pen.ctx, text, style) <= room ? text : fitText(pen.ctx, text, room, style);
  write(pen, shown, box.x + INSET, box.y + y, style);
}
