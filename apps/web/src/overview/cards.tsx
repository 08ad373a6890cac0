import type { KeyboardEvent } from 'react';
import type { ClusterStatus } from '@netkaart/protocol';
import { Card, type Way } from './card';
import { DenseCard } from './dense-card';
import { neighbourOf } from './neighbour';
import { DENSE_FROM, denseColumns } from './order';
import styles from './overview.module.css';

interface Props extends Way {
  readonly clusters: readonly ClusterStatus[];
  readonly label: string;
}

/** The cards of all clusters. Arrow keys lead from card to card. */
export function Cards({ clusters, label, ...way }: Props) {
  const dense = clusters.length >= DENSE_FROM;
  const Each = dense ? DenseCard : Card;
  return (
    <ul
      className={dense ? styles.denseCards : styles.cards}
      style={{ '--columns': denseColumns(clusters.length) }}
      aria-label={label}
      onKeyDown={moveFocus}
    >
      {clusters.map((cluster) => (
        <Each key={cluster.id} cluster={cluster} {...way} />
      ))}
    </ul>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const cards = [...event.currentTarget.children];
  const from = cards.findIndex((card) => card.contains(document.activeElement));
  const to = neighbourOf(
    cards.map((card) => card.getBoundingClientRect()),
    from,
    event.key,
  );
  if (from < 0 || to === null) return;
  event.preventDefault();
  event.stopPropagation();
  cards[to]?.querySelector<HTMLElement>('[data-open]')?.focus();
}
