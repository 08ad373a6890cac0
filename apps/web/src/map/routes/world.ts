import type { Band, RouteLayout } from '@netkaart/layout';
import type { Camera, Frame } from '../view';
import { HEADS_HEIGHT } from './draw-heads';
import type { Pen } from './pen';

/** Runs `draw` in world px. At natural size the world stands on whole screen px, so that lines stay sharp. */
export function inWorld(pen: Pen, camera: Camera, draw: () => void): void {
  const { ctx } = pen;
  ctx.save();
  ctx.translate(camera.k === 1 ? Math.round(camera.x) : camera.x, camera.k === 1 ? Math.round(camera.y) : camera.y);
  ctx.scale(camera.k, camera.k);
  draw();
  ctx.restore();
}

/** The bands that a frame shows, at least in part. */
export function visibleBands(layout: RouteLayout, frame: Frame): readonly Band[] {
  const top = (HEADS_HEIGHT - frame.camera.y) / frame.camera.k;
  const bottom = (frame.height - frame.camera.y) / frame.camera.k;
  return layout.bands.filter((band) => band.y < bottom && band.y + band.height > top);
}

/** World px by which the rail stands lower than laid out: it stays below the heads while the bands scroll, to their end. */
export function railShift({ rail, top, bottom }: RouteLayout, camera: Camera): number {
  const scrolled = (HEADS_HEIGHT - camera.y) / camera.k - (top - 3);
  return Math.max(0, Math.min(scrolled, Math.max(bottom, rail.bottom) - rail.bottom));
}
