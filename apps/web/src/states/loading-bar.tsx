'use client';
import type { ClusterStatus } from '@netkaart/protocol';
import { useTranslations } from 'use-intl';
import { useAppState } from '../store/use-store';
import { progressOf } from './progress';
import styles from './states.module.css';

/** Two pixels with real counts: what the server has read of the cluster, then what the browser has read of the server. */
export function LoadingBar({ status, loaded }: { readonly status: ClusterStatus; readonly loaded: boolean }) {
  const t = useTranslations('loading');
  const loading = useAppState((app) => app.loading);
  const progress = progressOf(status);
  if (!progress && loaded) return null;
  const text = progress
    ? t('kind', { read: progress.read, total: progress.total ?? 'unknown', kind: progress.kind })
    : t('state', { kilobytes: Math.round((loading?.bytes ?? 0) / 1024) });
  const share = progress?.total ? progress.read / Math.max(1, progress.total) : null;
  return (
    <div
      className={styles.loading}
      role="progressbar"
      aria-label={text}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
    >
      <span
        className={styles.bar}
        data-known={share !== null}
        style={share === null ? undefined : { transform: `scaleX(${share})` }}
      />
      <span className={styles.loadingText}>{text}</span>
    </div>
  );
}
