import { type Size, type Surface } from './messages';

/** Backing stores never grow beyond a 4K screen. */
const PIXELS_MAX = 3840 * 2160;

/** One canvas, drawn in CSS px. */
export class Layer {
  readonly #context: OffscreenCanvasRenderingContext2D | null;
  #size: Size = { width: 0, height: 0, ratio: 1 };

  constructor(readonly surface: Surface) {
    this.#context = surface.getContext('2d', { alpha: true });
  }

  get size(): Size {
    return this.#size;
  }

  /** Clears the canvas: draw right after it. */
  resize(size: Size): void {
    const ratio = Math.min(size.ratio, Math.sqrt(PIXELS_MAX / Math.max(1, size.width * size.height)));
    this.#size = { ...size, ratio };
    this.surface.width = Math.max(1, Math.round(size.width * ratio));
    this.surface.height = Math.max(1, Math.round(size.height * ratio));
  }

  /** Hands the context over, scaled to CSS px and with a clean state. */
  draw(paint: (context: OffscreenCanvasRenderingContext2D) => void): void {
    const context = this.#context;
    if (!context) return;
    context.save();
    context.setTransform(this.#size.ratio, 0, 0, this.#size.ratio, 0, 0);
    try {
      paint(context);
    } finally {
      context.restore();
    }
  }
}
