'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { chooseLanguage } from '../i18n/use-language';
import { copyLink } from '../shell/copy-link';
import { chooseTheme } from '../theme/use-theme';
import { hrefOf, readState } from '../url/location';
import { changeState } from '../url/use-view-state';
import { freshState, type ViewName } from '../url/view-state';
import { commandOf } from './key-press';

/** After `g` the second key is awaited this long. */
const CHORD_MS = 1200;
const VIEWS: Readonly<Record<string, ViewName>> = { s: 'subnet', r: 'routes' };

interface Actions {
  readonly find: (text: string) => void;
  readonly help: () => void;
}

/** Keys that work on every page: find, help, go to, copy, theme, language. */
export function useShellKeys({ find, help }: Actions): void {
  const router = useRouter();
  const chordUntil = useRef(0);
  useEffect(() => {
    const go = (key: string): boolean => {
      const state = readState();
      if (key === 'c') router.push(hrefOf(freshState('', 'subnet', state)));
      const view = VIEWS[key];
      if (view && state.cluster !== '') changeState({ view, anchor: null, options: {} });
      return key === 'c' || view !== undefined;
    };
    const single: Readonly<Record<string, () => void>> = {
      '?': help,
      '/': () => find(''),
      ':': () => find(':'),
      y: copyLink,
      D: () => chooseTheme(document.documentElement.dataset['theme'] === 'light' ? 'dark' : 'light'),
      L: () => chooseLanguage(document.documentElement.lang === 'nl' ? 'en' : 'nl'),
    };
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        return find('');
      }
      const key = commandOf(event);
      if (key === null) return;
      const inChord = event.timeStamp < chordUntil.current;
      chordUntil.current = key === 'g' ? event.timeStamp + CHORD_MS : 0;
      const act = single[key];
      if (inChord && go(key)) event.stopImmediatePropagation();
      else if (act) act();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [router, find, help]);
}
