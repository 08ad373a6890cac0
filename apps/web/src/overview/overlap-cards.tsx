import { useTranslations } from 'use-intl';
import { useOverlapWords } from './overlap-words';
import type { ShownOverlap } from './shown-range';
import styles from './ruler.module.css';

interface Props {
  readonly overlaps: readonly ShownOverlap[];
}

/** A sentence for each conflict; numbered as on the ruler when there are several. */
export function OverlapCards({ overlaps, numbered }: Props & { readonly numbered: boolean }) {
  const words = useOverlapWords();
  if (overlaps.length === 0) return null;
  return (
    <ul className={styles.cards}>
      {overlaps.map((overlap, index) => {
        const { who, where, size, meaning } = words(overlap);
        return (
          <li key={`${overlap.type} ${overlap.text}`} className={styles.card} title={overlap.clusters.join(', ')}>
            {numbered && overlap.family === 4 ? <b className={styles.number}>{index + 1}</b> : <ClashMark />}
            <p className={styles.who}>
              <strong>{who}</strong> <span className={styles.where}>{where}</span>
            </p>
            <p className={styles.meaning}>
              {size}. {meaning}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

/** Service ranges in common, in a quiet line each. */
export function ServiceNotes({ overlaps }: Props) {
  const t = useTranslations('overview');
  const words = useOverlapWords();
  if (overlaps.length === 0) return null;
  return (
    <ul className={styles.quiet}>
      {overlaps.map((overlap) => (
        <li key={overlap.text} title={`${overlap.clusters.join(', ')}: ${overlap.text}`}>
          {words(overlap).who}
        </li>
      ))}
      <li className={styles.harmless}>{t('overlap.harmless')}</li>
    </ul>
  );
}

/** The sign of a conflict of addresses. */
export function ClashMark() {
  return (
    <svg className={styles.clash} width={14} height={14} viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      <rect x={0.75} y={0.75} width={12.5} height={12.5} fill="none" stroke="var(--pending)" strokeWidth={1.5} />
      <path d="M1 6l5-5M1 10.500l9.500-9.500M3.500 13l9.500-9.500M8 13l5-5" stroke="var(--pending)" strokeWidth={1.5} />
    </svg>
  );
}
