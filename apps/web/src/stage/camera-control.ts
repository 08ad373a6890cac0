import { interpolateZoom } from 'd3-interpolate';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from 'd3-zoom';
import type { Camera, Rect } from '../map/view';
import { closeUp, keepInSight, sameCamera, sightOf, zoomedAt, type Extent } from './camera-maths';

export interface Ground {
  readonly bounds: Rect;
  readonly home: Camera;
  readonly zoomRange: readonly [number, number];
}

const FLIGHT_MS_MAX = 700;
const STEP = 1.5;

/**
 * Where the reader looks from. d3-zoom reads wheel, drag and pinch; flights are ours. Knows whether it stands at home, so
 * that a new size or more data keep it there until the reader moves.
 */
export class CameraControl {
  readonly #behaviour: ZoomBehavior<HTMLElement, unknown>;
  readonly #listeners = new Set<(camera: Camera) => void>();
  #ground: Ground | null = null;
  #camera: Camera = { k: 1, x: 0, y: 0 };
  #told = false;
  #atHome = true;
  #flight = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly wheelPans: () => boolean,
    private readonly reducedMotion: () => boolean,
  ) {
    this.#behaviour = zoom<HTMLElement, unknown>()
      .clickDistance(4)
      .filter((event: Event) => this.#wants(event))
      .constrain((transform) => {
        const kept = this.#kept(transform);
        return kept === transform ? transform : zoomIdentity.translate(kept.x, kept.y).scale(kept.k);
      })
      .on('start zoom end', (event: D3ZoomEvent<HTMLElement, unknown>) => this.#zoomed(event));
    select(element).call(this.#behaviour).on('dblclick.zoom', null);
    element.addEventListener('wheel', this.#wheel, { passive: false });
  }

  get camera(): Camera {
    return this.#camera;
  }

  get atHome(): boolean {
    return this.#atHome;
  }

  get size(): Extent {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  subscribe(listener: (camera: Camera) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop(): void {
    cancelAnimationFrame(this.#flight);
    select(this.element).on('.zoom', null);
    this.element.removeEventListener('wheel', this.#wheel);
  }

  /** The world as it is now. The camera stays, unless it stands at home. */
  stand(ground: Ground): void {
    this.#ground = ground;
    this.#behaviour.scaleExtent([...ground.zoomRange]);
    if (this.#atHome) this.#jump(ground.home);
  }

  /** To a camera, at once. */
  place(camera: Camera): void {
    this.#atHome = false;
    this.#jump(camera);
  }

  home(): void {
    if (this.#ground) this.#fly(this.#ground.home, true);
  }

  /** So that a place is seen; stays where it is when it is seen already. */
  show(place: Rect): void {
    if (!this.#ground) return;
    const target = sightOf(place, this.#camera, this.size, this.#ground.zoomRange);
    if (target !== this.#camera) this.#fly(target);
  }

  /** So that a place fills the picture. */
  fill(place: Rect): void {
    if (this.#ground) this.#fly(closeUp(place, this.size, this.#ground.zoomRange));
  }

  /** Nearer (1) or farther (-1) by one step, about the middle or a screen point. */
  step(direction: 1 | -1, at?: { readonly x: number; readonly y: number }): void {
    if (!this.#ground) return;
    const { width, height } = this.size;
    const centre = at ?? { x: width / 2, y: height / 2 };
    this.#fly(zoomedAt(this.#camera, direction > 0 ? STEP : 1 / STEP, centre, this.#ground.zoomRange));
  }

  pan(dx: number, dy: number): void {
    this.#atHome = false;
    this.#jump(this.#kept({ ...this.#camera, x: this.#camera.x - dx, y: this.#camera.y - dy }));
  }

  #wants(event: Event): boolean {
    if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey || !this.wheelPans();
    return !(event instanceof MouseEvent) || (event.button === 0 && !event.ctrlKey);
  }

  readonly #wheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.metaKey || !this.wheelPans()) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : 1;
    this.pan(event.shiftKey ? event.deltaY * unit : event.deltaX * unit, event.shiftKey ? 0 : event.deltaY * unit);
  };

  #kept(camera: Camera): Camera {
    return this.#ground ? keepInSight(camera, this.size, this.#ground.bounds) : camera;
  }

  #zoomed(event: D3ZoomEvent<HTMLElement, unknown>): void {
    const { k, x, y } = event.transform;
    if (event.sourceEvent) {
      cancelAnimationFrame(this.#flight);
      if (event.type === 'zoom') this.#atHome = false;
    }
    this.#set({ k, x, y });
  }

  #jump(camera: Camera): void {
    cancelAnimationFrame(this.#flight);
    this.#move(camera);
  }

  #move({ k, x, y }: Camera): void {
    select(this.element).call((selection) =>
      this.#behaviour.transform(selection, zoomIdentity.translate(x, y).scale(k)),
    );
  }

  #set(camera: Camera): void {
    if (this.#told && sameCamera(camera, this.#camera)) return;
    this.#told = true;
    this.#camera = camera;
    for (const listener of this.#listeners) listener(camera);
  }

  #fly(target: Camera, toHome = false): void {
    cancelAnimationFrame(this.#flight);
    this.#atHome = toHome;
    if (this.reducedMotion() || sameCamera(target, this.#camera)) return this.#move(target);
    const { width, height } = this.size;
    const path = interpolateZoom(view(this.#camera, width, height), view(target, width, height));
    const durationMs = Math.min(FLIGHT_MS_MAX, Math.max(240, path.duration * 0.6));
    const startedAt = performance.now();
    const frame = (): void => {
      const t = Math.min(1, (performance.now() - startedAt) / durationMs);
      if (t === 1) return this.#move(target);
      const [cx, cy, w] = path(ease(t));
      const k = width / w;
      this.#move({ k, x: width / 2 - cx * k, y: height / 2 - cy * k });
      this.#flight = requestAnimationFrame(frame);
    };
    frame();
  }
}

function view({ k, x, y }: Camera, width: number, height: number): [number, number, number] {
  return [(width / 2 - x) / k, (height / 2 - y) / k, width / k];
}

/** Ease in and out, cubic. */
function ease(t: number): number {
  return t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2;
}
