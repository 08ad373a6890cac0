import type { Theme } from '../../theme/tokens';
import type { Ctx, TextStyle } from '../drawing/text';
import { drawText } from '../drawing/text';

/** Colours of the route map that follow from the tokens. */
interface Tones {
  /** Ground of an open band. */
  readonly band: string;
  /** Ribbon at rest, on a band. */
  readonly ribbon: string;
  /** Endpoint bars of closed bands and dots of rolled-up Services. */
  readonly quiet: string;
}

/** A context with the theme and a count of the marks drawn. */
export interface Pen {
  readonly ctx: Ctx;
  readonly theme: Theme;
  readonly tones: Tones;
  marks: number;
}

export function penOf(ctx: Ctx, theme: Theme): Pen {
  return { ctx, theme, tones: tonesOf(theme), marks: 0 };
}

/** In the dark a band is a shade between ground and surface, so that plates stand out; in the light it is the surface. */
function tonesOf(theme: Theme): Tones {
  const band = isDark(theme) ? mix(theme.bg, theme.surface, 0.55) : theme.surface;
  return { band, ribbon: mix(band, theme.wire, 0.55), quiet: mix(band, theme.ok, 0.75) };
}

function isDark(theme: Theme): boolean {
  return channels(theme.bg).reduce((sum, value) => sum + value, 0) < 3 * 128;
}

/** The colour `share` of the way from a to b; both `#rrggbb`. */
function mix(a: string, b: string, share: number): string {
  const to = channels(b);
  const mixed = channels(a).map((value, index) => Math.round(value + ((to[index] ?? value) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** A straight line. */
export function line(pen: Pen, x1: number, y1: number, x2: number, y2: number, colour: string, width: number): void {
  const { ctx } = pen;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
  pen.marks += 1;
}

/** A filled rectangle. */
export function bar(pen: Pen, x: number, y: number, width: number, height: number, colour: string): void {
  pen.ctx.fillStyle = colour;
  pen.ctx.fillRect(x, y, width, height);
  pen.marks += 1;
}

/** A rounded rectangle on whole pixels: filled, and outlined inside its edge where a border is given. */
export function plate(
  pen: Pen,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  fill: string | null,
  border: string | null,
  radius = 6,
  borderWidth = 1,
): void {
  const { ctx } = pen;
  const inset = border === null ? 0 : borderWidth / 2;
  ctx.beginPath();
  ctx.roundRect(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset, radius);
  if (fill !== null) {
    ctx.fillStyle = fill;
    ctx.fill();
  }
  if (border !== null) {
    ctx.strokeStyle = border;
    ctx.lineWidth = borderWidth;
    ctx.stroke();
  }
  pen.marks += 1;
}

/** Text, counted as a mark. Returns its width. */
export function write(pen: Pen, text: string, x: number, y: number, style: TextStyle): number {
  if (text === '') return 0;
  pen.marks += 1;
  return drawText(pen.ctx, text, x, y, style);
}
