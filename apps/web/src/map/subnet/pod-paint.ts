import type { PodState } from '@netkaart/network';
import type { PodRecord } from '@netkaart/topology';
import type { Theme } from '../../theme/tokens';
import type { Frame } from '../view';
import { AGES, PALETTE } from './categories';
import type { Scene } from './scene';

/** Fill of a pod's cell, and whether the pod passes the namespace filter. */
export interface PodPaint {
  readonly fill: string;
  readonly shown: boolean;
}

/** Colour of a state's fill. */
export function stateColour(state: PodState, theme: Theme): string {
  switch (state) {
    case 'ok':
    case 'done':
      return theme.ok;
    case 'pending':
      return theme.pending;
    case 'bad':
      return theme.bad;
    case 'unknown':
      return theme.unknown;
    case 'leaving':
      return theme.leaving;
  }
}

/** Colour of a glyph on a state's fill. */
export function glyphColour(state: PodState, theme: Theme): string {
  if (state === 'ok' || state === 'done') return theme.onOk;
  return state === 'pending' ? theme.onPending : theme.onOther;
}

/** Colour of a category index under a way to colour. */
export function categoryColour(by: 'namespace' | 'owner' | 'policy' | 'age', index: number, theme: Theme): string {
  if (by === 'policy') return index === 0 ? theme.pending : index === 3 ? theme.ok : (PALETTE[index] ?? theme.ok);
  if (by === 'age') return theme.ramp[Math.max(1, 5 - index)] ?? theme.ok;
  return PALETTE[index] ?? PALETTE[7];
}

/** Steps of colour by age, the newest first. */
export const AGE_STEPS = AGES.length + 1;

/** How a pod's cell is filled. Without a match in the namespace filter it is one step above free. */
export function podPaint(scene: Scene, frame: Frame, pod: PodRecord, state: PodState): PodPaint {
  const { theme, colourBy, namespaces } = frame;
  if (namespaces && !namespaces.has(pod.namespace)) return { fill: theme.ramp[1], shown: false };
  if (colourBy === 'status' || colourBy === 'free') return { fill: stateColour(state, theme), shown: true };
  return { fill: categoryColour(colourBy, scene.categories.of(pod, colourBy, frame.now), theme), shown: true };
}

/** Red, green, blue of `#RRGGBB` as one number for ImageData on a little-endian machine. */
export function packed(colour: string): number {
  const value = Number.parseInt(colour.slice(1), 16);
  return ((255 << 24) | ((value & 255) << 16) | (value & 0xff00) | (value >> 16)) >>> 0;
}
