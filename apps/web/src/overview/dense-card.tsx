import type { ClusterStatus } from '@netkaart/protocol';
import { useFormatter, useTranslations } from 'use-intl';
import { OpenLink, Picture, type Way } from './card';
import { PolicyRing, ReadingLine, Troubles } from './card-parts';
import { useTime } from './clock';
import { certaintyOf, certainText, lookOf, policyLookOf } from './facts';
import { Freshness, StateLine } from './freshness';
import styles from './card.module.css';

/** A cluster among many: name, picture, nodes and pods, troubles; the rest is in its words and one click away. */
export function DenseCard({ cluster, ...way }: Way & { readonly cluster: ClusterStatus }) {
  const look = lookOf(cluster, useTime());
  return (
    <li className={styles.denseCard} data-look={look}>
      <Picture cluster={cluster} look={look} sidePx={DENSE_PICTURE_PX} />
      <div className={styles.denseHead}>
        <h2 className={styles.name}>
          <OpenLink cluster={cluster} {...way} />
        </h2>
        {look === 'live' && <PolicyRing look={policyLookOf(cluster)} />}
        <Freshness cluster={cluster} look={look} dense />
      </div>
      <DenseFigures cluster={cluster} />
      <div className={styles.denseLines}>
        {look === 'live' && <Troubles cluster={cluster} />}
        {look === 'syncing' && <ReadingLine cluster={cluster} />}
        <StateLine cluster={cluster} look={look} />
      </div>
    </li>
  );
}

const DENSE_PICTURE_PX = 40;
const SHORT_FROM = 10_000;

function DenseFigures({ cluster }: { readonly cluster: ClusterStatus }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const { nodes, pods } = cluster.counts;
  const short = (of: 'nodes' | 'pods') => {
    const value = cluster.counts[of];
    const text = format.number(value, value >= SHORT_FROM ? { notation: 'compact' } : {});
    return certainText(text, certaintyOf(of, cluster.kinds));
  };
  return (
    <p className={styles.denseFigures}>
      <b>{short('nodes')}</b> {t('nodesShort', { nodes })}
      <br />
      <b>{short('pods')}</b> {t('pods', { pods })}
    </p>
  );
}
