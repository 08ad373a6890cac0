import { type Camera, type Rect } from '../map/view';

/**
 * Where the camera looks, without a screen: the middle of the picture as an offset in world units from a place that has
 * a name (`reference`) or from the world's origin (null), and the scale.
 */
export interface Anchor {
  readonly reference: string | null;
  readonly dx: number;
  readonly dy: number;
  readonly k: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** `node:worker1~12~-3@2.4`, `~104~88@1`. */
export function formatAnchor(anchor: Anchor): string {
  return `${anchor.reference ?? ''}~${short(anchor.dx)}~${short(anchor.dy)}@${short(anchor.k)}`;
}

/** The anchor written by {@link formatAnchor}, or null. */
export function parseAnchor(text: string): Anchor | null {
  const match = /^([^~@]*)~(-?\d{1,9}(?:\.\d+)?)~(-?\d{1,9}(?:\.\d+)?)@(\d{1,6}(?:\.\d+)?)$/.exec(text);
  if (!match || Number(match[4]) <= 0) return null;
  return { reference: match[1] || null, dx: Number(match[2]), dy: Number(match[3]), k: Number(match[4]) };
}

/** The anchor of a camera; `place` is the named place's rectangle, or null for the origin. */
export function anchorOf(camera: Camera, size: Size, reference: string | null, place: Rect | null): Anchor {
  const origin = place ? middle(place) : { x: 0, y: 0 };
  return {
    reference: place ? reference : null,
    dx: (size.width / 2 - camera.x) / camera.k - origin.x,
    dy: (size.height / 2 - camera.y) / camera.k - origin.y,
    k: camera.k,
  };
}

/** The camera that puts the anchor in the middle of the picture. */
export function cameraOf(anchor: Anchor, size: Size, place: Rect | null): Camera {
  const origin = place ? middle(place) : { x: 0, y: 0 };
  const { k } = anchor;
  return { k, x: size.width / 2 - (origin.x + anchor.dx) * k, y: size.height / 2 - (origin.y + anchor.dy) * k };
}

function middle(rect: Rect): { x: number; y: number } {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}

function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
