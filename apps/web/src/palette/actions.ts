'use client';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { IconName } from '../icons/icon';
import { chooseLanguage, useLanguage } from '../i18n/use-language';
import { copyLink } from '../shell/copy-link';
import { isPaused, setPaused } from '../shell/pause';
import { useShell } from '../shell/shell-context';
import { cameraSlot } from '../stage/camera-slot';
import { goToProblem } from '../stage/go-to';
import { chooseTheme, useTheme } from '../theme/use-theme';
import { hrefOf, readState } from '../url/location';
import { changeState, useViewState } from '../url/use-view-state';
import { COLOURS, freshState } from '../url/view-state';
import type { Hands, PaletteItem } from './groups';

/** Everything that can be done here without a selection, with the keys that do it too. */
export function useActions(): readonly PaletteItem[] {
  const t = useTranslations();
  const { page, help } = useShell();
  const state = useViewState();
  const theme = useTheme();
  const language = useLanguage();
  return useMemo(() => {
    const item = (
      id: string,
      icon: IconName,
      name: string,
      keys: string,
      run: (hands: Hands) => void,
    ): PaletteItem => ({
      id: `do ${id}`,
      sign: { icon },
      lead: '',
      name,
      mono: false,
      note: '',
      keys: keys === '' ? [] : keys.split(' '),
      run,
    });
    const map = [
      item('subnet', 'subnets', t('action.subnet'), 'g s', () =>
        changeState({ view: 'subnet', anchor: null, options: {} }),
      ),
      item('routes', 'routes', t('action.routes'), 'g r', () =>
        changeState({ view: 'routes', anchor: null, options: {} }),
      ),
      item('table', 'table', t('action.table'), 't', () => changeState({ table: !readState().table })),
      item('fit', 'fit', t('action.fit'), '0', () => cameraSlot.get()?.home()),
      item('problem', 'warning', t('action.problem'), ']', ({ engine }) => void goToProblem(engine, 1)),
      item('pause', 'pause', t('action.pause'), '␣', ({ engine }) => setPaused(engine, !isPaused())),
      ...COLOURS.map((colour, i) =>
        item(`colour ${colour}`, 'tag', t('action.colour', { what: t(`colour.${colour}`) }), String(i + 1), () =>
          changeState({ colourBy: colour }),
        ),
      ),
    ];
    const other = theme === 'dark' ? 'light' : 'dark';
    const next = language === 'en' ? 'nl' : 'en';
    return [
      ...(page === 'map' ? map : []),
      item('clusters', 'clusters', t('action.clusters'), 'g c', ({ go }) =>
        go(hrefOf(freshState('', 'subnet', state))),
      ),
      item('copy', 'link', t('action.copy'), 'y', copyLink),
      item('theme', other === 'dark' ? 'moon' : 'sun', t(`bar.theme-${other}`), '⇧ D', () => chooseTheme(other)),
      item('language', 'language', t(`action.language-${next}`), '⇧ L', () => chooseLanguage(next)),
      item('keys', 'help', t('action.keys'), '?', help),
    ];
  }, [t, page, help, state, theme, language]);
}
