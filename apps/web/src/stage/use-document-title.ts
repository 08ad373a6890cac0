'use client';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useViewState } from '../url/use-view-state';

/** The tab says where it looks: `nginx2 · example · Netkaart`. */
export function useDocumentTitle(place: string): void {
  const t = useTranslations('rail');
  const { view, selection, cluster } = useViewState();
  const name = selection?.replace(/^[a-z]+:/, '');
  const parts = [name, place, cluster === '' ? undefined : t(view), 'Netkaart'].filter(Boolean);
  const title = parts.join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
