import type { SimClock } from '../clock.js';

/** How one cluster of the demo fleet is made. */
export interface FleetMemberOptions {
  /** Equal seeds and clocks give equal clusters. Default 1. */
  readonly seed?: string | number;
  /** Default: stands at the drawn moment. */
  readonly clock?: SimClock;
}

const monthMs = 30 * 86_400_000;
const epochMs = Date.UTC(2025, 0, 1);

/** A moment that stays the same for a month: old objects count their age from it, so that a restart does not make them new. */
export function anchorOf(nowMs: number): number {
  return Math.floor(nowMs / monthMs) * monthMs;
}

/**
 * The resourceVersion with which a fleet begins: ten for each second since 2025, more than a cluster of the fleet uses.
 * So versions rise over restarts, and a watch from before one gets 410.
 */
export function firstRevision(nowMs: number): number {
  return Math.max(1, Math.floor((nowMs - epochMs) / 100));
}
