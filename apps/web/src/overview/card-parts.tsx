import type { ClusterStatus } from '@netkaart/protocol';
import { useTranslations } from 'use-intl';
import { useNumber } from '../i18n/numbers';
import { MarkSign } from '../icons/mark';
import {
  certaintyOf,
  certainText,
  deniedOf,
  hasProblems,
  policyLookOf,
  problemsOf,
  progressOf,
  resourceOf,
  type PolicyLook,
} from './facts';
import styles from './card.module.css';

interface Props {
  readonly cluster: ClusterStatus;
}

/** Nodes ready, pods, ways in: the three figures of a card. */
export function Figures({ cluster }: Props) {
  const t = useTranslations('overview');
  const count = useNumber();
  const { nodes, nodesReady, pods, entries } = cluster.counts;
  const ready = nodes === nodesReady ? t('nodesReady', { nodes }) : t('ofNReady', { nodes });
  return (
    <dl className={styles.figures}>
      <Figure cluster={cluster} of="nodes" value={count(nodesReady)} word={ready} />
      <Figure cluster={cluster} of="pods" value={count(pods)} word={t('pods', { pods })} />
      <Figure cluster={cluster} of="entries" value={count(entries)} word={t('entries', { entries })} />
    </dl>
  );
}

interface FigureProps extends Props {
  readonly of: Parameters<typeof certaintyOf>[0];
  readonly value: string;
  readonly word: string;
}

function Figure({ cluster, of, value, word }: FigureProps) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{certainText(value, certaintyOf(of, cluster.kinds))}</dd>
    </div>
  );
}

/** The figures as one line of words, for phones. */
export function FiguresLine({ cluster }: Props) {
  const t = useTranslations('overview');
  const count = useNumber();
  const { nodes, pods } = cluster.counts;
  const nodesText = certainText(count(nodes), certaintyOf('nodes', cluster.kinds));
  const podsText = certainText(count(pods), certaintyOf('pods', cluster.kinds));
  return <p className={styles.counts}>{t('countsLine', { nodes, nodesText, pods, podsText })}</p>;
}

/** Badges with counts, "no problems", and what may not be read. */
export function Troubles({ cluster }: Props) {
  const t = useTranslations('overview');
  const problems = problemsOf(cluster.counts);
  const denied = deniedOf(cluster.kinds).map(({ kind }) => resourceOf(kind));
  if (!hasProblems(problems) && denied.length === 0) return <p className={styles.quiet}>{t('noProblems')}</p>;
  const [only] = denied;
  return (
    <ul className={styles.troubles}>
      <Badge mark="node-not-ready" count={problems.nodesNotReady} word={t('nodesNotReady')} />
      <Badge mark="bad" count={problems.failing} word={t('failing')} />
      <Badge mark="pending" count={problems.notReady} word={t('notReady')} />
      <Badge mark="unknown" count={problems.unknown} word={t('stateUnknown')} />
      {only !== undefined && (
        <li className={styles.denied} title={denied.join(', ')}>
          {denied.length === 1 ? t('denied', { resource: only }) : t('deniedMany', { count: denied.length })}
        </li>
      )}
    </ul>
  );
}

interface BadgeProps {
  readonly mark: 'node-not-ready' | 'bad' | 'pending' | 'unknown';
  readonly count: number;
  readonly word: string;
}

function Badge({ mark, count, word }: BadgeProps) {
  const text = useNumber();
  if (count <= 0) return null;
  return (
    <li className={styles.badge} title={word}>
      <MarkSign mark={mark} /> {text(count)} <span className={styles.hidden}>{word}</span>
    </li>
  );
}

/** What the policies are worth, in words; a ring when they close nothing. */
export function PolicyLine({ cluster }: Props) {
  const t = useTranslations('overview');
  const look = policyLookOf(cluster);
  return (
    <p className={look === 'open' || look === 'decoration' ? styles.policyWarning : styles.policy}>
      <PolicyRing look={look} />
      {t(`policy.${look}`, { count: cluster.counts.policies })}
    </p>
  );
}

/** Whole ring: everything is open. Dashed ring: it says closed and is open. Nothing for what is as it should be. */
export function PolicyRing({ look }: { readonly look: PolicyLook }) {
  if (look !== 'open' && look !== 'decoration') return null;
  return (
    <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <circle
        cx={6}
        cy={6}
        r={5}
        fill="none"
        stroke="var(--pending)"
        strokeWidth={1.75}
        strokeDasharray={look === 'decoration' ? '2.6 2.1' : undefined}
      />
    </svg>
  );
}

/** "reading pods 31,500 of ~150,000", with a thin bar once the server has said how many there are. */
export function ReadingLine({ cluster }: Props) {
  const t = useTranslations('overview');
  const progress = progressOf(cluster.kinds);
  if (!progress) return <p className={styles.quiet}>{t('readingAll')}</p>;
  const { kind, read, total, share } = progress;
  const resource = resourceOf(kind);
  return (
    <div className={styles.reading}>
      <p>{total === null ? t('reading', { resource, read }) : t('readingOf', { resource, read, total })}</p>
      {share !== null && <progress max={1} value={share} aria-label={t('readingAll')} />}
    </div>
  );
}
