import type { Ruler, RulerBar, RulerOverlap } from '@netkaart/layout';
import { useTranslations } from 'use-intl';
import { runsOf, type RowMetrics } from './row-metrics';
import type { ShownRange } from './shown-range';
import styles from './ruler.module.css';

interface Props {
  readonly ruler: Ruler<ShownRange>;
  readonly rows: RowMetrics;
}

/** Width of a stripe and height of the tile of the amber hatch. */
export const HATCH_OF = [3.2, 8] as const;
const AXIS_ABOVE_ROWS = 12;
const BRACKET_OUT = 7;

/** The axis: a line a segment with its ends down, titles above, `//` where space is folded away. */
export function Axis({ ruler, rows }: Props) {
  const y = rows.top - AXIS_ABOVE_ROWS;
  return (
    <g>
      {ruler.segments.map(({ x, width, head, tail }, index) => (
        <g key={x}>
          <path d={`M${x + 0.5} ${y + 6}v-5.5h${width - 1}v5.5`} className={styles.axis} />
          <text x={x} y={y - 7} className={styles.axisHead}>
            {head}
          </text>
          <text x={x + width} y={y - 7} className={styles.axisTail}>
            {tail}
          </text>
          {index > 0 && <path d={`M${x - 13.5} ${y + 4.5}l3-8m2.5 8l3-8`} className={styles.axis} />}
        </g>
      ))}
      <path d={ruler.ticks.map(({ x }) => `M${Math.round(x) + 0.5} ${y + 0.5}v3`).join('')} className={styles.axis} />
    </g>
  );
}

/** Rules between rows and at the ends of the segments. */
export function RowLines({ ruler, rows }: Props) {
  const bottom = rows.top + rows.height * ruler.rows.length;
  const across = ruler.rows.map((_, row) => `M-10 ${rows.top + (row + 1) * rows.height - 0.5}H${ruler.width}`);
  const down = ruler.segments.map(
    ({ x, width }) => `M${x + 0.5} ${rows.top - 4}V${bottom}M${x + width - 0.5} ${rows.top - 4}V${bottom}`,
  );
  return <path d={[...across, ...down].join('')} className={styles.rules} />;
}

/** Pods filled, Services outlined, nodes a short thick line. Each says everything about itself when pointed at. */
export function Bars({ ruler, rows }: Props) {
  const t = useTranslations('overview');
  return ruler.bars.map((bar) => {
    const { range, label } = bar;
    return (
      <g key={`${range.cluster} ${range.role} ${range.cidr}`} data-role={range.role} data-stale={range.stale}>
        <title>
          {[
            t('ranges.tip', { cluster: range.cluster, role: t(`role.${range.role}`), cidr: range.cidr }),
            t(`evidence.${range.evidence}`, { source: range.source || '–' }),
          ].join('\n')}
        </title>
        <BarShape bar={bar} rows={rows} />
        {label && (
          <text x={label.x} y={middle(bar.row, rows) + 4} className={label.inside ? styles.inside : styles.beside}>
            {label.text}
          </text>
        )}
      </g>
    );
  });
}

function BarShape({ bar, rows }: { readonly bar: RulerBar<ShownRange>; readonly rows: RowMetrics }) {
  const y = middle(bar.row, rows);
  if (bar.range.role === 'nodes')
    return <rect x={bar.x} y={y - 3} width={bar.width} height={6} rx={1} className={styles.nodes} />;
  const outline = bar.range.role === 'services' ? 0.75 : 0;
  return (
    <rect
      x={bar.x + outline}
      y={y - rows.bar / 2 + outline}
      width={bar.width - 2 * outline}
      height={rows.bar - 2 * outline}
      rx={2}
      className={outline > 0 ? styles.services : styles.pods}
      strokeDasharray={outline > 0 && bar.range.evidence !== 'read' ? '3 2' : undefined}
    />
  );
}

interface FrameProps {
  readonly overlaps: readonly RulerOverlap<ShownRange>[];
  readonly rows: RowMetrics;
  readonly hatch: string;
  /** The one overlap whose note stands under the ruler. */
  readonly led: RulerOverlap<ShownRange> | undefined;
  readonly height: number;
}

/** Amber hatch with a frame over the rows that share addresses; rows between them are passed by a line. */
export function Frames({ overlaps, rows, hatch, led, height }: FrameProps) {
  return overlaps.map((overlap, index) => {
    const runs = runsOf(overlap.rows).map(([from, to]) => ({
      y: middle(from, rows) - rows.bar / 2 - 4,
      end: middle(to, rows) + rows.bar / 2 + 4,
    }));
    const end = runs.at(-1)?.end ?? 0;
    const links = runs.slice(1).map((run, before) => `M${overlap.x} ${runs[before]?.end ?? 0}V${run.y}`);
    return (
      <g key={`${overlap.type} ${overlap.text}`}>
        <path d={links.join('')} className={styles.link} />
        {runs.map((run) => (
          <rect
            key={run.y}
            x={overlap.x - 1}
            y={run.y}
            width={overlap.width + 2}
            height={run.end - run.y}
            rx={3}
            fill={hatch}
            className={styles.frame}
          />
        ))}
        {overlap === led ? (
          <path d={`M${led.leaderX} ${end}V${height}`} className={styles.link} />
        ) : (
          <Tag x={overlap.x - 1} y={runs[0]?.y ?? 0} text={String(index + 1)} />
        )}
      </g>
    );
  });
}

function Tag({ x, y, text }: { readonly x: number; readonly y: number; readonly text: string }) {
  const width = 6.6 * text.length + 7;
  return (
    <g>
      <rect x={x - width / 2} y={y - 8} width={width} height={15} rx={4} className={styles.tag} />
      <text x={x} y={y + 3.5} className={styles.tagText}>
        {text}
      </text>
    </g>
  );
}

/** Service ranges in common: harmless, so only a small bracket beside the bars. */
export function Brackets({ overlaps, rows }: Pick<FrameProps, 'overlaps' | 'rows'>) {
  return overlaps.map((overlap) => {
    const [first, last] = [overlap.rows[0] ?? 0, overlap.rows.at(-1) ?? 0];
    const x = overlap.x - BRACKET_OUT;
    const ends = overlap.rows.map((row) => `M${x} ${middle(row, rows)}h${BRACKET_OUT - 2}`);
    const d = [`M${x} ${middle(first, rows)}V${middle(last, rows)}`, ...ends].join('');
    return <path key={overlap.text} d={d} className={styles.bracket} />;
  });
}

function middle(row: number, rows: RowMetrics): number {
  return rows.top + (row + 0.5) * rows.height;
}
