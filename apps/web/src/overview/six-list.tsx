import { useTranslations } from 'use-intl';
import { ClashMark } from './overlap-cards';
import type { ShownOverlap, ShownRange } from './shown-range';
import styles from './ruler.module.css';

interface Props {
  readonly ranges: readonly ShownRange[];
  readonly overlaps: readonly ShownOverlap[];
}

/** IPv6 ranges have an axis of their own that no screen could hold: a short table instead. */
export function SixList({ ranges, overlaps }: Props) {
  const t = useTranslations('overview');
  if (ranges.length === 0) return null;
  const clashing = new Set(overlaps.filter(({ type }) => type !== 'services').flatMap((overlap) => overlap.ranges));
  const clusters = [...new Set(ranges.map(({ cluster }) => cluster))].sort();
  return (
    <div className={styles.six} aria-hidden="true">
      <h3>
        IPv6 <small>{t('ranges.six')}</small>
      </h3>
      <dl>
        {clusters.map((cluster) => (
          <div key={cluster}>
            <dt>{cluster}</dt>
            {ranges.flatMap((range) =>
              range.cluster === cluster ? (
                <dd key={`${range.role} ${range.cidr}`}>
                  {clashing.has(range) && <ClashMark />} <code>{range.cidr}</code> {t(`role.${range.role}`)}
                </dd>
              ) : (
                []
              ),
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}
