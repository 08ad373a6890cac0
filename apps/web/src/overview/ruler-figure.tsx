import { layoutRuler, type Ruler, type RulerOverlap } from '@netkaart/layout';
import { useId, useMemo, useRef } from 'react';
import { OverlapCards, ServiceNotes } from './overlap-cards';
import { Axis, Bars, Brackets, Frames, HATCH_OF, RowLines } from './ruler-marks';
import { rowMetrics, type RowMetrics } from './row-metrics';
import type { ShownOverlap, ShownRange } from './shown-range';
import { SixList } from './six-list';
import { useWidth } from './use-width';
import styles from './ruler.module.css';

interface Props {
  readonly ranges: readonly ShownRange[];
  /** Names of the clusters, one a row. */
  readonly names: readonly string[];
  readonly overlaps: readonly ShownOverlap[];
}

const TYPICAL_WIDTH = 1232;
const NOTE_WIDTH = 720;
/** Room at the left of the axis for a bracket. */
const INSET = 10;

/** The ruler as a picture. Readers that don't see get the table instead. */
export function RulerFigure({ ranges, names, overlaps }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const width = useWidth(scroll, TYPICAL_WIDTH);
  const ruler = useMemo(() => layoutRuler(ranges, width - INSET, names), [ranges, width, names]);
  const rows = rowMetrics(ruler.rows.length);
  const conflicts = ruler.overlaps.filter(({ type }) => type !== 'services');
  const led = conflicts.length === 1 && ruler.width <= width - INSET ? conflicts[0] : undefined;
  const stale = new Set(ranges.filter((range) => range.stale).map(({ cluster }) => cluster));
  return (
    <div className={styles.figure}>
      <ol className={styles.names} style={{ '--row': `${rows.height}px`, '--top': `${rows.top}px` }} aria-hidden="true">
        {ruler.rows.map((name) => (
          <li key={name} data-stale={stale.has(name)} title={name}>
            {name}
          </li>
        ))}
      </ol>
      <div ref={scroll} className={styles.scroll}>
        <Picture ruler={ruler} rows={rows} conflicts={conflicts} led={led} />
      </div>
      <div className={styles.notes} style={{ '--lead': `${leadLeft(led, width)}px` }} data-led={led !== undefined}>
        <OverlapCards overlaps={overlaps.filter(({ type }) => type !== 'services')} numbered={!led} />
        <ServiceNotes overlaps={overlaps.filter(({ type }) => type === 'services')} />
      </div>
      <SixList ranges={ruler.v6} overlaps={overlaps} />
    </div>
  );
}

/** Left edge of the note to which the line leads: under its frame, but never past the right end. */
function leadLeft(led: RulerOverlap<ShownRange> | undefined, width: number): number {
  return led ? Math.max(0, Math.min(INSET + led.x - 2, width - NOTE_WIDTH)) : 0;
}

interface PictureProps {
  readonly ruler: Ruler<ShownRange>;
  readonly rows: RowMetrics;
  readonly conflicts: readonly RulerOverlap<ShownRange>[];
  readonly led: RulerOverlap<ShownRange> | undefined;
}

function Picture({ ruler, rows, conflicts, led }: PictureProps) {
  const hatch = `clash-${useId()}`;
  const bottom = rows.top + rows.height * ruler.rows.length;
  const height = bottom + (led ? rows.lead : 1);
  return (
    <svg
      className={styles.picture}
      width={ruler.width + INSET}
      height={height}
      viewBox={`${-INSET} 0 ${ruler.width + INSET} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <pattern id={hatch} width={8} height={8} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={8} height={8} fill="var(--pending)" fillOpacity={0.14} />
        <rect width={HATCH_OF[0]} height={HATCH_OF[1]} fill="var(--pending)" fillOpacity={0.62} />
      </pattern>
      <RowLines ruler={ruler} rows={rows} />
      <Axis ruler={ruler} rows={rows} />
      <Brackets overlaps={ruler.overlaps.filter(({ type }) => type === 'services')} rows={rows} />
      <Bars ruler={ruler} rows={rows} />
      <Frames overlaps={conflicts} rows={rows} hatch={`url(#${hatch})`} led={led} height={height} />
    </svg>
  );
}
