import { type RulerLabel } from './labels.js';
import { type Overlap } from './overlaps.js';
import { type RulerRange } from './range.js';
import { type RulerSegment } from './segments.js';

export interface RulerTick {
  readonly x: number;
  readonly address: string;
}

/** A range on the axis. `row`: index of its cluster. */
export interface RulerBar<R extends RulerRange> {
  readonly range: R;
  readonly row: number;
  readonly segment: number;
  readonly x: number;
  readonly width: number;
  readonly label: RulerLabel | null;
}

/** An overlap on the axis. */
export interface RulerOverlap<R extends RulerRange> extends Overlap<R> {
  readonly x: number;
  readonly width: number;
  /** Rows that share it, ascending. */
  readonly rows: readonly number[];
  /** Where a line can go down from it past the rows below. */
  readonly leaderX: number;
}

/** One axis for the IPv4 ranges of all clusters, in px from its left end. */
export interface Ruler<R extends RulerRange> {
  /** At least the width asked for; more when the labels need it. */
  readonly width: number;
  /** Names of the clusters, one a row. */
  readonly rows: readonly string[];
  readonly segments: readonly RulerSegment[];
  readonly ticks: readonly RulerTick[];
  readonly bars: readonly RulerBar<R>[];
  readonly overlaps: readonly RulerOverlap<R>[];
  /** IPv6 ranges, which have no place on this axis, in address order. */
  readonly v6: readonly R[];
  /** Ranges whose `cidr` is no prefix. */
  readonly unreadable: readonly R[];
}
