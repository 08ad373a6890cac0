'use client';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Overview } from '../overview';
import { useDocumentTitle } from '../stage/use-document-title';
import { useAppState, useEngine } from '../store/use-store';
import { hrefOf } from '../url/location';
import { useViewState } from '../url/use-view-state';
import { freshState } from '../url/view-state';
import styles from './clusters-page.module.css';

/** All clusters in one picture. */
export function ClustersPage() {
  const t = useTranslations('clusters');
  const engine = useEngine();
  const router = useRouter();
  const state = useViewState();
  const clusters = useAppState((app) => app.clusters);
  const heardAt = useAppState((app) => app.serverNow);
  const href = useCallback((id: string) => hrefOf(freshState(id, 'subnet', state)), [state]);
  const open = useCallback((id: string) => router.push(href(id)), [router, href]);
  useEffect(() => engine.tell({ type: 'open', cluster: '', view: 'subnet', options: {} }), [engine]);
  useDocumentTitle(t('title'));
  if (!clusters) return <p className={styles.waiting}>{t('waiting')}</p>;
  return <Overview clusters={clusters} now={heardAt} onOpen={open} hrefOf={href} />;
}
