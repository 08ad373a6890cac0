import { type Camera, type Rect } from './view';

/** The camera that shows the whole rectangle in the middle of the picture, as large as it goes. */
export function fitCamera(world: Rect, size: { readonly width: number; readonly height: number }, margin = 0): Camera {
  const width = Math.max(1, size.width - 2 * margin);
  const height = Math.max(1, size.height - 2 * margin);
  const k = Math.min(width / Math.max(1e-6, world.width), height / Math.max(1e-6, world.height));
  return {
    k,
    x: size.width / 2 - (world.x + world.width / 2) * k,
    y: size.height / 2 - (world.y + world.height / 2) * k,
  };
}
