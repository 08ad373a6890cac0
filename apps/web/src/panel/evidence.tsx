'use client';
import type { Evidence } from '@netkaart/network';
import { useTranslations } from 'use-intl';
import styles from './panel.module.css';

/** How a value is known: filled ring read, hollow inferred, dotted unknown; the word beside it, the source on top of it. */
export function EvidenceMark({ evidence, source }: { readonly evidence: Evidence; readonly source: string }) {
  const t = useTranslations('evidence');
  return (
    <span className={styles.evidence} data-evidence={evidence} title={source}>
      <span className={styles.ring} />
      {t(evidence)}
    </span>
  );
}
