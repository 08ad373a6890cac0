'use client';
import { useFormatter, useTranslations } from 'use-intl';
import { Icon } from '../icons/icon';
import { MarkSign } from '../icons/mark';
import { setPaused, usePaused } from '../shell/pause';
import { useShell } from '../shell/shell-context';
import { useAppState, useEngine } from '../store/use-store';
import { useNow } from '../ui/use-now';
import { barsOf, ticks } from './bars';
import styles from './timeline.module.css';

const HOUR_MS = 3600_000;
const HEIGHT = 30;

/** The last hour's changes, minute by minute. Going back in time is not part of this version, so nothing here invites it. */
export function Timeline() {
  const t = useTranslations('timeline');
  const { page } = useShell();
  const activity = useAppState((app) => app.activity);
  return (
    <section className={styles.strip} aria-label={t('label')}>
      {page === 'map' && <Pause />}
      <div className={styles.words}>
        <span>{t('hour')}</span>
        <span className={styles.count}>{activity ? t('changes', { count: activity.total }) : t('waiting')}</span>
      </div>
      <Histogram />
    </section>
  );
}

function Pause() {
  const t = useTranslations('timeline');
  const engine = useEngine();
  const paused = usePaused();
  const waiting = useAppState((app) => app.waiting);
  return (
    <button
      type="button"
      className={styles.pause}
      aria-pressed={paused}
      aria-label={paused ? t('resume', { count: waiting }) : t('pause')}
      title={paused ? t('resume', { count: waiting }) : t('pause')}
      onClick={() => setPaused(engine, !paused)}
    >
      <Icon name={paused ? 'play' : 'pause'} />
      {paused && <span className={styles.waiting}>{t('held', { count: waiting })}</span>}
    </button>
  );
}

function Histogram() {
  const format = useFormatter();
  const activity = useAppState((app) => app.activity);
  const ahead = useAppState((app) => app.clockAheadMs);
  const now = useNow(1000) + ahead;
  const from = now - HOUR_MS;
  const bars = activity ? barsOf(activity).filter((bar) => bar.at >= from - 60_000) : [];
  const span = (activity?.bucketSeconds ?? 60) * 1000;
  const clock = (at: number, seconds = false): string =>
    format.dateTime(at, {
      hour: '2-digit',
      minute: '2-digit',
      ...(seconds ? { second: '2-digit' } : {}),
      hourCycle: 'h23',
    });
  return (
    <div className={styles.chart}>
      <svg className={styles.bars} viewBox={`0 0 ${HOUR_MS} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map(({ at, height, lower }) => (
          <g key={at}>
            <rect
              x={at - from}
              width={span * 0.4}
              y={HEIGHT * (1 - height)}
              height={HEIGHT * height}
              fill="var(--hairline)"
            />
            <rect
              x={at - from}
              width={span * 0.4}
              y={HEIGHT * (1 - lower)}
              height={HEIGHT * lower}
              fill="var(--control)"
            />
          </g>
        ))}
      </svg>
      {bars.map(({ at, problems }) =>
        problems > 0 && at >= from ? (
          <span key={at} className={styles.problem} style={{ left: `${((at - from + span * 0.2) / HOUR_MS) * 100}%` }}>
            <MarkSign mark="bad" size={8} />
          </span>
        ) : null,
      )}
      {ticks(from, now, HOUR_MS / 4).map(({ at, x }) => (
        <span key={x} className={styles.tick} style={{ left: `${x * 100}%` }}>
          {clock(at)}
        </span>
      ))}
      <span className={styles.head} />
      <span className={styles.now}>{clock(now, true)}</span>
    </div>
  );
}
