import type { Camera, Rect } from '../map/view';

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Of the picture, this part always shows some of the world. */
const SHOWN = 0.2;
/** A place counts as in sight when it keeps this distance from the edges, in px. */
const MARGIN_PX = 32;
/** A place smaller than this on the screen is flown to nearer, in px; up to this size. */
const SIGHT_MIN_PX = 9;
const SIGHT_PX = 24;

/** Screen rectangle of a world rectangle. */
export function toScreen(rect: Rect, camera: Camera): Rect {
  const { k, x, y } = camera;
  return { x: rect.x * k + x, y: rect.y * k + y, width: rect.width * k, height: rect.height * k };
}

/** World rectangle that the picture shows. */
export function inSight(camera: Camera, size: Extent): Rect {
  const { k, x, y } = camera;
  return { x: -x / k, y: -y / k, width: size.width / k, height: size.height / k };
}

/** The camera, moved as little as needed so that the world does not leave the picture. */
export function keepInSight(camera: Camera, size: Extent, world: Rect): Camera {
  const box = toScreen(world, camera);
  const dx = clampShift(box.x, box.width, size.width);
  const dy = clampShift(box.y, box.height, size.height);
  return dx === 0 && dy === 0 ? camera : { k: camera.k, x: camera.x + dx, y: camera.y + dy };
}

/** The camera from which a place is well seen: the same one when it is already. */
export function sightOf(place: Rect, camera: Camera, size: Extent, range: readonly [number, number]): Camera {
  const shown = toScreen(place, camera);
  const small = Math.max(shown.width, shown.height) < SIGHT_MIN_PX;
  if (!small && isWellInside(shown, size)) return camera;
  const k = small ? clamp(SIGHT_PX / Math.max(place.width, place.height), range) : camera.k;
  return { k, x: size.width / 2 - middleX(place) * k, y: size.height / 2 - middleY(place) * k };
}

/** The camera in which a place fills most of the picture. */
export function closeUp(place: Rect, size: Extent, range: readonly [number, number]): Camera {
  const fit = Math.min((size.width * 0.7) / place.width, (size.height * 0.7) / place.height);
  const k = clamp(fit, range);
  return { k, x: size.width / 2 - middleX(place) * k, y: size.height / 2 - middleY(place) * k };
}

/** The camera nearer (factor > 1) or farther, the given screen point staying where it is. */
export function zoomedAt(
  camera: Camera,
  factor: number,
  at: { x: number; y: number },
  range: readonly [number, number],
): Camera {
  const k = clamp(camera.k * factor, range);
  const ratio = k / camera.k;
  return { k, x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio };
}

export function sameCamera(a: Camera, b: Camera): boolean {
  return Math.abs(a.k - b.k) < 1e-6 && Math.abs(a.x - b.x) < 0.01 && Math.abs(a.y - b.y) < 0.01;
}

function isWellInside(box: Rect, size: Extent): boolean {
  const across = box.x >= MARGIN_PX && box.x + box.width <= size.width - MARGIN_PX;
  const down = box.y >= MARGIN_PX && box.y + box.height <= size.height - MARGIN_PX;
  const covers = box.width > size.width || box.height > size.height;
  return (across && down) || (covers && box.x < size.width && box.y < size.height && box.x + box.width > 0);
}

function clampShift(start: number, length: number, room: number): number {
  const least = Math.min(length, room) * SHOWN;
  if (start + length < least) return least - start - length;
  return start > room - least ? room - least - start : 0;
}

function clamp(k: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, k));
}

function middleX(rect: Rect): number {
  return rect.x + rect.width / 2;
}

function middleY(rect: Rect): number {
  return rect.y + rect.height / 2;
}
