import { levelOf, nextLevel, type Level } from '@netkaart/layout';
import type { Camera, Detail, Frame, LegendItem, MapView, Rect, Target, ViewInput } from '../view';
import type { ColourBy } from '../view';
import type { Theme } from '../../theme/tokens';
import type { Ctx } from '../drawing/text';
import { Atlas } from './atlas';
import { chosenOf } from './chosen';
import { drawCards } from './draw-cards';
import { drawOverlay } from './draw-overlay';
import { drawServicePlate } from './draw-plate';
import { drawPools } from './draw-pools';
import { drawProvinces } from './draw-provinces';
import { drawSticky } from './draw-sticky';
import { drawWaiting } from './draw-waiting';
import { homeCamera, zoomLimits } from './home';
import { legendOf } from './legend';
import { drawWorldMinimap } from './minimap';
import { nextTarget } from './neighbour';
import { Pen } from './pen';
import { pickAt } from './pick';
import { allPositions, rectOf } from './places-of-targets';
import { SceneKeeper } from './scene';
import { titleOf } from './title';

const NOWHERE: Rect = { x: 0, y: 0, width: 1, height: 1 };
const DETAILS: readonly Detail[] = ['L0', 'L1', 'L2', 'L3'];

/** The subnet map. Before the first update it draws nothing and finds nothing. */
export function createSubnetView(): SubnetView {
  return new SubnetView();
}

/** A map view that can also draw itself small. */
export class SubnetView implements MapView {
  private readonly keeper = new SceneKeeper();
  private readonly atlas = new Atlas();
  private level: Level | null = null;
  private lastMarks = 0;
  private lastNow = 0;

  update(input: ViewInput): void {
    this.keeper.update(input);
  }

  bounds(): Rect {
    return this.keeper.current?.world.bounds ?? NOWHERE;
  }

  home(viewport: { readonly width: number; readonly height: number }): Camera {
    return homeCamera(this.keeper.current?.world ?? null, viewport);
  }

  zoomRange(viewport: { readonly width: number; readonly height: number }): readonly [number, number] {
    return zoomLimits(this.keeper.current?.world ?? null, viewport);
  }

  detail(camera: Camera): Detail {
    const tile = (this.keeper.current?.world.tile ?? 1) * camera.k;
    this.level = this.level === null ? levelOf(tile) : nextLevel(this.level, tile);
    return DETAILS[this.level] ?? 'L0';
  }

  draw(ctx: Ctx, frame: Frame): void {
    ctx.fillStyle = frame.theme.bg;
    ctx.fillRect(0, 0, frame.width, frame.height);
    this.lastNow = frame.now;
    const scene = this.keeper.current;
    if (!scene) return;
    const pen = new Pen(ctx, frame, scene);
    const chosen = chosenOf(scene, frame.selection);
    switch (scene.world.arrangement) {
      case 'cards':
        drawCards(pen, this.atlas, chosen);
        break;
      case 'pools':
        drawPools(pen, this.atlas, chosen);
        break;
      case 'provinces':
        drawProvinces(pen, this.atlas, chosen);
        break;
    }
    drawServicePlate(pen, chosen.service);
    drawWaiting(pen);
    drawSticky(pen);
    this.lastMarks = pen.marks;
  }

  drawOverlay(ctx: Ctx, frame: Frame): void {
    ctx.clearRect(0, 0, frame.width, frame.height);
    const scene = this.keeper.current;
    if (scene) drawOverlay(new Pen(ctx, frame, scene), frame, chosenOf(scene, frame.selection));
  }

  pick(x: number, y: number, camera: Camera): Target | null {
    const scene = this.keeper.current;
    return scene ? pickAt(scene, x, y, camera) : null;
  }

  locate(target: Target): Rect | null {
    const scene = this.keeper.current;
    return scene ? rectOf(scene, target) : null;
  }

  neighbour(from: Target | null, direction: 'left' | 'right' | 'up' | 'down'): Target | null {
    const scene = this.keeper.current;
    return scene ? nextTarget(scene, from, direction) : null;
  }

  title() {
    const scene = this.keeper.current;
    return scene ? titleOf(scene) : { heading: '', key: 'title.subnet.empty', values: {} };
  }

  legend(colourBy: ColourBy, theme: Theme): readonly LegendItem[] {
    const scene = this.keeper.current;
    return scene ? legendOf(scene, colourBy, theme, this.lastNow) : [];
  }

  positions(): ReadonlyMap<string, Rect> {
    const scene = this.keeper.current;
    return scene ? allPositions(scene) : new Map();
  }

  marks(): number {
    return this.lastMarks;
  }

  /** The whole map in a small rectangle with a frame around what the camera shows. */
  drawMinimap(
    ctx: Ctx,
    rect: Rect,
    camera: Camera,
    viewport: { readonly width: number; readonly height: number },
    theme: Theme,
  ): void {
    const scene = this.keeper.current;
    if (scene) drawWorldMinimap(ctx, scene, rect, camera, viewport, theme);
  }
}

/** See SubnetView.drawMinimap. */
export function drawMinimap(
  ctx: Ctx,
  view: SubnetView,
  rect: Rect,
  camera: Camera,
  viewport: { readonly width: number; readonly height: number },
  theme: Theme,
): void {
  view.drawMinimap(ctx, rect, camera, viewport, theme);
}
