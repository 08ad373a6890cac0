import { anchorShift, type FilterCounts } from '@netkaart/layout';
import { breaks, type RouteTrouble } from '@netkaart/network';
import type { Theme } from '../../theme/tokens';
import type { Camera, ColourBy, LegendItem, MapView, Rect, Target, Title, ViewInput } from '../view';
import { drawBase } from './draw-base';
import { drawOverlay } from './draw-overlay';
import { locate, podBoxes } from './locate';
import { neighbour } from './neighbour';
import { pressed } from './options';
import { pick } from './pick';
import { selectedTitle } from './selected';
import { type RouteScene, sceneOf, serviceCount } from './scene';

/**
 * The route map. Options of the URL: `open` (namespaces whose band is open; absent: those with trouble, in a small
 * cluster all), `show` (all | exposed | broken | waiting), `inside` (namespaces whose inside-only Services have a row
 * each), `more` (namespaces without the cap of 400 rows). pick() answers `x:band:NAME`, `x:inside:NAME` or `x:more:NAME`
 * for what press() toggles in them.
 */
export interface RouteMapView extends MapView {
  /** Counts for the chips; `active` is the filter in force. */
  filters(): FilterCounts & { readonly active: string };
  /** Namespaces whose bands are open now, also those that opened by themselves. */
  open(): readonly string[];
  press(target: Target): Readonly<Record<string, string>> | null;
  /** The sentence about a selected Service for the title row's right end; null for anything else. */
  selected(target: Target): Title | null;
  /** What is broken, worst first. */
  broken(): readonly RouteTrouble[];
  /** World px by which a target moved down in the last update: subtract k times this from the camera's y to keep it in place. */
  anchorShift(target: Target): number;
}

const EMPTY: ViewInput['viewport'] = { width: 1376, height: 796 };

/** A route map without content until its first update. */
export function createRouteView(): RouteMapView {
  return new RouteView();
}

class RouteView implements RouteMapView {
  private scene: RouteScene | null = null;
  private before: RouteScene | null = null;
  private camera: Camera = { k: 1, x: 0, y: 0 };
  private marked = 0;

  update(input: ViewInput): void {
    this.before = this.scene;
    this.scene = sceneOf(input, this.scene);
  }

  bounds(): Rect {
    const { width, height } = this.scene?.layout ?? EMPTY;
    return { x: 0, y: 0, width, height };
  }

  home(): Camera {
    return { k: 1, x: 0, y: 0 };
  }

  zoomRange(viewport: { readonly width: number }): readonly [number, number] {
    return [Math.min(1, Math.max(0.25, viewport.width / this.bounds().width)), 2];
  }

  detail(): 'L2' {
    return 'L2';
  }

  draw: MapView['draw'] = (ctx, frame) => {
    this.camera = frame.camera;
    if (this.scene) this.marked = drawBase(ctx, frame, this.scene);
  };

  drawOverlay: MapView['drawOverlay'] = (ctx, frame) => {
    if (this.scene) drawOverlay(ctx, frame, this.scene);
  };

  pick(x: number, y: number, camera: Camera): Target | null {
    return this.scene && pick(this.scene, x, y, camera);
  }

  press(target: Target): Readonly<Record<string, string>> | null {
    return this.scene && pressed(this.scene.options, this.open(), target);
  }

  locate(target: Target): Rect | null {
    return this.scene && locate(this.scene, target, this.camera);
  }

  neighbour(from: Target | null, direction: 'left' | 'right' | 'up' | 'down'): Target | null {
    return this.scene && neighbour(this.scene, from, direction);
  }

  title(): Title {
    const { counts, shown } = this.scene ?? { counts: null, shown: null };
    const values = {
      services: shown ? serviceCount(shown) : 0,
      of: counts?.all ?? 0,
      namespaces: shown?.namespaces.size ?? 0,
      exposed: counts?.exposed ?? 0,
      broken: counts?.broken ?? 0,
      waiting: counts?.waiting ?? 0,
    };
    return { heading: '', key: 'routes.title', values };
  }

  legend(_colourBy: ColourBy, theme: Theme): readonly LegendItem[] {
    const counts = this.scene ? endpointTotals(this.scene) : null;
    return [
      { mark: 'pod-ok', key: 'ready', colour: theme.ok, count: counts?.ready ?? 0 },
      { mark: 'pod-pending', key: 'notReady', colour: theme.pending, count: counts?.notReady ?? 0 },
      { mark: 'pod-bad', key: 'failing', colour: theme.bad, count: counts?.failing ?? 0 },
      { mark: 'pod-unknown', key: 'unknown', colour: theme.unknown, count: counts?.nodeNotReady ?? 0 },
      { mark: 'pod-leaving', key: 'leaving', colour: theme.leaving, count: counts?.draining ?? 0 },
      { mark: 'local', key: 'local', count: null },
    ];
  }

  positions(): ReadonlyMap<string, Rect> {
    return this.scene ? podBoxes(this.scene.layout) : new Map<string, Rect>();
  }

  marks(): number {
    return this.marked;
  }

  filters(): FilterCounts & { readonly active: string } {
    const counts = this.scene?.counts ?? { all: 0, exposed: 0, broken: 0, waiting: 0 };
    return { ...counts, active: this.scene?.options.show ?? 'all' };
  }

  open(): readonly string[] {
    return (this.scene?.layout.bands ?? []).filter((band) => band.open).map((band) => band.namespace);
  }

  selected(target: Target): Title | null {
    return this.scene && selectedTitle(this.scene.graph, target);
  }

  broken(): readonly RouteTrouble[] {
    return this.scene ? breaks(this.scene.graph) : [];
  }

  anchorShift(target: Target): number {
    if (!this.scene || !this.before) return 0;
    return anchorShift(this.before.layout, this.scene.layout, target.replace(/^(uid|ns|x:band):/, ''));
  }
}

function endpointTotals({
  shown,
}: RouteScene): Record<'ready' | 'notReady' | 'failing' | 'nodeNotReady' | 'draining', number> {
  const totals = { ready: 0, notReady: 0, failing: 0, nodeNotReady: 0, draining: 0 };
  for (const { counts } of shown.namespaces.values()) {
    totals.ready += counts.ready;
    totals.notReady += counts.notReady;
    totals.failing += counts.failing;
    totals.nodeNotReady += counts.nodeNotReady;
    totals.draining += counts.draining;
  }
  return totals;
}
