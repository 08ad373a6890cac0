'use client';
import { useTranslations } from 'use-intl';
import { useAge } from '../i18n/numbers';
import { MarkSign } from '../icons/mark';
import { useAppState, useEngine } from '../store/use-store';
import { useNow } from '../ui/use-now';
import styles from './connection-bar.module.css';

/** Amber while the line to the server is cut: how long, and when it is tried again. */
export function ConnectionBar() {
  const connection = useAppState((app) => app.connection);
  if (connection.phase === 'offline') return <Offline since={connection.since} retryAt={connection.retryAt} />;
  return connection.phase === 'incompatible' ? <Incompatible message={connection.message} /> : null;
}

function Offline({ since, retryAt }: { readonly since: number; readonly retryAt: number }) {
  const t = useTranslations('connection');
  const age = useAge();
  const engine = useEngine();
  const now = useNow(250);
  const wait = Math.ceil(Math.max(0, retryAt - now) / 1000);
  return (
    <div className={styles.bar}>
      <MarkSign mark="pending" />
      <b>{t('offline', { age: age(now - since) })}</b>
      <span className={styles.retry}>{wait > 0 ? t('retry', { seconds: wait }) : t('retrying')}</span>
      <button type="button" className={styles.button} onClick={() => engine.tell({ type: 'retry' })}>
        {t('now')}
      </button>
    </div>
  );
}

function Incompatible({ message }: { readonly message: string }) {
  const t = useTranslations('connection');
  return (
    <div className={styles.bar} role="alert">
      <MarkSign mark="pending" />
      <b>{message}</b>
      <button type="button" className={styles.button} onClick={() => window.location.reload()}>
        {t('reload')}
      </button>
    </div>
  );
}
