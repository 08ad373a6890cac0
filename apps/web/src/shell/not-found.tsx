'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import styles from './not-found.module.css';

export function NotFound() {
  const t = useTranslations('not-found');
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('title')}</h1>
      <p className={styles.text}>{t('text')}</p>
      <Link href="/" prefetch={false}>
        {t('home')}
      </Link>
    </div>
  );
}
