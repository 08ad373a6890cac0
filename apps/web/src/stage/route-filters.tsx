'use client';
import { useTranslations } from 'use-intl';
import { useNumber } from '../i18n/numbers';
import { MarkSign } from '../icons/mark';
import { useAppState } from '../store/use-store';
import { changeState, useViewState } from '../url/use-view-state';
import type { Mark } from '../worker/messages';
import styles from './route-filters.module.css';

const FILTERS = ['all', 'exposed', 'broken', 'waiting'] as const;
const SIGN: Readonly<Partial<Record<(typeof FILTERS)[number], Mark>>> = { broken: 'bad', waiting: 'pending' };

/** All Services, those with a way in, those that reach no pod, those that wait for an address: counts are the filter. */
export function RouteFilters() {
  const t = useTranslations('routes');
  const number = useNumber();
  const { options } = useViewState();
  const values = useAppState((app) => app.scene?.title.values);
  const shown = options['show'] ?? 'all';
  if (!values) return null;
  return (
    <div className={styles.filters} role="group" aria-label={t('filter')}>
      {FILTERS.map((filter) => (
        <button
          key={filter}
          type="button"
          className={styles.chip}
          aria-pressed={shown === filter}
          onClick={() => changeState({ options: shownBy(options, filter), anchor: null })}
        >
          {SIGN[filter] && <MarkSign mark={SIGN[filter]} />}
          {t(filter)}
          <span className={styles.count}>
            {filter === 'all'
              ? t('services', { count: Number(values['of'] ?? 0) })
              : number(Number(values[filter] ?? 0))}
          </span>
        </button>
      ))}
    </div>
  );
}

function shownBy(
  options: Readonly<Record<string, string>>,
  filter: (typeof FILTERS)[number],
): Readonly<Record<string, string>> {
  const { show: _, ...rest } = options;
  return filter === 'all' ? rest : { ...rest, show: filter };
}
