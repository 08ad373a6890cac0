import { parsePrefix, prefixSize, type Prefix } from '@netkaart/topology';
import { useTranslations } from 'use-intl';
import { ClashMark } from './overlap-cards';
import { useOverlapWords } from './overlap-words';
import type { ShownOverlap, ShownRange } from './shown-range';
import styles from './range-list.module.css';

interface Props {
  readonly ranges: readonly ShownRange[];
  readonly overlaps: readonly ShownOverlap[];
}

/** The ranges on a phone: what clashes first, then every range of every cluster. */
export function RangeList({ ranges, overlaps }: Props) {
  const t = useTranslations('overview');
  const clusters = [...new Set(ranges.map(({ cluster }) => cluster))];
  return (
    <div className={styles.list} aria-hidden="true">
      {overlaps.map((overlap) => (
        <Clash key={`${overlap.type} ${overlap.text}`} overlap={overlap} />
      ))}
      <dl className={styles.ranges}>
        {clusters.map((cluster) => (
          <div key={cluster}>
            <dt>{cluster}</dt>
            {ranges
              .filter((range) => range.cluster === cluster)
              .map((range) => (
                <dd key={`${range.role} ${range.cidr}`}>
                  <code>{range.cidr}</code>
                  <span>{t(`role.${range.role}`)}</span>
                </dd>
              ))}
          </div>
        ))}
      </dl>
    </div>
  );
}

function Clash({ overlap }: { readonly overlap: ShownOverlap }) {
  const { short, where, who, meaning } = useOverlapWords()(overlap);
  if (overlap.type === 'services')
    return (
      <p className={styles.harmless}>
        {who}. {meaning}
      </p>
    );
  return (
    <div className={styles.clash}>
      <ClashMark />
      <h3>{short}</h3>
      <p className={styles.where}>{where}</p>
      <ClashBars overlap={overlap} />
      <p className={styles.meaning}>{meaning}</p>
    </div>
  );
}

/** The ranges that clash, one bar each on the axis of the widest, the common part framed. */
function ClashBars({ overlap }: { readonly overlap: ShownOverlap }) {
  const placed = overlap.ranges.flatMap((range) => {
    const prefix = parsePrefix(range.cidr);
    return prefix ? [{ range, prefix }] : [];
  });
  const widest = placed.toSorted((a, b) => a.prefix.length - b.prefix.length)[0]?.prefix;
  if (!widest) return null;
  const [from, to] = [offset(BigInt(overlap.first.value), widest), offset(BigInt(overlap.last.value) + 1n, widest)];
  return (
    <div className={styles.bars}>
      {placed.map(({ range, prefix }) => (
        <div key={`${range.cluster} ${range.role}`} className={styles.line}>
          <span
            className={styles.bar}
            data-stale={range.stale}
            style={{
              left: percent(offset(BigInt(prefix.first), widest)),
              width: percent(prefixSize(prefix) / prefixSize(widest)),
            }}
          />
          <span className={styles.word} style={{ left: percent(Math.min(to, 0.6)) }}>
            {range.cluster} /{prefix.length}
          </span>
        </div>
      ))}
      <span className={styles.frame} style={{ left: percent(from), width: percent(to - from) }} />
    </div>
  );
}

function offset(address: bigint, within: Prefix): number {
  return Number(address - BigInt(within.first)) / prefixSize(within);
}

function percent(share: number): string {
  return `${Math.min(100, Math.max(2, share * 100) * (share === 0 ? 0 : 1))}%`;
}
