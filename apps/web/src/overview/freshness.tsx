import type { ClusterStatus } from '@netkaart/protocol';
import { useFormatter, useTranslations } from 'use-intl';
import { useAge } from '../i18n/numbers';
import { MarkSign } from '../icons/mark';
import { useTime } from './clock';
import type { Look } from './facts';
import styles from './card.module.css';

interface Props {
  readonly cluster: ClusterStatus;
  readonly look: Look;
}

/** How old the last proof is: quiet while live, loud when silent. Dense: words for those who listen only. */
export function Freshness({ cluster, look, dense = false }: Props & { readonly dense?: boolean }) {
  const t = useTranslations('overview');
  const age = useAge();
  const now = useTime();
  const old = cluster.provenAt === null ? null : age(now - cluster.provenAt);
  if (look === 'live')
    return (
      <span className={styles.live}>
        <span className={styles.dot} />
        <span className={styles.hidden}>{t('live')}</span> <span className={dense ? styles.narrow : ''}>{old}</span>
      </span>
    );
  if (look === 'stale')
    return (
      <span className={styles.old}>
        <MarkSign mark="pending" /> {old === null ? t('silent') : dense ? old : t('old', { age: old })}
      </span>
    );
  return look === 'failed' ? (
    <span className={styles.old}>
      <MarkSign mark="bad" /> <span className={dense ? styles.hidden : ''}>{t('failed')}</span>
    </span>
  ) : (
    <span className={styles.live}>
      <span className={styles.hollow} /> <span className={dense ? styles.hidden : ''}>{t(look)}</span>
    </span>
  );
}

/** "Silent since 12:19:04, retry in 22 s" and its like: what goes on while a cluster is not live. */
export function StateLine({ cluster, look }: Props) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const retry = useRetry(cluster);
  if (look === 'stale') {
    const since = cluster.provenAt === null ? null : format.dateTime(cluster.provenAt, CLOCK);
    const words = since === null ? t('silent') : t('silentSince', { time: since });
    return (
      <p className={styles.state} title={cluster.detail}>
        <span className={styles.wide}>{words}</span>
        <span className={styles.phone}>{t('silent')}</span>
        {retry && `, ${retry}`}
      </p>
    );
  }
  if (look !== 'failed' && look !== 'connecting') return null;
  return (
    <p className={styles.detail} title={cluster.detail}>
      {cluster.detail || t('noAnswerYet')}
      {retry && ` (${retry})`}
    </p>
  );
}

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

function useRetry({ retryAt }: ClusterStatus): string | null {
  const t = useTranslations('overview');
  const format = useFormatter();
  const now = useTime();
  if (retryAt === null) return null;
  const seconds = Math.ceil((retryAt - now) / 1000);
  return seconds > 0 ? t('retryIn', { seconds: format.number(seconds) }) : t('retryNow');
}
