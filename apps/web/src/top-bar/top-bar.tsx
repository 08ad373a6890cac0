'use client';
import { useTranslations } from 'use-intl';
import { Icon, Logo } from '../icons/icon';
import { useShell } from '../shell/shell-context';
import { copyLink } from '../shell/copy-link';
import { useAppState } from '../store/use-store';
import { chooseTheme, useTheme } from '../theme/use-theme';
import { useViewState } from '../url/use-view-state';
import { ClusterSwitcher } from './cluster-switcher';
import { Freshness } from './freshness';
import { ProblemBadges } from './problem-badges';
import styles from './top-bar.module.css';

/** Where am I, how big is it, what is wrong, find, how old is what I see. */
export function TopBar() {
  const t = useTranslations('bar');
  const { page } = useShell();
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className={styles.bar}>
      <span className={styles.logo}>
        <Logo />
      </span>
      <ClusterSwitcher />
      {page === 'map' ? <ClusterCounts /> : <FleetCounts />}
      <span className={styles.space} />
      <ProblemBadges />
      <SearchField />
      <Freshness />
      <button type="button" className={styles.icon} onClick={copyLink} aria-label={t('copy')} title={`${t('copy')}  y`}>
        <Icon name="link" size={18} />
      </button>
      <button
        type="button"
        className={styles.icon}
        onClick={() => chooseTheme(other)}
        aria-label={t(`theme-${other}`)}
        title={`${t(`theme-${other}`)}  ⇧D`}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} size={18} />
      </button>
    </header>
  );
}

function ClusterCounts() {
  const t = useTranslations('bar');
  const { cluster } = useViewState();
  const status = useAppState((app) => app.clusters?.find(({ id }) => id === cluster));
  if (!status) return null;
  const { nodes, pods } = status.counts;
  return (
    <span className={styles.counts}>{t('counts', { nodes, pods, cni: status.cni === '' ? 'none' : status.cni })}</span>
  );
}

function FleetCounts() {
  const t = useTranslations('bar');
  const clusters = useAppState((app) => app.clusters);
  if (!clusters) return null;
  const silent = clusters.filter(({ phase }) => phase === 'stale' || phase === 'failed').length;
  return silent > 0 ? <span className={styles.counts}>{t('silent', { silent, all: clusters.length })}</span> : null;
}

function SearchField() {
  const t = useTranslations('bar');
  const { find } = useShell();
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return (
    <button type="button" className={styles.search} onClick={() => find('')} aria-keyshortcuts="Control+K Meta+K">
      <Icon name="search" size={16} />
      <span className={styles.placeholder}>{t('find')}</span>
      <kbd className={styles.key}>{mac ? '⌘K' : 'Ctrl K'}</kbd>
    </button>
  );
}
