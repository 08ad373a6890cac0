/** The context of every map. Contexts arrive scaled by the device pixel ratio; all lengths are CSS px. */
export type Ctx = OffscreenCanvasRenderingContext2D;

export interface TextStyle {
  readonly size: number;
  readonly colour: string;
  /** 400 unless told. */
  readonly weight?: 400 | 500 | 600;
  /** Geist Mono instead of Geist Sans. */
  readonly mono?: boolean;
  /** 'left' unless told. */
  readonly align?: 'left' | 'right' | 'center';
}

/** Width of one character of Geist Mono, in em. */
export const MONO_ADVANCE = 0.6;
/** Half the height of a capital letter, in em: drawing at y + this centres capitals and figures on y. */
const HALF_CAP = 0.355;
const CACHE_MAX = 4000;

const widths = new Map<string, number>();

/** The CSS font of a style. */
export function fontOf(style: TextStyle): string {
  const family = style.mono ? '"Geist Mono", monospace' : '"Geist Sans", sans-serif';
  return `${style.weight ?? 400} ${style.size}px ${family}`;
}

/** Width in px: by count for mono, measured once per text and font for sans. */
export function textWidth(ctx: Ctx, text: string, style: TextStyle): number {
  if (style.mono) return text.length * style.size * MONO_ADVANCE;
  const font = fontOf(style);
  const key = `${font}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > CACHE_MAX) widths.clear();
  ctx.font = font;
  const width = ctx.measureText(text).width;
  widths.set(key, width);
  return width;
}

/** Forget measured widths, for when a font arrives after the first drawing. */
export function forgetWidths(): void {
  widths.clear();
}

/** Text with its capitals centred on y. Returns its width. */
export function drawText(ctx: Ctx, text: string, x: number, y: number, style: TextStyle): number {
  const width = textWidth(ctx, text, style);
  ctx.font = fontOf(style);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = style.colour;
  ctx.fillText(text, leftOf(x, width, style), y + style.size * HALF_CAP);
  return width;
}

/** Text over links and cells: with a halo of 2.5 px on each side in the colour of the ground. Returns its width. */
export function haloText(ctx: Ctx, text: string, x: number, y: number, style: TextStyle, ground: string): number {
  const width = textWidth(ctx, text, style);
  ctx.font = fontOf(style);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 5;
  ctx.strokeStyle = ground;
  ctx.strokeText(text, leftOf(x, width, style), y + style.size * HALF_CAP);
  return drawText(ctx, text, x, y, style);
}

/** A word on a line breaks the line: the ground is painted behind it first. Returns the text's width. */
export function knockOutText(
  ctx: Ctx,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
  ground: { readonly colour: string; readonly padX: number; readonly height: number },
): number {
  const width = textWidth(ctx, text, style);
  ctx.fillStyle = ground.colour;
  ctx.fillRect(leftOf(x, width, style) - ground.padX, y - ground.height / 2, width + 2 * ground.padX, ground.height);
  return drawText(ctx, text, x, y, style);
}

/** The text cut to a width with `…` at its end; '' when not even one character fits. */
export function fitText(ctx: Ctx, text: string, width: number, style: TextStyle): string {
  if (textWidth(ctx, text, style) <= width) return text;
  let low = 0;
  let high = text.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(ctx, `${text.slice(0, middle)}…`, style) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${text.slice(0, low)}…`;
}

function leftOf(x: number, width: number, style: TextStyle): number {
  if (style.align === 'right') return x - width;
  return style.align === 'center' ? x - width / 2 : x;
}
