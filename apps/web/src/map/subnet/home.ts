import type { SubnetWorld } from '@netkaart/layout';
import type { Camera } from '../view';

/** Room that the shell's legend takes at the lower edge, in px. */
const LEGEND = 44;
/** Cells are never larger than this on the screen. */
const CELL_MAX = 240;
const BIGGEST_AT_HOME = { cards: 1.35, pools: 1.6, provinces: 8 } as const;

/** Room above the first mark that does not grow with the scale: title row, and the heads of provinces. */
const HEAD = { cards: 56, pools: 56, provinces: 86 } as const;

type Size = { readonly width: number; readonly height: number };

/**
 * The camera at which the map opens: everything in sight above the legend, never larger than reads well, the title row's
 * room kept free at the top; left-aligned when the map nearly fills the width, centred when much is left.
 */
export function homeCamera(world: SubnetWorld | null, viewport: Size): Camera {
  if (!world) return { k: 1, x: 0, y: 0 };
  const { width, height } = world.bounds;
  const head = HEAD[world.arrangement];
  const room = Math.max(80, viewport.height - LEGEND - head);
  const fit = Math.min(viewport.width / width, room / (height - head));
  const k = settle(Math.min(fit, BIGGEST_AT_HOME[world.arrangement]));
  return { k, x: Math.max(0, Math.round((viewport.width - width * k) / 2)), y: Math.round(head * (1 - k)) };
}

/** A scale near 1 is 1, so that the map stands on whole pixels as it was drawn. */
function settle(k: number): number {
  return k > 0.985 && k < 1.06 ? 1 : k;
}

/** Smallest and largest scale. */
export function zoomLimits(world: SubnetWorld | null, viewport: Size): readonly [number, number] {
  if (!world) return [0.5, 2];
  const home = homeCamera(world, viewport).k;
  return [Math.min(home * 0.6, 1), CELL_MAX / world.pitch];
}
