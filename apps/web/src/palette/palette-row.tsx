'use client';
import { Icon } from '../icons/icon';
import { MarkSign } from '../icons/mark';
import type { PaletteItem } from './groups';
import styles from './palette.module.css';

interface Props {
  readonly id: string;
  readonly item: PaletteItem;
  readonly active: boolean;
  readonly run: (item: PaletteItem) => void;
  readonly point: () => void;
}

export function PaletteRow({ id, item, active, run, point }: Props) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      className={styles.row}
      onClick={() => run(item)}
      onPointerMove={point}
    >
      <span className={styles.sign}>
        {'mark' in item.sign ? <MarkSign mark={item.sign.mark} /> : <Icon name={item.sign.icon} size={16} />}
      </span>
      <span className={styles.name} data-mono={item.mono}>
        {item.lead}
        <b>{item.name}</b>
      </span>
      <span className={styles.note}>{item.note}</span>
      {item.keys.length > 0 && (
        <span className={styles.keys}>
          {item.keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      )}
      {active && item.keys.length === 0 && <kbd>↵</kbd>}
    </div>
  );
}
