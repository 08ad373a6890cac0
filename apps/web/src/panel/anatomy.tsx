'use client';
import { useTranslations } from 'use-intl';
import type { Panel } from '../worker/messages';
import styles from './anatomy.module.css';

/** The address in its parts: brackets under each part, a line to what it means. Widths count characters of a mono face. */
export function Anatomy({ parts, others }: { readonly parts: Panel['anatomy']; readonly others: readonly string[] }) {
  const t = useTranslations('anatomy');
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  const size = length > 18 ? 16 : length > 15 ? 22 : 28;
  const advance = size * 0.6;
  const rows = parts.length;
  let from = 0;
  const places = parts.map((part) => {
    const x = from * advance;
    from += part.text.length;
    return { part, x, width: part.text.length * advance };
  });
  const textX = Math.max(length * advance + 18, 195);
  return (
    <section className={styles.anatomy} aria-label={t('label')}>
      <p className={styles.address} data-size={size}>
        {parts.map((part) => (
          <span key={part.means} data-means={part.means}>
            {part.text}
          </span>
        ))}
      </p>
      <svg className={styles.brackets} width="312" height={rows * 22 + 4} aria-hidden="true">
        {places.map(({ part, x, width }, i) => {
          const y = (rows - i) * 22 - 6;
          const middle = x + width / 2;
          const path = `M${x + 1} 0v5H${x + width - 3}V0M${middle} 5V${y}H${textX - 8}`;
          return <path key={part.means} d={path} data-means={part.means} fill="none" />;
        })}
        {places.map(({ part }, i) => {
          const y = (rows - i) * 22 - 2;
          return (
            <g key={part.means}>
              <text x={textX} y={y} className={styles.meaning}>
                {t(part.means)}
              </text>
              <text x="312" y={y} className={styles.length} textAnchor="end">
                {part.means === 'pod' ? '' : `/${part.length}`}
              </text>
            </g>
          );
        })}
      </svg>
      <ul className="visually-hidden">
        {parts.map((part) => (
          <li key={part.means}>{`${part.text}: ${t(part.means)} ${part.cidr}`}</li>
        ))}
      </ul>
      {others.length > 0 && <p className={styles.others}>{t('also', { addresses: others.join(', ') })}</p>}
    </section>
  );
}
