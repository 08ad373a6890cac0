'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Icon } from '../icons/icon';
import { useShell } from '../shell/shell-context';
import { useAppState } from '../store/use-store';
import { Menu } from '../ui/menu';
import { hrefOf } from '../url/location';
import { useViewState } from '../url/use-view-state';
import { freshState } from '../url/view-state';
import styles from './cluster-switcher.module.css';

/** The name of the cluster; opens the list of all of them. */
export function ClusterSwitcher() {
  const t = useTranslations('bar');
  const { page } = useShell();
  const state = useViewState();
  const clusters = useAppState((app) => app.clusters) ?? [];
  const here = clusters.find(({ id }) => id === state.cluster);
  const name = page === 'map' ? (here?.name ?? state.cluster) : t('all');
  return (
    <Menu
      label={t('switch')}
      className={styles.switcher}
      face={
        <>
          <span className={styles.name}>{name}</span>
          <Icon name="down" size={16} />
        </>
      }
    >
      <li>
        <Link className={styles.item} href={hrefOf(freshState('', 'subnet', state))} prefetch={false}>
          {t('all')}
        </Link>
      </li>
      {clusters.map((cluster) => (
        <li key={cluster.id}>
          <Link
            className={styles.item}
            href={hrefOf(freshState(cluster.id, state.view, state))}
            prefetch={false}
            aria-current={cluster.id === state.cluster ? 'true' : undefined}
          >
            <span className={styles.dot} data-phase={cluster.phase} />
            <span className={styles.grow}>{cluster.name}</span>
            <span className={styles.note}>{t('nodes', { nodes: cluster.counts.nodes })}</span>
          </Link>
        </li>
      ))}
    </Menu>
  );
}
