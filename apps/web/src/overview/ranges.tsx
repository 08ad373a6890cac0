import { findOverlaps } from '@netkaart/layout';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ClusterStatus } from '@netkaart/protocol';
import { useTranslations } from 'use-intl';
import { useTime } from './clock';
import { RangeList } from './range-list';
import { RangeTable } from './range-table';
import { RulerFigure } from './ruler-figure';
import { shownRanges, type ShownRange } from './shown-range';
import styles from './ranges.module.css';

/** The address ruler of all clusters with its words; a table says the same, `t` or the button swaps the two. */
export function AddressRanges({ clusters }: { readonly clusters: readonly ClusterStatus[] }) {
  const t = useTranslations('overview');
  const ranges = useShownRanges(clusters);
  const names = useMemo(() => clusters.map(({ name }) => name), [clusters]);
  const overlaps = useMemo(() => findOverlaps(ranges), [ranges]);
  const [asTable, setAsTable] = useState(false);
  const section = useRef<HTMLElement>(null);
  const heading = useId();
  useTableKey(section, () => setAsTable((before) => !before));
  return (
    <section ref={section} className={styles.section} aria-labelledby={heading}>
      <header className={styles.head}>
        <h2 id={heading}>{t('ranges.title')}</h2>
        <p>{t('ranges.subtitle', { clusters: clusters.length })}</p>
        {!asTable && <Legend />}
        <button type="button" className={styles.toggle} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t('ranges.table')} <kbd aria-hidden="true">t</kbd>
        </button>
      </header>
      {ranges.length === 0 && <p className={styles.none}>{t('ranges.none')}</p>}
      {!asTable && ranges.length > 0 && <RulerFigure ranges={ranges} names={names} overlaps={overlaps} />}
      {!asTable && <RangeList ranges={ranges} overlaps={overlaps} />}
      <div className={asTable ? styles.table : styles.twin}>
        <RangeTable ranges={ranges} overlaps={overlaps} />
      </div>
    </section>
  );
}

/** The ranges, the same array as long as they say the same: counts change each second, ranges hardly ever. */
function useShownRanges(clusters: readonly ClusterStatus[]): readonly ShownRange[] {
  const words = JSON.stringify(shownRanges(clusters, useTime()));
  return useMemo(() => JSON.parse(words) as readonly ShownRange[], [words]);
}

/** `t` anywhere on the page that is not a field, unless somebody else took the key. */
function useTableKey(section: { readonly current: HTMLElement | null }, toggle: () => void): void {
  useEffect(() => {
    const page = section.current?.parentElement;
    const onKey = (event: KeyboardEvent) => {
      const field =
        event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key !== 't' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || field)
        return;
      event.preventDefault();
      toggle();
    };
    page?.addEventListener('keydown', onKey);
    return () => page?.removeEventListener('keydown', onKey);
  });
}

function Legend() {
  const t = useTranslations('overview');
  return (
    <ul className={styles.legend} aria-hidden="true">
      <li>
        <svg width={18} height={10}>
          <rect width={18} height={10} rx={2} fill="var(--ok)" />
        </svg>
        {t('role.pods')}
      </li>
      <li>
        <svg width={18} height={10}>
          <rect x={0.75} y={0.75} width={16.5} height={8.5} rx={2} fill="none" stroke="var(--ok)" strokeWidth={1.5} />
        </svg>
        {t('role.services')}
      </li>
      <li>
        <svg width={18} height={10}>
          <rect y={3} width={18} height={4} fill="var(--muted)" />
        </svg>
        {t('role.nodes')}
      </li>
    </ul>
  );
}
