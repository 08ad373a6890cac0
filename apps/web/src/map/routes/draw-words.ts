import { type BandContent, type RowLabel, type RowWords, usableOf } from '@netkaart/layout';
import { isBreak, remarkWords, type RouteService } from '@netkaart/network';
import { failingBadge } from '../drawing/glyphs';
import { fitText, fontOf, textWidth, type TextStyle } from '../drawing/text';
import { type Pen, write } from './pen';
import { breakHeading, counted, remarkRuns, type Run } from './words';

/** Everything said beside and below the rows of a band. `ground`: the halo's colour where links may run below. */
export function drawWords(pen: Pen, content: BandContent, ground: string): void {
  for (const words of content.words) drawRowWords(pen, words, ground);
}

function drawRowWords(pen: Pen, words: RowWords, ground: string): void {
  const [first, ...more] = words.remarks;
  if (!first) return;
  const usable = words.service ? usableOf(words.service) : 0;
  const plus = more.length === 0 ? '' : ` +${more.length}`;
  const heading = breakHeading(first, words.service, usable) + plus;
  const bold: TextStyle = { size: 12, weight: 600, colour: pen.theme.text };
  const y = words.oneLine ? words.y : words.y - 7.5;
  halo(pen, heading, words.x, y, bold, ground);
  const indent = words.oneLine ? textWidth(pen.ctx, heading, bold) + 10 : 0;
  drawRuns(
    pen,
    remarkRuns(first),
    words.x + indent,
    words.oneLine ? words.y : words.y + 8,
    words.width - indent,
    ground,
  );
}

/** Runs of one sentence: literals in mono and full colour. Cut at the width. */
function drawRuns(pen: Pen, runs: readonly Run[], x: number, y: number, width: number, ground: string): void {
  let at = x;
  for (const run of runs) {
    const style: TextStyle = run.literal
      ? { size: 11.5, weight: 600, mono: true, colour: pen.theme.text }
      : { size: 12, colour: pen.theme.muted };
    const room = x + width - at;
    const fits = textWidth(pen.ctx, run.text, style) <= room;
    const text = fits ? run.text : fitText(pen.ctx, run.text, room, style);
    at += halo(pen, text, at, y, style, ground);
    if (!fits) return;
  }
}

function halo(pen: Pen, text: string, x: number, y: number, style: TextStyle, ground: string): number {
  const { ctx } = pen;
  ctx.font = fontOf(style);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 5;
  ctx.strokeStyle = ground;
  ctx.strokeText(text, x, y + style.size * 0.355);
  return write(pen, text, x, y, style);
}

/** Where links come from and lead to beyond the band. */
export function drawLabels(pen: Pen, content: BandContent): void {
  for (const label of content.labels) drawLabel(pen, label);
}

function drawLabel(pen: Pen, label: RowLabel): void {
  const style: TextStyle = { size: 12, colour: pen.theme.muted, align: label.align };
  if (label.kind === 'incoming') write(pen, `from ${label.text}`, label.x, label.y, style);
  else if (label.kind === 'outgoing')
    write(pen, label.remark ? remarkWords(label.remark) : '', label.x, label.y, style);
  else drawExternal(pen, label);
}

function drawExternal(pen: Pen, label: RowLabel): void {
  const arrow = write(pen, '→ ', label.x, label.y, { size: 12, colour: pen.theme.muted });
  write(pen, label.text, label.x + arrow, label.y, { size: 11, mono: true, colour: pen.theme.text });
}

/** The rolled-up Services of a band by name, and the row that says how many more there are. */
export function drawRolledUp(pen: Pen, content: BandContent, left: number, gutterX: number): void {
  const { rollUp, more } = content;
  const { theme } = pen;
  if (rollUp) {
    const y = rollUp.y + rollUp.height / 2;
    const names = rollUp.services.map(rolledName);
    const style: TextStyle = { size: 12, colour: theme.faint, align: 'right' };
    write(pen, namesWithin(pen, names, gutterX - 12 - left, style), gutterX - 12, y, style);
    const text = `${counted(rollUp.services.length, 'Service', 'Services')} inside only`;
    const width = write(pen, text, rollUp.x + 12, y, { size: 12, colour: theme.muted });
    drawRolledTrouble(pen, rollUp.services, rollUp.x + 12 + width + 10, y);
  }
  if (!more) return;
  const text = `${counted(more.rows, 'more row', 'more rows')} · ${counted(more.services, 'Service', 'Services')}`;
  write(pen, text, more.x + 12, more.y + more.height / 2, { size: 12, weight: 500, colour: theme.text });
}

/** Rolled-up Services of which nothing is ready: named by their number, trouble never hides. */
function drawRolledTrouble(pen: Pen, services: readonly RouteService[], x: number, y: number): void {
  const broken = services.filter((service) => service.remarks.some(isBreak)).length;
  if (broken === 0) return;
  failingBadge(pen.ctx, x + 6, y, 11, pen.theme);
  write(pen, String(broken), x + 16, y, { size: 11.5, weight: 600, colour: pen.theme.text });
  pen.marks += 1;
}

function rolledName({ name, headless, externalName }: RouteService): string {
  if (externalName !== '') return `${name} (→ ${externalName})`;
  return headless ? `${name} (headless)` : name;
}

/** As many names as fit, then how many more. */
function namesWithin(pen: Pen, names: readonly string[], width: number, style: TextStyle): string {
  for (let count = names.length; count > 0; count--) {
    const rest = names.length - count;
    const text = names.slice(0, count).join(', ') + (rest > 0 ? ` +${rest}` : '');
    if (textWidth(pen.ctx, text, style) <= width) return text;
  }
  return counted(names.length, 'name', 'names');
}
