import type { Box } from './box.js';

/** Endpoint squares: `count` things in address order, `per` to a cell, cells row by row or (matrix) column by column. */
export interface Strip {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly per: number;
  readonly cell: number;
  readonly pitch: number;
  /** Distance of lines. */
  readonly linePitch: number;
  /** One endpoint a line, with its address and name beside it. */
  readonly named: boolean;
  readonly perLine: number;
  readonly lines: number;
  readonly byColumn: boolean;
}

const CELL = 9;
const PITCH = 11;
const SHORT_LINE = 12;
const SHORT_MAX = 36;
const MATRIX_FROM = 201;
const MATRIX_LINES = 8;
const MATRIX_PITCH = 5;
/** Room for the count right of a strip. */
const COUNT_WIDTH = 34;
/** Room right of a matrix: its count, and how many are in which trouble. */
const TALLY_WIDTH = 90;
/** Few endpoints can have their names beside them. */
const NAMED_MAX = 8;
const NAMED_PITCH = 20;
const NAMED_WIDTH = 300;

/**
 * The strip of `count` endpoints from (x, 0) in a space of `width`: up to 36 twelve a line, up to 200 as many a line as
 * fit, from 201 a matrix of 8 lines of 4-px squares in which, when they don't fit, a square stands for several.
 * `roomy`: up to eight are listed with their names. y is that of the first line; move it with `stripAt`.
 */
export function stripOf(count: number, x: number, width: number, roomy = false): Strip {
  if (roomy && count <= NAMED_MAX && width >= NAMED_WIDTH) return named(count, x);
  const room = width - COUNT_WIDTH;
  if (count >= MATRIX_FROM) return matrix(count, x, width - TALLY_WIDTH);
  const fits = Math.max(SHORT_LINE, Math.floor(room / PITCH));
  const perLine = count <= SHORT_MAX ? SHORT_LINE : fits;
  const lines = Math.max(1, Math.ceil(count / perLine));
  return {
    x,
    y: 0,
    count,
    per: 1,
    cell: CELL,
    pitch: PITCH,
    linePitch: PITCH,
    named: false,
    perLine,
    lines,
    byColumn: false,
  };
}

function named(count: number, x: number): Strip {
  const lines = Math.max(1, count);
  return {
    x,
    y: 0,
    count,
    per: 1,
    cell: CELL,
    pitch: PITCH,
    linePitch: NAMED_PITCH,
    named: true,
    perLine: 1,
    lines,
    byColumn: false,
  };
}

function matrix(count: number, x: number, room: number): Strip {
  const columns = Math.max(1, Math.floor(room / MATRIX_PITCH));
  const per = Math.ceil(count / (columns * MATRIX_LINES));
  const perLine = Math.ceil(Math.ceil(count / per) / MATRIX_LINES);
  const cell = MATRIX_PITCH - 1;
  return {
    x,
    y: 0,
    count,
    per,
    cell,
    pitch: MATRIX_PITCH,
    linePitch: MATRIX_PITCH,
    named: false,
    perLine,
    lines: MATRIX_LINES,
    byColumn: true,
  };
}

/** A single line of dots for a roll-up row, several things to a dot when they don't fit. */
export function singleLine(count: number, x: number, width: number): Strip {
  const fits = Math.max(1, Math.floor((width - COUNT_WIDTH) / PITCH));
  const per = Math.max(1, Math.ceil(count / fits));
  return {
    x,
    y: 0,
    count,
    per,
    cell: CELL,
    pitch: PITCH,
    linePitch: PITCH,
    named: false,
    perLine: fits,
    lines: 1,
    byColumn: false,
  };
}

export const cellCount = (strip: Strip): number => Math.ceil(strip.count / strip.per);
export const stripHeight = (strip: Strip): number => (strip.lines - 1) * strip.linePitch + strip.cell;

/** Width of the squares, of the names too where it has them. */
export const stripWidth = (strip: Strip): number => {
  if (strip.named) return strip.count === 0 ? 0 : NAMED_WIDTH;
  const cells = cellCount(strip);
  const across = strip.byColumn ? Math.ceil(cells / strip.lines) : Math.min(cells, strip.perLine);
  return across === 0 ? 0 : (across - 1) * strip.pitch + strip.cell;
};

export const stripAt = (strip: Strip, y: number): Strip => ({ ...strip, y });

/** The square in which the index-th endpoint stands. */
export function cellBox(strip: Strip, index: number): Box {
  const cell = Math.floor(index / strip.per);
  const column = strip.byColumn ? Math.floor(cell / strip.lines) : cell % strip.perLine;
  const line = strip.byColumn ? cell % strip.lines : Math.floor(cell / strip.perLine);
  return {
    x: strip.x + column * strip.pitch,
    y: strip.y + line * strip.linePitch,
    width: strip.cell,
    height: strip.cell,
  };
}

/** Index of the endpoint (the first of its square) at a point, or null. */
export function endpointAt(strip: Strip, x: number, y: number): number | null {
  const column = Math.floor((x - strip.x) / (strip.named ? NAMED_WIDTH : strip.pitch));
  const line = Math.floor((y - strip.y) / strip.linePitch);
  if (column < 0 || line < 0 || line >= strip.lines || (!strip.byColumn && column >= strip.perLine)) return null;
  const cell = strip.byColumn ? column * strip.lines + line : line * strip.perLine + column;
  const index = cell * strip.per;
  return index < strip.count ? index : null;
}
