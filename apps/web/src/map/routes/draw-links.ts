import type { CrossingShape, LinkShape, LinkStyle } from '@netkaart/layout';
import type { Remark } from '@netkaart/network';
import { remarkWords } from '@netkaart/network';
import { failingBadge } from '../drawing/glyphs';
import { knockOutText, textWidth } from '../drawing/text';
import { mix, type Pen } from './pen';

const BADGE = 13;
const WORDS = { size: 12 } as const;

/** The links of a band: ribbons first, then what breaks them. */
export function drawLinks(pen: Pen, links: readonly LinkShape[], ground: string): void {
  for (const link of links) drawLink(pen, link);
  for (const link of links) if (link.remark) drawLinkWords(pen, link, link.remark, ground);
  for (const link of links) if (link.style === 'broken') drawBreak(pen, link);
}

/** A link along its way, in the given colour where one is given (selection). */
export function drawLink(pen: Pen, link: LinkShape, colour?: string): void {
  const { ctx, theme } = pen;
  if (link.style === 'local') return drawDouble(pen, link, colour ?? theme.control);
  stroke(pen, link.style, colour ?? colourOf(pen, link), link.width);
  way(pen, link);
  ctx.stroke();
  ctx.setLineDash([]);
  pen.marks += 1;
}

function colourOf(pen: Pen, link: LinkShape): string {
  if (link.style === 'broken') return pen.theme.bad;
  if (link.style === 'waiting') return pen.theme.pending;
  return link.span === 'bus-entry' ? pen.theme.wire : pen.tones.ribbon;
}

function stroke({ ctx }: Pen, style: LinkStyle, colour: string, width: number): void {
  const dashed = style === 'broken' || style === 'waiting';
  ctx.setLineDash(dashed ? [6, 4] : []);
  ctx.strokeStyle = colour;
  ctx.lineWidth = dashed ? 2 : width;
}

/** Level, or a curve that leaves and arrives level. */
function way({ ctx }: Pen, { x1, y1, x2, y2 }: LinkShape, shift = 0): void {
  const middle = (x1 + x2) / 2;
  ctx.beginPath();
  ctx.moveTo(x1, y1 + shift);
  if (y1 === y2) ctx.lineTo(x2, y2 + shift);
  else ctx.bezierCurveTo(middle, y1 + shift, middle, y2 + shift, x2, y2 + shift);
}

function drawDouble(pen: Pen, link: LinkShape, colour: string): void {
  const { ctx } = pen;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.2;
  for (const shift of [-2.5, 2.5]) {
    way(pen, link, shift);
    ctx.stroke();
  }
  pen.marks += 2;
}

/** What is written on a link; null when the gap is too narrow for words. */
export function linkWords(link: LinkShape, remark: Remark): string | null {
  return link.x2 - link.x1 < 120 ? null : remarkWords(remark).replaceAll('`', '');
}

function drawLinkWords(pen: Pen, link: LinkShape, remark: Remark, ground: string): void {
  const text = linkWords(link, remark);
  if (text === null) return;
  const style = { ...WORDS, colour: pen.theme.muted, align: 'center' } as const;
  const x = (link.x1 + link.x2) / 2;
  if (textWidth(pen.ctx, text, style) > link.x2 - link.x1 - 16) return;
  knockOutText(pen.ctx, text, x, (link.y1 + link.y2) / 2, style, { colour: ground, padX: 9, height: 16 });
  pen.marks += 1;
}

function drawBreak(pen: Pen, { x1, y1, x2, y2 }: LinkShape): void {
  failingBadge(pen.ctx, (x1 + x2) / 2, (y1 + y2) / 2, BADGE, pen.theme);
  pen.marks += 1;
}

/** A link through the gutter into another namespace, rounded at its corners. */
export function drawCrossing(pen: Pen, crossing: CrossingShape, colour?: string): void {
  if (crossing.style === 'broken') return drawRefused(pen, crossing);
  const { ctx, theme } = pen;
  const { x1, y1, gutterX, x2, y2 } = crossing;
  const radius = Math.min(8, Math.abs(y2 - y1) / 2, gutterX - x1, x2 - gutterX);
  stroke(pen, crossing.style, colour ?? theme.wire, Math.max(3, crossing.width));
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.arcTo(gutterX, y1, gutterX, y2, radius);
  ctx.arcTo(gutterX, y2, x2, y2, radius);
  ctx.lineTo(x2, y2);
  ctx.stroke();
  ctx.setLineDash([]);
  pen.marks += 1;
}

/** No grant: the link ends before it leaves. */
function drawRefused(pen: Pen, { x1, y1, x2 }: CrossingShape): void {
  const { ctx, theme } = pen;
  const end = x2 - 10;
  stroke(pen, 'broken', theme.bad, 2);
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(end, y1);
  ctx.stroke();
  ctx.setLineDash([]);
  failingBadge(ctx, (x1 + end) / 2, y1, BADGE, theme);
  pen.marks += 2;
}

/** The share of a rule's requests, over the end of its link. */
export const shareColour = (pen: Pen): string => mix(pen.tones.band, pen.theme.text, 0.6);
