import type { ClusterStatus } from '@netkaart/protocol';
import { useTranslations } from 'use-intl';
import { useNumber } from '../i18n/numbers';
import { OpenLink, Picture, Version, type Way } from './card';
import { PolicyLine, ReadingLine, Troubles } from './card-parts';
import { useTime } from './clock';
import { certainText, certaintyOf, deniedOf, lookOf, resourceOf } from './facts';
import { Freshness, StateLine } from './freshness';
import cards from './card.module.css';
import styles from './summary.module.css';

interface Props {
  readonly cluster: ClusterStatus;
}

/** The page of somebody with one cluster: the same card, wide, with every figure. */
export function Summary({ cluster, ...way }: Props & Way) {
  const look = lookOf(cluster, useTime());
  return (
    <section className={styles.summary} data-look={look}>
      <Picture cluster={cluster} look={look} sidePx={64} />
      <div className={styles.content}>
        <div className={cards.head}>
          <h2 className={cards.name}>
            <OpenLink cluster={cluster} {...way} />
          </h2>
          <Version cluster={cluster} />
          <Freshness cluster={cluster} look={look} />
        </div>
        <MainFigures cluster={cluster} />
        <div className={styles.lines}>
          {look === 'live' && <Troubles cluster={cluster} />}
          {look === 'syncing' && <ReadingLine cluster={cluster} />}
          <StateLine cluster={cluster} look={look} />
          <PolicyLine cluster={cluster} />
        </div>
      </div>
      <PodFigures cluster={cluster} />
      <Denied cluster={cluster} />
    </section>
  );
}

function MainFigures({ cluster }: Props) {
  const t = useTranslations('overview');
  const count = useNumber();
  const { nodes, nodesReady, pods, services, entries, policies } = cluster.counts;
  const ready = nodes === nodesReady ? t('nodesReady', { nodes }) : t('ofNReady', { nodes });
  const figures: readonly [word: string, value: string][] = [
    [ready, certainText(count(nodesReady), certaintyOf('nodes', cluster.kinds))],
    [t('pods', { pods }), certainText(count(pods), certaintyOf('pods', cluster.kinds))],
    [t('services', { services }), count(services)],
    [t('entries', { entries }), certainText(count(entries), certaintyOf('entries', cluster.kinds))],
    [t('policies', { policies }), count(policies)],
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(([word, value]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const STATES = ['ok', 'pending', 'bad', 'unknown', 'leaving', 'done'] as const;
const PLACES = ['hostNetwork', 'withoutAddress'] as const;

/** Where all the pods are: the six states add up to all of them. */
function PodFigures({ cluster }: Props) {
  const t = useTranslations('overview');
  const count = useNumber();
  return (
    <dl className={styles.pods}>
      {[...STATES, ...PLACES].map((state) => (
        <div key={state}>
          <dt>{t(`podState.${state}`)}</dt>
          <dd>{count(cluster.counts[state])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What may not be read, each with the server's sentence on the missing permission. */
function Denied({ cluster }: Props) {
  const t = useTranslations('overview');
  const denied = deniedOf(cluster.kinds);
  if (denied.length === 0) return null;
  return (
    <ul className={styles.denied}>
      {denied.map(({ kind, detail }) => (
        <li key={kind}>
          <b>{t('denied', { resource: resourceOf(kind) })}</b> {detail}
        </li>
      ))}
    </ul>
  );
}
