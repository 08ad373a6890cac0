'use client';
import { usePathname } from 'next/navigation';
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useShellKeys } from '../keys/use-shell-keys';
import { Palette } from '../palette/palette';
import { Timeline } from '../timeline/timeline';
import { useViewState } from '../url/use-view-state';
import { LiveRegion } from './live-region';
import { Rail } from './rail';
import { Toasts } from './toasts';
import { ConnectionBar } from './connection-bar';
import { ShellContext } from './shell-context';
import { TopBar } from '../top-bar/top-bar';
import styles from './frame.module.css';

const KeyHelp = lazy(async () => ({ default: (await import('../keys/key-help')).KeyHelp }));

/** The grid of every page: rail, top bar, the page, timeline; and what may lie over it. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('frame');
  const page = usePathname().startsWith('/c') ? 'map' : 'clusters';
  const { cluster } = useViewState();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const [query, setQuery] = useState('');
  const close = useCallback(() => setOpen(null), []);
  const find = useCallback((text: string) => {
    setQuery(text);
    setOpen('palette');
  }, []);
  const help = useCallback(() => setOpen('keys'), []);
  useShellKeys({ find, help });
  return (
    <ShellContext value={{ find, help, page }}>
      <div className={styles.frame}>
        <a className={styles.skip} href={page === 'map' ? '#outline' : '#main'}>
          {t(page === 'map' ? 'skip-to-table' : 'skip-to-main')}
        </a>
        <Rail />
        <TopBar />
        <main id="main" className={styles.main} tabIndex={-1}>
          {children}
        </main>
        <Timeline key={page === 'map' ? cluster : ''} />
        <ConnectionBar />
      </div>
      {open === 'palette' && <Palette initial={query} close={close} />}
      <Suspense>{open === 'keys' && <KeyHelp close={close} />}</Suspense>
      <Toasts />
      <LiveRegion />
    </ShellContext>
  );
}
