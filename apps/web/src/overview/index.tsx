'use client';
import { useMemo, useState } from 'react';
import type { ClusterStatus } from '@netkaart/protocol';
import { useTranslations } from 'use-intl';
import { useNumber } from '../i18n/numbers';
import { Cards } from './cards';
import type { Way } from './card';
import { Clock, useTime } from './clock';
import { certainText, totalsOf } from './facts';
import { byAttention, inOrder, type Order } from './order';
import { AddressRanges } from './ranges';
import { Summary } from './summary';
import styles from './overview.module.css';

interface Props extends Way {
  /** As the server lists them; null counts as none yet. */
  readonly clusters: readonly ClusterStatus[];
  /** The server's time in ms since 1970 when the page last heard of it; ages count on from there. */
  readonly now: number;
}

/**
 * All clusters at one glance: whether they are heard, what is wrong in each, and whether their addresses clash. Fills its
 * parent and scrolls by itself; a phone's width turns cards into rows. `hrefOf` makes real links of the cards.
 */
export function Overview({ clusters, now, ...way }: Props) {
  return (
    <Clock now={now}>
      <Content clusters={clusters} {...way} />
    </Clock>
  );
}

function Content({ clusters, ...way }: Omit<Props, 'now'>) {
  const t = useTranslations('overview');
  const [order, setOrder] = useState<Order>('name');
  const now = useTime();
  const byName = useMemo(() => inOrder(clusters), [clusters]);
  const shown = order === 'name' ? byName : byAttention(byName, now);
  const [only] = clusters;
  return (
    <div className={styles.root}>
      <header className={styles.title}>
        <h1>{t('title', { clusters: clusters.length })}</h1>
        <TotalsLine clusters={clusters} />
        {clusters.length > 1 && <OrderButton clusters={clusters} order={order} onChange={setOrder} />}
      </header>
      {only === undefined && <p className={styles.empty}>{t('empty')}</p>}
      {only !== undefined && clusters.length === 1 && <Summary cluster={only} {...way} />}
      {clusters.length > 1 && <Cards clusters={shown} label={t('list')} {...way} />}
      {only !== undefined && <AddressRanges clusters={byName} />}
    </div>
  );
}

function TotalsLine({ clusters }: { readonly clusters: readonly ClusterStatus[] }) {
  const t = useTranslations('overview');
  const count = useNumber();
  const { atLeast, ...totals } = totalsOf(clusters, useTime());
  const text = (value: number) => certainText(count(value), atLeast ? 'atLeast' : 'exact');
  return <p>{t('totals', { ...totals, nodesText: text(totals.nodes), podsText: text(totals.pods) })}</p>;
}

interface OrderProps {
  readonly clusters: readonly ClusterStatus[];
  readonly order: Order;
  readonly onChange: (order: Order) => void;
}

function OrderButton({ clusters, order, onChange }: OrderProps) {
  const t = useTranslations('overview');
  const other = order === 'name' ? 'attention' : 'name';
  const fixed = order === 'name' && clusters.every(({ demo }) => demo);
  return (
    <button type="button" className={styles.order} title={t(`orderHint.${other}`)} onClick={() => onChange(other)}>
      {t(fixed ? 'order.demo' : `order.${order}`)}
    </button>
  );
}
