/** Level of detail: region (tiles), block (bitmaps), street (cells), house (cards). */
export type Level = 0 | 1 | 2 | 3;

/** Sizes of a node tile on the screen, in CSS px, from which levels 1, 2 and 3 are drawn. */
export const LEVEL_FROM = [32, 160, 480] as const;
const FADE = 0.15;

/** The level of a tile size. */
export function levelOf(tile: number): Level {
  const [one, two, three] = LEVEL_FROM;
  if (tile < one) return 0;
  if (tile < two) return 1;
  return tile < three ? 2 : 3;
}

/** The level after a change of size: it stays until the threshold is passed by 5 %, so that a resting camera never flickers. */
export function nextLevel(previous: Level, tile: number): Level {
  const raw = levelOf(tile);
  if (raw === previous) return raw;
  return raw > previous ? levelOf(tile / 1.05) : levelOf(tile * 1.05);
}

/** How strongly each level is drawn, 0–1: within ±15 % of a threshold two levels are mixed; they always add up to 1. */
export function levelMix(tile: number): readonly [number, number, number, number] {
  const past = LEVEL_FROM.map((threshold) => ramp(tile, threshold)) as [number, number, number];
  return [1 - past[0], past[0] - past[1], past[1] - past[2], past[2]];
}

function ramp(tile: number, threshold: number): number {
  const t = (tile / threshold - (1 - FADE)) / (2 * FADE);
  const clamped = Math.max(0, Math.min(1, t));
  return clamped * clamped * (3 - 2 * clamped);
}
