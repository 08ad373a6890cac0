import type { MouseEvent } from 'react';
import type { ClusterStatus } from '@netkaart/protocol';
import { useTranslations } from 'use-intl';
import { Figures, FiguresLine, PolicyLine, ReadingLine, Troubles } from './card-parts';
import { useTime } from './clock';
import { lookOf, phoneLineOf, problemsOf, type Look } from './facts';
import { Freshness, StateLine } from './freshness';
import { Thumbnail } from './thumbnail';
import { useThumbnailWords } from './thumbnail-words';
import styles from './card.module.css';

/** How a card leads to its cluster. */
export interface Way {
  readonly onOpen: (clusterId: string) => void;
  readonly hrefOf?: ((clusterId: string) => string) | undefined;
}

interface LookProps {
  readonly cluster: ClusterStatus;
  readonly look: Look;
}

/** On a phone; elsewhere twice as wide. */
const CARD_PICTURE_PX = 64;

interface Props extends Way {
  readonly cluster: ClusterStatus;
}

/** One cluster in the list of all. The link of its name covers the whole card. */
export function Card({ cluster, ...way }: Props) {
  const look = lookOf(cluster, useTime());
  return (
    <li className={styles.card} data-look={look} data-line={phoneLineOf(cluster, look)}>
      <Picture cluster={cluster} look={look} sidePx={CARD_PICTURE_PX} />
      <div className={styles.head}>
        <h2 className={styles.name}>
          <OpenLink cluster={cluster} {...way} />
        </h2>
        <Version cluster={cluster} />
        <Freshness cluster={cluster} look={look} />
      </div>
      <Body cluster={cluster} look={look} />
    </li>
  );
}

/** The thumbnail of a card, with its words. */
export function Picture({ cluster, look, sidePx }: { readonly sidePx: number } & LookProps) {
  const words = useThumbnailWords();
  return (
    <div className={styles.picture}>
      <Thumbnail
        thumbnail={cluster.thumbnail}
        stale={look === 'stale' || look === 'failed'}
        nodesNotReady={problemsOf(cluster.counts).nodesNotReady > 0}
        label={words(cluster)}
        sidePx={sidePx}
      />
    </div>
  );
}

function Body({ cluster, look }: LookProps) {
  const unheard = look === 'failed' || look === 'connecting';
  return (
    <div className={styles.body}>
      {!unheard && <Figures cluster={cluster} />}
      {!unheard && <FiguresLine cluster={cluster} />}
      <div className={styles.lines}>
        {look === 'live' && <Troubles cluster={cluster} />}
        {look === 'syncing' && <ReadingLine cluster={cluster} />}
        <StateLine cluster={cluster} look={look} />
        {!unheard && look !== 'syncing' && <PolicyLine cluster={cluster} />}
      </div>
    </div>
  );
}

/** `v1.34.2 · flannel`, as far as known. */
export function Version({ cluster }: { readonly cluster: ClusterStatus }) {
  const known = [cluster.version, cluster.cni].filter((each) => each !== '' && each !== 'unknown');
  return <span className={styles.version}>{known.join(' · ')}</span>;
}

/** A link where the address of the cluster is known, so that it opens in a new tab too; else a button. */
export function OpenLink({ cluster, onOpen, hrefOf }: Way & { readonly cluster: ClusterStatus }) {
  const t = useTranslations('overview');
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen(cluster.id);
  };
  const common = { className: styles.open, title: t('open', { cluster: cluster.name }), 'data-open': cluster.id };
  return hrefOf ? (
    <a {...common} href={hrefOf(cluster.id)} onClick={open}>
      {cluster.name}
    </a>
  ) : (
    <button {...common} type="button" onClick={() => onOpen(cluster.id)}>
      {cluster.name}
    </button>
  );
}
