'use client';
import { useTranslations } from 'use-intl';
import { useAge } from '../i18n/numbers';
import { useShell } from '../shell/shell-context';
import { useAppState } from '../store/use-store';
import { useNow } from '../ui/use-now';
import { useViewState } from '../url/use-view-state';
import { ageOf, fleetAge } from './age-of';
import styles from './freshness.module.css';

/** How old the last proof is that the picture is true. It ticks; it never says Live over old data. */
export function Freshness() {
  const t = useTranslations('fresh');
  const age = useAge();
  const { page } = useShell();
  const { cluster } = useViewState();
  const now = useNow(100);
  const clusters = useAppState((app) => app.clusters);
  const online = useAppState((app) => app.connection.phase === 'online');
  const ahead = useAppState((app) => app.clockAheadMs);
  const waiting = useAppState((app) => app.waiting);
  const one = clusters?.find(({ id }) => id === cluster);
  const fresh = page === 'map' ? ageOf(one, now + ahead) : fleetAge(clusters ?? [], now + ahead);
  if (!fresh) return null;
  const state = !online ? 'offline' : waiting > 0 ? 'paused' : fresh.state;
  return (
    <span className={styles.fresh} data-state={state}>
      <span className={styles.dot} />
      <span className={styles.word}>{t(state)}</span>
      {fresh.ms !== null && <span className={styles.age}>{age(fresh.ms)}</span>}
    </span>
  );
}
