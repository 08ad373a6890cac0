import { parsePrefix, prefixSize } from '@netkaart/topology';
import { useFormatter, useTranslations } from 'use-intl';
import type { ShownOverlap, ShownRange } from './shown-range';
import styles from './ranges.module.css';

interface Props {
  readonly ranges: readonly ShownRange[];
  readonly overlaps: readonly ShownOverlap[];
}

/** Everything the ruler shows, and what it has no room for, row by row. */
export function RangeTable({ ranges, overlaps }: Props) {
  const t = useTranslations('overview');
  return (
    <table>
      <caption>{t('ranges.caption')}</caption>
      <thead>
        <tr>
          {(['cluster', 'range', 'role', 'addresses', 'evidence', 'shared'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`ranges.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ranges.map((range) => (
          <Row
            key={`${range.cluster} ${range.role} ${range.cidr}`}
            range={range}
            shared={overlaps.filter((overlap) => overlap.ranges.includes(range))}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({ range, shared }: { readonly range: ShownRange; readonly shared: readonly ShownOverlap[] }) {
  const t = useTranslations('overview');
  return (
    <tr data-clash={shared.some(({ type }) => type !== 'services')}>
      <th scope="row">{range.cluster}</th>
      <td>
        <code>{range.cidr}</code>
      </td>
      <td>{t(`role.${range.role}`)}</td>
      <td className={styles.count}>
        <Size cidr={range.cidr} />
      </td>
      <td>{t(`evidence.${range.evidence}`, { source: range.source || '–' })}</td>
      <td>
        {shared.map((overlap) => {
          const others = overlap.clusters.filter((name) => name !== range.cluster);
          return <div key={`${overlap.type} ${overlap.text}`}>{`${others.join(', ')}: ${overlap.text}`}</div>;
        })}
      </td>
    </tr>
  );
}

const SHOWN_EXACTLY = 2 ** 40;

function Size({ cidr }: { readonly cidr: string }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const prefix = parsePrefix(cidr);
  if (!prefix) return t('ranges.unreadable');
  const size = prefixSize(prefix);
  if (size < SHOWN_EXACTLY) return format.number(size);
  return (
    <>
      2<sup>{Math.log2(size)}</sup>
    </>
  );
}
