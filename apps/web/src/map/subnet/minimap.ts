import type { Theme } from '../../theme/tokens';
import type { Ctx } from '../drawing/text';
import type { Camera, Rect } from '../view';
import { rampStep } from './draw-tiles';
import { ownerOfBlock, type Scene } from './scene';
import { countOf } from './tally';

/** The whole world in a small rectangle with the frame of what is in sight; trouble is at least 4 px. */
export function drawWorldMinimap(
  ctx: Ctx,
  scene: Scene,
  rect: Rect,
  camera: Camera,
  viewport: { readonly width: number; readonly height: number },
  theme: Theme,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1, 6);
  ctx.fillStyle = theme.surface;
  ctx.fill();
  ctx.strokeStyle = theme.hairline;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.clip();
  const view = fit(scene, rect);
  drawLots(ctx, scene, view, theme);
  frameOf(ctx, view, camera, viewport, rect, theme);
  ctx.restore();
}

interface Fit {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

const PAD = 6;

function fit(scene: Scene, rect: Rect): Fit {
  const { bounds } = scene.world;
  const top = 50;
  const k = Math.min((rect.width - 2 * PAD) / bounds.width, (rect.height - 2 * PAD) / Math.max(1, bounds.height - top));
  return { k, x: rect.x + (rect.width - bounds.width * k) / 2, y: rect.y + PAD - top * k };
}

function drawLots(ctx: Ctx, scene: Scene, view: Fit, theme: Theme): void {
  const { lots } = scene.world;
  const troubles: { x: number; y: number; colour: string }[] = [];
  for (let lot = 0; lot < lots.count; lot++) {
    const block = lots.block[lot] ?? -1;
    const of = scene.plan.blocks[block];
    const x = view.x + (lots.x[lot] ?? 0) * view.k;
    const y = view.y + (lots.y[lot] ?? 0) * view.k;
    ctx.fillStyle = of ? (theme.ramp[Math.max(1, rampStep(of.pods.length, of.usable))] ?? theme.ok) : theme.lot;
    ctx.fillRect(
      x,
      y,
      Math.max(1, (lots.width[lot] ?? 0) * view.k - 0.5),
      Math.max(1, (lots.height[lot] ?? 0) * view.k - 0.5),
    );
    const tally = scene.tallies.of(block);
    const colour =
      ownerOfBlock(scene, block)?.silent || countOf(tally, 'bad') > 0
        ? theme.bad
        : countOf(tally, 'pending') > 0
          ? theme.pending
          : null;
    if (colour !== null)
      troubles.push({
        x: x + ((lots.width[lot] ?? 0) * view.k) / 2,
        y: y + ((lots.height[lot] ?? 0) * view.k) / 2,
        colour,
      });
  }
  for (const { x, y, colour } of troubles) {
    ctx.fillStyle = colour;
    ctx.fillRect(x - 2, y - 2, 4, 4);
  }
  ctx.fillStyle = theme.lot;
  for (const fold of scene.world.folds)
    ctx.fillRect(
      view.x + fold.x * view.k,
      view.y + fold.y * view.k,
      fold.width * view.k,
      Math.max(1, fold.height * view.k - 1),
    );
}

function frameOf(
  ctx: Ctx,
  view: Fit,
  camera: Camera,
  viewport: { readonly width: number; readonly height: number },
  rect: Rect,
  theme: Theme,
): void {
  const x = view.x + (-camera.x / camera.k) * view.k;
  const y = view.y + (-camera.y / camera.k) * view.k;
  const right = Math.min(rect.x + rect.width - 2, x + (viewport.width / camera.k) * view.k);
  const bottom = Math.min(rect.y + rect.height - 2, y + (viewport.height / camera.k) * view.k);
  const left = Math.max(rect.x + 2, x);
  const top = Math.max(rect.y + 2, y);
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 1.5;
  ctx.strokeRect(left, top, Math.max(4, right - left), Math.max(4, bottom - top));
}
