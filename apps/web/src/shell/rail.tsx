'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Icon, Logo, type IconName } from '../icons/icon';
import { useAppState } from '../store/use-store';
import { hrefOf } from '../url/location';
import { changeState, useViewState } from '../url/use-view-state';
import { freshState, VIEWS, type ViewName } from '../url/view-state';
import { useShell } from './shell-context';
import styles from './rail.module.css';

const ICON: Readonly<Record<ViewName, IconName>> = { subnet: 'subnets', routes: 'routes' };

/** The ways to look. From the overview they lead to the first cluster that was heard. */
export function Rail() {
  const t = useTranslations('rail');
  const { page, help } = useShell();
  const state = useViewState();
  const first = useAppState((app) => app.clusters?.[0]?.id ?? '');
  const overview = { ...freshState('', 'subnet', state), cluster: '' };
  return (
    <nav className={styles.rail} aria-label={t('label')}>
      <Link className={styles.logo} href={hrefOf(overview)} aria-label={t('home')} prefetch={false}>
        <Logo />
      </Link>
      {VIEWS.map((view) => (
        <ViewTab key={view} view={view} active={page === 'map' && state.view === view} first={first} />
      ))}
      <span className={styles.space} />
      <Link
        className={styles.tab}
        data-tab="clusters"
        href={hrefOf(overview)}
        prefetch={false}
        aria-current={page === 'clusters' ? 'page' : undefined}
      >
        <Icon name="clusters" />
        {t('clusters')}
      </Link>
      <button type="button" className={styles.tab} data-tab="help" onClick={help}>
        <Icon name="help" />
        {t('help')}
      </button>
    </nav>
  );
}

function ViewTab({
  view,
  active,
  first,
}: {
  readonly view: ViewName;
  readonly active: boolean;
  readonly first: string;
}) {
  const t = useTranslations('rail');
  const { page } = useShell();
  const state = useViewState();
  const inCluster = page === 'map' && state.cluster !== '';
  const target = inCluster ? { ...state, view, anchor: null, options: {} } : freshState(first, view, state);
  return (
    <Link
      className={styles.tab}
      data-tab={view}
      href={hrefOf(target)}
      prefetch={false}
      aria-current={active ? 'page' : undefined}
      onClick={(event) => {
        if (!inCluster || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        changeState({ view, anchor: null, options: {} });
      }}
    >
      <Icon name={ICON[view]} />
      {t(view)}
    </Link>
  );
}
