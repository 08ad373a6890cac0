import type { PlanNode } from '@netkaart/network';
import type { Pen } from './pen';

/** Scale from which the rows of a card carry words, and from which only its name does. */
export const ROWS_FROM = 0.66;
export const NAME_FROM = 0.3;
/** Scale from which the two addresses of a node stand on its card. */
export const SHORT_FROM = 0.4;

/** Middle of each row below the card's top, in world units. */
export const ROW = { name: 23, eth0: 54, tunnel: 86, bridge: 118, rule: 142, cidr: 162 } as const;

/** A card while it is drawn: world position, whether it is the chosen node's, owner and block. */
export interface CardPen {
  readonly x: number;
  readonly y: number;
  readonly mine: boolean;
  readonly owner: PlanNode;
  readonly block: number;
}

/** Size of a text that is `size` at scale 1: follows the zoom a little, then stays. */
export function textSize(pen: Pen, size: number): number {
  return Math.round(size * Math.max(0.85, Math.min(1.35, pen.k)) * 2) / 2;
}
