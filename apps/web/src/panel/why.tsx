'use client';
import { useTranslations } from 'use-intl';
import type { Panel } from '../worker/messages';
import { mono } from './mono';
import styles from './panel.module.css';

/** Why the address is this one, in this cluster's own values. */
export function Why({ steps }: { readonly steps: Panel['why'] }) {
  const t = useTranslations();
  return (
    <section className={styles.section}>
      <h3>{t('panel.why')}</h3>
      <p className={styles.why}>
        {steps.map((step) => (
          <span key={step.key} title={step.source}>
            {mono(t(`why.${step.key}`, { ...step.values }))}{' '}
          </span>
        ))}
      </p>
    </section>
  );
}
