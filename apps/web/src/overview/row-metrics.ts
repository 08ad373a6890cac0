/** Heights of the ruler in px. */
export interface RowMetrics {
  /** Where the first row begins, under the axis. */
  readonly top: number;
  readonly height: number;
  readonly bar: number;
  /** Room under the rows for the line that leads to the note. */
  readonly lead: number;
}

const MANY = 12;

/** Rows of 36 with bars of 20; of 24 with bars of 16 from a dozen clusters on. */
export function rowMetrics(rows: number): RowMetrics {
  return rows >= MANY ? { top: 32, height: 24, bar: 16, lead: 22 } : { top: 32, height: 36, bar: 20, lead: 22 };
}

/** Consecutive rows of an ascending list, as [first, last]. */
export function runsOf(rows: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const open = runs.at(-1);
    if (open?.[1] === row - 1) open[1] = row;
    else runs.push([row, row]);
  }
  return runs;
}
