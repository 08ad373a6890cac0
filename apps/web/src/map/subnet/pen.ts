import { drawText, fitText, haloText, textWidth, type Ctx, type TextStyle } from '../drawing/text';
import type { Theme } from '../../theme/tokens';
import type { Frame, Rect } from '../view';
import type { PodState } from '@netkaart/network';
import { failingBadge, pendingBadge, unknownBadge } from '../drawing/glyphs';
import type { Scene } from './scene';

/** A drawing in progress: world to screen, what is in sight, how much was drawn. Screen sizes are CSS px. */
export class Pen {
  marks = 0;
  readonly k: number;
  readonly theme: Theme;

  constructor(
    readonly ctx: Ctx,
    readonly frame: Frame,
    readonly scene: Scene,
  ) {
    this.k = frame.camera.k;
    this.theme = frame.theme;
  }

  x(world: number): number {
    return world * this.k + this.frame.camera.x;
  }

  y(world: number): number {
    return world * this.k + this.frame.camera.y;
  }

  /** Screen rectangle of a world rectangle. */
  box(world: Rect): Rect {
    return { x: this.x(world.x), y: this.y(world.y), width: world.width * this.k, height: world.height * this.k };
  }

  /** World rectangle of a screen rectangle. */
  world(box: Rect): Rect {
    const { x, y } = this.frame.camera;
    return { x: (box.x - x) / this.k, y: (box.y - y) / this.k, width: box.width / this.k, height: box.height / this.k };
  }

  /** Whether any of a world rectangle is in sight, with a margin in px. */
  sees(world: Rect, margin = 24): boolean {
    const { width, height } = this.frame;
    const left = this.x(world.x);
    const top = this.y(world.y);
    return (
      left < width + margin &&
      top < height + margin &&
      left + world.width * this.k > -margin &&
      top + world.height * this.k > -margin
    );
  }

  text(text: string, x: number, y: number, style: TextStyle): number {
    this.marks++;
    return drawText(this.ctx, text, x, y, style);
  }

  halo(text: string, x: number, y: number, style: TextStyle): number {
    this.marks++;
    return haloText(this.ctx, text, x, y, style, this.theme.bg);
  }

  /** Text cut to a width; '' and width 0 when nothing fits. */
  fitted(text: string, x: number, y: number, width: number, style: TextStyle): number {
    const cut = fitText(this.ctx, text, width, style);
    return cut === '' ? 0 : this.text(cut, x, y, style);
  }

  width(text: string, style: TextStyle): number {
    return textWidth(this.ctx, text, style);
  }

  fill(colour: string, x: number, y: number, width: number, height: number): void {
    this.marks++;
    this.ctx.fillStyle = colour;
    this.ctx.fillRect(x, y, width, height);
  }

  line(colour: string, lineWidth: number, ...points: readonly (readonly [number, number])[]): void {
    const { ctx } = this;
    this.marks++;
    ctx.strokeStyle = colour;
    ctx.lineWidth = lineWidth;
    ctx.beginPath();
    points.forEach(([x, y], i) => (i === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
    ctx.stroke();
  }

  /** The badge of a state centred on a point. */
  badge(state: PodState, cx: number, cy: number, size: number): void {
    this.marks++;
    if (state === 'bad') failingBadge(this.ctx, cx, cy, size, this.theme);
    else if (state === 'pending') pendingBadge(this.ctx, cx, cy, size, this.theme);
    else unknownBadge(this.ctx, cx, cy, size, this.theme);
  }
}
