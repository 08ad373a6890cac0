'use client';
import { useEffect, useSyncExternalStore } from 'react';
import { readCookie, writeCookie } from '../ui/cookie';
import { readState } from '../url/location';
import { changeState, useViewState } from '../url/use-view-state';

export type ThemeName = 'dark' | 'light';
const COOKIE = 'netkaart-theme';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia('(prefers-color-scheme: light)');
  media.addEventListener('change', listener);
  listeners.add(listener);
  return () => {
    media.removeEventListener('change', listener);
    listeners.delete(listener);
  };
}

function preferred(): ThemeName {
  const kept = readCookie(COOKIE);
  if (kept === 'dark' || kept === 'light') return kept;
  return window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

/** The theme of the page: its link, else the reader's choice, else the system's; kept on the document. */
export function useTheme(): ThemeName {
  const asked = useViewState().theme;
  const own = useSyncExternalStore(subscribe, preferred, () => 'dark' as const);
  const theme = asked ?? own;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return theme;
}

/** The reader's choice from now on; a link that says otherwise is rewritten. */
export function chooseTheme(theme: ThemeName): void {
  writeCookie(COOKIE, theme);
  if (readState().theme) changeState({ theme }, 'replace');
  for (const listener of listeners) listener();
}
