import type { CrossingShape, LinkShape, LinkStyle } from '@netkaart/layout';
import type { Remark } from '@netkaart/network';
import { remarkWords } from '@netkaart/network';
import { failingBadge } from '../drawing/glyphs';
import { fitText, knockOutText } from '../drawing/text';
import { type Pen, write } from './pen';

const BADGE = 13;
/** Narrower gaps have no room for words. */
const WORDS_GAP = 120;

/** The links of a band: ribbons, and where they break. */
export function drawLinks(pen: Pen, links: readonly LinkShape[]): void {
  for (const link of links) drawLink(pen, link);
  for (const link of links) if (link.style === 'broken') drawBreak(pen, link);
}

/** What is written on the links of a band, over everything that crosses them. */
export function drawLinkTexts(pen: Pen, links: readonly LinkShape[], ground: string): void {
  for (const link of links) {
    if (link.remark) drawLinkWords(pen, link, link.remark, ground);
    if (link.share !== null) drawShare(pen, link, link.share);
  }
}

/** A link along its way, in another colour and thinner where told (selection). */
export function drawLink(pen: Pen, link: LinkShape, colour?: string, widthMax = Infinity): void {
  const { ctx, theme } = pen;
  if (link.style === 'local') return drawDouble(pen, link, colour ?? theme.control);
  stroke(pen, link.style, colour ?? colourOf(pen, link), Math.min(link.width, widthMax));
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

/** A word on a link breaks it. Gaps that are too narrow for words have a row's or plate's words instead. */
function drawLinkWords(pen: Pen, link: LinkShape, remark: Remark, ground: string): void {
  const gap = link.x2 - link.x1;
  if (gap < WORDS_GAP) return;
  const style = { size: 12, colour: pen.theme.muted, align: 'center' } as const;
  const text = fitText(pen.ctx, remarkWords(remark).replaceAll('`', ''), gap - 20, style);
  knockOutText(pen.ctx, text, (link.x1 + link.x2) / 2, (link.y1 + link.y2) / 2, style, {
    colour: ground,
    padX: 8,
    height: 16,
  });
  pen.marks += 1;
}

/** '90 %' over the end of a link that takes a part of its rule's requests. */
function drawShare(pen: Pen, link: LinkShape, share: number): void {
  const text = `${Math.round(share * 100)} %`;
  write(pen, text, link.x2 - 4, link.y2 - link.width / 2 - 8, { size: 11, colour: pen.theme.muted, align: 'right' });
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
