'use client';
import { useEffect, useSyncExternalStore } from 'react';
import { readCookie, writeCookie } from '../ui/cookie';
import { readState } from '../url/location';
import { changeState, useViewState } from '../url/use-view-state';
import { languageOf, type Language } from './language';

const COOKIE = 'netkaart-lang';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language of the page, kept on the document. English while it is prerendered. */
export function useLanguage(): Language {
  const asked = useViewState().language;
  const own = useSyncExternalStore(
    subscribe,
    () => languageOf(null, readCookie(COOKIE), navigator.languages),
    () => 'en' as const,
  );
  const language = asked ?? own;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return language;
}

/** The reader's choice from now on; a link that says otherwise is rewritten. */
export function chooseLanguage(language: Language): void {
  writeCookie(COOKIE, language);
  if (readState().language) changeState({ language }, 'replace');
  for (const listener of listeners) listener();
}
