'use client';
import { useTranslations } from 'use-intl';
import { useNumber } from '../i18n/numbers';
import { MarkSign } from '../icons/mark';
import { useShell } from '../shell/shell-context';
import { goToProblem } from '../stage/go-to';
import { useAppState, useEngine } from '../store/use-store';
import type { Mark, ProblemMark } from '../worker/messages';
import styles from './problem-badges.module.css';

const SIGN: Readonly<Record<ProblemMark, Mark>> = { node: 'node-not-ready', bad: 'bad', pending: 'pending' };

/** What is wrong, by kind; on a map each click goes to the next one. */
export function ProblemBadges() {
  const t = useTranslations('problems');
  const number = useNumber();
  const { page } = useShell();
  const engine = useEngine();
  const scene = useAppState((app) => app.scene);
  const clusters = useAppState((app) => app.clusters);
  const counts = page === 'map' ? scene?.problems : fleet(clusters ?? []);
  if (!counts) return null;
  const marks = (Object.keys(SIGN) as ProblemMark[]).filter((mark) => counts[mark] > 0);
  return (
    <span className={styles.badges}>
      {marks.map((mark) => {
        const face = (
          <>
            <MarkSign mark={SIGN[mark]} />
            {number(counts[mark])}
          </>
        );
        const label = t(mark, { count: counts[mark] });
        return page === 'map' ? (
          <button
            key={mark}
            type="button"
            className={styles.badge}
            aria-label={label}
            title={`${label}  [ ]`}
            onClick={() => void goToProblem(engine, 1, mark)}
          >
            {face}
          </button>
        ) : (
          <span key={mark} className={styles.badge} role="img" aria-label={label} title={label}>
            {face}
          </span>
        );
      })}
    </span>
  );
}

function fleet(
  clusters: readonly { readonly counts: { nodes: number; nodesReady: number; bad: number; pending: number } }[],
) {
  const sum = { node: 0, bad: 0, pending: 0 };
  for (const { counts } of clusters) {
    sum.node += counts.nodes - counts.nodesReady;
    sum.bad += counts.bad;
    sum.pending += counts.pending;
  }
  return sum;
}
