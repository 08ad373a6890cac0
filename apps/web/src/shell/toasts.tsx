'use client';
import { useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { toasts } from './toast-store';
import styles from './toasts.module.css';

export function Toasts() {
  const t = useTranslations('toast');
  const toast = useSyncExternalStore(toasts.subscribe, toasts.getSnapshot, () => null);
  return (
    <div className={styles.place} role="status">
      {toast && (
        <p key={toast.id} className={styles.toast}>
          {t(toast.key)}
        </p>
      )}
    </div>
  );
}
