import type { Topology } from '@netkaart/topology';
import type { Theme } from '../theme/tokens';

/** Anything one can point at: `uid:<uid>`, `ip:<address>`, `cidr:<prefix>`, `ns:<name>`, or a view's own `x:<id>`. */
export type Target = string;

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** screen = world * k + (x, y), in CSS px. */
export interface Camera {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export type ColourBy = 'status' | 'namespace' | 'owner' | 'policy' | 'age' | 'free';

/** Arrival, departure or change of one object, for rings and ghosts; `at` in ms since 1970. Old ones are dropped by the shell. */
export interface Effect {
  readonly target: Target;
  readonly type: 'arrive' | 'leave' | 'change';
  readonly at: number;
}

/** What a view is built from. `places` are the server's slots; `options` the view's own part of the URL. */
export interface ViewInput {
  readonly topology: Topology;
  readonly places: readonly { readonly group: string; readonly key: string; readonly slot: number }[];
  readonly options: Readonly<Record<string, string>>;
  /** CSS px of the map area: may choose the camera's fit and text density, never a place in the world. */
  readonly viewport: { readonly width: number; readonly height: number };
}

/** What one frame needs besides the scene. */
export interface Frame {
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly colourBy: ColourBy;
  /** ms since 1970; the only clock of a drawing. */
  readonly now: number;
  readonly hover: Target | null;
  readonly selection: Target | null;
  readonly effects: readonly Effect[];
  readonly reducedMotion: boolean;
  /** Namespaces to show; null = all. Others are drawn at ramp step 1. */
  readonly namespaces: ReadonlySet<string> | null;
}

export type LegendMark =
  | 'pod-ok'
  | 'pod-pending'
  | 'pod-bad'
  | 'pod-unknown'
  | 'pod-leaving'
  | 'pod-new'
  | 'free'
  | 'nearly-full'
  | 'interface'
  | 'tunnel-end'
  | 'bridge'
  | 'overlay'
  | 'node-not-ready'
  | 'local'
  | 'colour';
export interface LegendItem {
  readonly mark: LegendMark;
  /** Message key under `legend.`; `text` instead for names (colour by namespace). */
  readonly key: string;
  readonly text?: string;
  readonly colour?: string;
  readonly count: number | null;
}

/** The title row: `heading` in mono where it is an address; the sentence is a message key with values (counts "n of n"). */
export interface Title {
  readonly heading: string;
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** One level of detail name for URL and tests. */
export type Detail = 'L0' | 'L1' | 'L2' | 'L3';

/**
 * A map: geometry from a topology, drawn on a 2D context. Pure apart from its own caches; no DOM, no clock, no random;
 * lives in the worker. Contexts arrive scaled by the device pixel ratio: draw in CSS px. `draw` paints the base layer
 * (must clear it first), `drawOverlay` hover, selection and effects.
 */
export interface MapView {
  update(input: ViewInput): void;
  /** The whole world in world units; the shell fits it into the viewport on first sight and on `f`. */
  bounds(): Rect;
  /** Camera at which the view opens (fits bounds, respects the density of the pictures). */
  home(viewport: { readonly width: number; readonly height: number }): Camera;
  zoomRange(viewport: { readonly width: number; readonly height: number }): readonly [number, number];
  detail(camera: Camera): Detail;
  draw(ctx: OffscreenCanvasRenderingContext2D, frame: Frame): void;
  drawOverlay(ctx: OffscreenCanvasRenderingContext2D, frame: Frame): void;
  /** Topmost thing at a screen point, or null. */
  pick(x: number, y: number, camera: Camera): Target | null;
  /**
   * What pressing a target changes in the view's own options (a band opens, a row unfolds): the options that differ,
   * '' included; null when pressing it means to select it.
   */
  press?(target: Target): Readonly<Record<string, string>> | null;
  /** World rectangle of a target, or null when this map does not show it. An unused address has a place too. */
  locate(target: Target): Rect | null;
  /** Next target in a direction for the arrow keys; from null: the first. */
  neighbour(from: Target | null, direction: 'left' | 'right' | 'up' | 'down'): Target | null;
  title(): Title;
  legend(colourBy: ColourBy, theme: Theme): readonly LegendItem[];
  /** Positions of all pods' cells, for tests: uid -> world rect. */
  positions(): ReadonlyMap<string, Rect>;
  /** The whole map small, in `rect`, with a frame around what the camera shows; a view without it has no minimap. */
  drawMinimap?(
    ctx: OffscreenCanvasRenderingContext2D,
    rect: Rect,
    camera: Camera,
    viewport: { readonly width: number; readonly height: number },
    theme: Theme,
  ): void;
  /** Marks drawn in the last frame, for tests and the status line. */
  marks(): number;
}
