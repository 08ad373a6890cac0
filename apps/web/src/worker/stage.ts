import { type Camera, type Effect, type Frame, type MapView, type Target } from '../map/view';
import { dark, light } from '../theme/tokens';
import { living } from './effect-list';
import { Layer } from './layer';
import { type Appearance, type Size, type Surface } from './messages';
import { PerfRing } from './perf-ring';

export interface StagePorts {
  readonly now: () => number;
  readonly measure: () => number;
  /** Runs before the next repaint; returns a function that cancels. */
  readonly frame: (run: () => void) => void;
  readonly after: (ms: number, run: () => void) => () => void;
  /** A drawing threw: the map of the moment is lost, the rest goes on. */
  readonly broken: (error: unknown) => void;
}

type LayerName = 'base' | 'overlay' | 'minimap';

/** Effects move for this long, then only fade. */
const EFFECT_MOVES_MS = 450;
const EFFECT_FADES_EVERY_MS = 500;

/**
 * The canvases of one map. Draws only what was touched: `touchBase` after data, camera, colours; `touchOverlay` after
 * hover, selection, effects; nothing while nothing changes.
 */
export class Stage {
  readonly perf = new PerfRing();
  view: MapView | null = null;
  hover: Target | null = null;
  selection: Target | null = null;
  effects: readonly Effect[] = [];
  appearance: Appearance = { theme: 'dark', colourBy: 'status', reducedMotion: false, namespaces: null };
  #namespaces: ReadonlySet<string> | null = null;
  #camera: Camera | null = null;
  #base: Layer | null = null;
  #overlay: Layer | null = null;
  #minimap: Layer | null = null;
  #dirty: Record<LayerName, boolean> = { base: false, overlay: false, minimap: false };
  #asked = false;
  #cancelFade: (() => void) | null = null;

  constructor(private readonly ports: StagePorts) {}

  get size(): Size | null {
    return this.#base?.size ?? null;
  }

  get idle(): boolean {
    return !this.#asked;
  }

  attach(base: Surface, overlay: Surface, size: Size): void {
    this.#base = new Layer(base);
    this.#overlay = new Layer(overlay);
    this.resize(size);
  }

  detach(): void {
    this.#base = this.#overlay = this.#minimap = null;
    this.#camera = null;
  }

  attachMinimap(canvas: Surface | null, size: Size | null): void {
    this.#minimap = canvas && new Layer(canvas);
    if (size) this.#minimap?.resize(size);
    this.#dirty.minimap = true;
    this.#ask();
  }

  resize(size: Size): void {
    this.#base?.resize(size);
    this.#overlay?.resize(size);
    this.#dirty.base = this.#dirty.overlay = true;
    this.#paint();
  }

  look(camera: Camera): void {
    this.#camera = camera;
    this.#touch('base', 'overlay', 'minimap');
  }

  dress(appearance: Appearance): void {
    this.appearance = appearance;
    this.#namespaces = appearance.namespaces && new Set(appearance.namespaces);
    this.#touch('base', 'overlay', 'minimap');
  }

  touchData(): void {
    this.#touch('base', 'overlay', 'minimap');
  }

  touchOverlay(): void {
    this.#touch('overlay');
  }

  #touch(...layers: readonly LayerName[]): void {
    for (const layer of layers) this.#dirty[layer] = true;
    this.#ask();
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.ports.frame(() => {
      this.#asked = false;
      this.#paint();
    });
  }

  #paint(): void {
    const { view } = this;
    if (!view) return;
    const startedAt = this.ports.measure();
    try {
      this.#paintLayers(view);
    } catch (error) {
      this.ports.broken(error);
    }
    this.perf.add(this.ports.measure() - startedAt);
    this.#keepFading();
  }

  #paintLayers(view: MapView): void {
    const { base, overlay, minimap } = this.#dirty;
    this.#dirty = { base: false, overlay: false, minimap: false };
    const { size } = this;
    if (size && this.#camera) {
      const frame = this.#frame(this.#camera, size);
      if (base) this.#base?.draw((context) => view.draw(context, frame));
      if (overlay) this.#overlay?.draw((context) => this.#paintOverlay(context, frame, view));
      if (minimap && this.#minimap) this.#paintMinimap(this.#minimap, view, this.#camera, size);
    }
  }

  #paintOverlay(context: OffscreenCanvasRenderingContext2D, frame: Frame, view: MapView): void {
    context.clearRect(0, 0, frame.width, frame.height);
    view.drawOverlay(context, frame);
  }

  #paintMinimap(layer: Layer, view: MapView, camera: Camera, viewport: Size): void {
    const rect = { x: 0, y: 0, width: layer.size.width, height: layer.size.height };
    const theme = this.appearance.theme === 'light' ? light : dark;
    layer.draw((context) => {
      context.clearRect(0, 0, rect.width, rect.height);
      view.drawMinimap?.(context, rect, camera, viewport, theme);
    });
  }

  #frame(camera: Camera, size: Size): Frame {
    const { appearance, hover, selection } = this;
    const now = this.ports.now();
    this.effects = living(this.effects, now);
    return {
      camera,
      width: size.width,
      height: size.height,
      theme: appearance.theme === 'light' ? light : dark,
      colourBy: appearance.colourBy,
      now,
      hover,
      selection,
      effects: this.effects,
      reducedMotion: appearance.reducedMotion,
      namespaces: this.#namespaces,
    };
  }

  #keepFading(): void {
    this.#cancelFade?.();
    this.#cancelFade = null;
    const newest = this.effects.at(-1);
    if (!newest) return;
    const moves = !this.appearance.reducedMotion && this.ports.now() - newest.at < EFFECT_MOVES_MS;
    if (moves) this.#touch('overlay');
    else this.#cancelFade = this.ports.after(EFFECT_FADES_EVERY_MS, () => this.#touch('overlay'));
  }
}
