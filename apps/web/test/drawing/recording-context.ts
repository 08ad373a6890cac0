import type { Ctx } from '../../src/map/drawing/text';

export interface DrawnText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}
export interface DrawnShape {
  readonly colour: string;
  readonly kind: 'fill' | 'stroke';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A 2D context that draws nothing and remembers texts and the boxes of shapes. Sans is taken as 0.48 em wide. */
export class RecordingContext {
  readonly texts: DrawnText[] = [];
  readonly shapes: DrawnShape[] = [];
  /** Pictures blitted or put. */
  images = 0;
  fillStyle = '';
  strokeStyle = '';
  lineWidth = 1;
  lineJoin = 'miter';
  font = '10px sans-serif';
  textAlign = 'left';
  textBaseline = 'alphabetic';
  globalAlpha = 1;
  imageSmoothingEnabled = true;
  private path: number[] = [];

  asContext(): Ctx {
    return this as unknown as Ctx;
  }

  fillText(text: string, x: number, y: number): void {
    const size = this.size();
    this.texts.push({ text, x, y: y - size * 0.355, width: this.widthOf(text), size });
  }
  strokeText(): void {
    return;
  }
  measureText(text: string): { width: number } {
    return { width: this.widthOf(text) };
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.shapes.push({ colour: this.fillStyle, kind: 'fill', x, y, width, height });
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.shapes.push({ colour: this.strokeStyle, kind: 'stroke', x, y, width, height });
  }
  clearRect(): void {
    return;
  }
  beginPath(): void {
    this.path = [];
  }
  moveTo(x: number, y: number): void {
    this.path.push(x, y);
  }
  lineTo(x: number, y: number): void {
    this.path.push(x, y);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.path.push(x, y, x + width, y + height);
  }
  roundRect(x: number, y: number, width: number, height: number): void {
    this.rect(x, y, width, height);
  }
  arc(x: number, y: number, radius: number): void {
    this.path.push(x - radius, y - radius, x + radius, y + radius);
  }
  closePath(): void {
    return;
  }
  clip(): void {
    return;
  }
  save(): void {
    return;
  }
  restore(): void {
    return;
  }
  setLineDash(): void {
    return;
  }
  scale(): void {
    return;
  }
  putImageData(): void {
    this.images++;
  }
  drawImage(): void {
    this.images++;
  }
  fill(): void {
    this.shape('fill', this.fillStyle);
  }
  stroke(): void {
    this.shape('stroke', this.strokeStyle);
  }

  private shape(kind: 'fill' | 'stroke', colour: string): void {
    const xs = this.path.filter((_, i) => i % 2 === 0);
    const ys = this.path.filter((_, i) => i % 2 === 1);
    if (xs.length === 0) return;
    const x = xs.reduce((a, b) => Math.min(a, b));
    const y = ys.reduce((a, b) => Math.min(a, b));
    this.shapes.push({
      colour,
      kind,
      x,
      y,
      width: xs.reduce((a, b) => Math.max(a, b)) - x,
      height: ys.reduce((a, b) => Math.max(a, b)) - y,
    });
  }

  private size(): number {
    return Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 10);
  }

  private widthOf(text: string): number {
    return text.length * this.size() * (this.font.includes('Mono') ? 0.6 : 0.48);
  }
}

class FakeCanvas {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}
  getContext(): RecordingContext {
    return new RecordingContext();
  }
}
class FakeImage {
  readonly data: Uint8ClampedArray;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(4 * width * height);
  }
}

/** Gives the test the canvases that a worker has. Returns how to take them away again. */
export function withOffscreenCanvas(): () => void {
  const before = { OffscreenCanvas: globalThis.OffscreenCanvas, ImageData: globalThis.ImageData };
  Object.assign(globalThis, { OffscreenCanvas: FakeCanvas, ImageData: FakeImage });
  return () => Object.assign(globalThis, before);
}
