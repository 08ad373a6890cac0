import type { Band, RouteColumns } from '@netkaart/layout';
import { failingBadge, pendingBadge } from '../drawing/glyphs';
import { fitText, haloText, type TextStyle } from '../drawing/text';
import { drawTally } from './draw-strips';
import { bar, line, type Pen, plate, write } from './pen';
import { counted } from './words';

const BAR_HEIGHT = 9;

/** Ground of a band: a plate while open, a rule below while closed. */
export function drawGround(pen: Pen, band: Band, columns: RouteColumns): void {
  if (band.open) plate(pen, band, pen.tones.band, null, 8);
  else
    line(
      pen,
      columns.nameX,
      band.y + band.height - 0.5,
      columns.bandRight,
      band.y + band.height - 0.5,
      pen.theme.hair2,
      1,
    );
}

/** Name and chevron of a band. */
export function drawName(pen: Pen, band: Band, columns: RouteColumns): void {
  const { theme } = pen;
  const y = band.y + (band.open ? 18 : band.height / 2);
  chevron(pen, columns.nameX + 4, y, band.open);
  const room = columns.busX - columns.nameX - 14 - 8;
  const style: TextStyle = band.open
    ? { size: 13, weight: 600, colour: theme.text }
    : { size: 12, colour: theme.muted };
  write(pen, fitText(pen.ctx, band.namespace, room, style), columns.nameX + 14, y, style);
  if (!band.open) return;
  const count = counted(band.counts.services, 'Service', 'Services');
  write(pen, count, columns.nameX + 14, y + 17, { size: 11.5, colour: theme.faint });
}

function chevron(pen: Pen, x: number, y: number, open: boolean): void {
  const { ctx, theme } = pen;
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x - (open ? 3.5 : 2), y - (open ? 1.5 : 3.5));
  ctx.lineTo(x + (open ? 0 : 2), y + (open ? 2 : 0));
  ctx.lineTo(x + (open ? 3.5 : -2), y + (open ? -1.5 : 3.5));
  ctx.stroke();
  pen.marks += 1;
}

/** The numbers of a closed band, each in its column. */
export function drawClosed(pen: Pen, band: Band, columns: RouteColumns, barScale: number): void {
  const { counts } = band;
  const y = band.y + band.height / 2;
  const style: TextStyle = { size: 11.5, colour: pen.theme.faint };
  if (counts.entries > 0) {
    line(pen, columns.busX, y, columns.entryX + 4, y, pen.theme.wire, 1.5);
    write(pen, counted(counts.entries, 'entry', 'entries'), columns.entryX + 12, y, style);
  }
  if (counts.rules > 0) write(pen, counted(counts.rules, 'rule', 'rules'), columns.ruleX + 12, y, style);
  const services = counted(counts.services, 'Service', 'Services');
  const width = write(pen, services, columns.serviceX + 12, y, style);
  drawTroubles(pen, band, columns.serviceX + 12 + width + 12, y);
  bar(pen, columns.endpointX, y - BAR_HEIGHT / 2, barWidth(band, barScale), BAR_HEIGHT, pen.tones.quiet);
}

const barWidth = (band: Band, barScale: number): number =>
  band.counts.endpoints.total === 0 ? 0 : Math.max(2, band.counts.endpoints.total * barScale);

/** Broken and waiting things of a closed band: trouble never hides. */
function drawTroubles(pen: Pen, { counts }: Band, x: number, y: number): void {
  let at = x;
  for (const [count, badge] of [
    [counts.broken, failingBadge],
    [counts.waiting, pendingBadge],
  ] as const) {
    if (count === 0) continue;
    badge(pen.ctx, at + 6, y, 11, pen.theme);
    at += 16 + write(pen, String(count), at + 16, y, { size: 11.5, weight: 600, colour: pen.theme.text }) + 10;
    pen.marks += 1;
  }
}

/** Endpoints of a closed band in figures, right of its bar. `halo`: links run below. */
export function drawClosedCount(pen: Pen, band: Band, columns: RouteColumns, barScale: number, halo: boolean): void {
  const { endpoints } = band.counts;
  if (endpoints.total === 0) return;
  const y = band.y + band.height / 2;
  const x = columns.endpointX + barWidth(band, barScale) + 8;
  const style: TextStyle = { size: 11, mono: true, colour: pen.theme.muted };
  const text = endpoints.total.toLocaleString('en');
  const width = halo ? haloText(pen.ctx, text, x, y, style, pen.theme.bg) : write(pen, text, x, y, style);
  drawTally(pen, endpoints, x + width + 8, y);
}
