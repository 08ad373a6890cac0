'use client';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '../icons/icon';
import { MarkSign } from '../icons/mark';
import { useNumber } from '../i18n/numbers';
import { changeState, useViewState } from '../url/use-view-state';
import type { OutlineRow, OutlineWindow } from '../worker/messages';
import { useOutline, type Folds } from './use-outline';
import styles from './outline.module.css';

const ROW_PX = 28;
const SPARE = 12;

/** The map as a table: the same things in the same order, for eyes, keyboards and screen readers. */
export function Outline() {
  const t = useTranslations('table');
  const number = useNumber();
  const scroller = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState({ from: 0, to: 60 });
  const [folds, setFolds] = useState<Folds>({ opened: [], closed: [] });
  const [active, setActive] = useState(0);
  const outline = useOutline(span, folds);
  const { selection } = useViewState();

  const measure = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const from = Math.max(0, Math.floor(box.scrollTop / ROW_PX) - SPARE);
    const to = Math.ceil((box.scrollTop + box.clientHeight) / ROW_PX) + SPARE;
    setSpan((old) => (old.from === from && old.to === to ? old : { from, to }));
  }, []);
  useEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [measure]);

  const fold = (row: OutlineRow, open: boolean): void => setFolds((old) => folded(old, row.id, open));
  const reach = (index: number): void => {
    const last = (outline?.total ?? 1) - 1;
    const next = Math.max(0, Math.min(last, index));
    setActive(next);
    reveal(scroller.current, next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = outline?.rows[active - outline.from];
    const page = Math.floor((scroller.current?.clientHeight ?? 400) / ROW_PX) - 2;
    if (act(event.key, row, { fold, reach, active, page, total: outline?.total ?? 0 })) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <div
      ref={scroller}
      id="outline"
      className={styles.table}
      role="treegrid"
      tabIndex={0}
      aria-label={t('label')}
      aria-rowcount={(outline?.total ?? 0) + 1}
      aria-activedescendant={outline ? `row-${active}` : undefined}
      onScroll={measure}
      onKeyDown={onKeyDown}
    >
      <Heading columns={outline?.columns ?? []} />
      <div role="rowgroup" className={styles.body} style={{ height: (outline?.total ?? 0) * ROW_PX }}>
        {outline?.rows.map((row, i) => (
          <Row
            key={row.id}
            row={row}
            index={outline.from + i}
            active={outline.from + i === active}
            selected={row.reference !== '' && row.reference === selection}
            fold={fold}
            activate={setActive}
          />
        ))}
      </div>
      {outline?.total === 0 && <p className={styles.empty}>{t('empty')}</p>}
      <p className={styles.foot}>{outline && t('rows', { count: number(outline.total) })}</p>
    </div>
  );
}

function Heading({ columns }: { readonly columns: OutlineWindow['columns'] }) {
  const t = useTranslations('table');
  return (
    <div role="rowgroup" className={styles.headGroup}>
      <div role="row" aria-rowindex={1} className={styles.head}>
        {['name', ...columns].map((column) => (
          <span key={column} role="columnheader">
            {t(column)}
          </span>
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: OutlineRow;
  readonly index: number;
  readonly active: boolean;
  readonly selected: boolean;
  readonly fold: (row: OutlineRow, open: boolean) => void;
  readonly activate: (index: number) => void;
}

function Row({ row, index, active, selected, fold, activate }: RowProps) {
  return (
    <div
      id={`row-${index}`}
      role="row"
      className={styles.row}
      style={{ transform: `translateY(${index * ROW_PX}px)` }}
      aria-rowindex={index + 2}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.expanded ?? undefined}
      aria-selected={selected}
      data-active={active}
      onClick={() => {
        activate(index);
        if (row.reference !== '') changeState({ selection: row.reference });
        else if (row.expanded !== null) fold(row, !row.expanded);
      }}
    >
      <span role="gridcell" className={styles.name} data-level={row.level}>
        {row.expanded === null ? (
          <span className={styles.fold} />
        ) : (
          <span
            className={styles.fold}
            data-open={row.expanded}
            onClick={(event) => {
              event.stopPropagation();
              fold(row, !row.expanded);
            }}
          >
            <Icon name={row.expanded ? 'down' : 'right'} size={16} />
          </span>
        )}
        {row.reference !== '' && <MarkSign mark={row.mark} />}
        <span className={styles.text}>{row.name}</span>
      </span>
      {row.cells.map((cell, i) => (
        <span key={i} role="gridcell" className={styles.cell} data-column={i}>
          {cell}
        </span>
      ))}
    </div>
  );
}

interface Hands {
  readonly fold: (row: OutlineRow, open: boolean) => void;
  readonly reach: (index: number) => void;
  readonly active: number;
  readonly page: number;
  readonly total: number;
}

/** The keys of a treegrid (WAI-ARIA practices). True when the key meant something here. */
function act(key: string, row: OutlineRow | undefined, hands: Hands): boolean {
  const { fold, reach, active, page, total } = hands;
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: total - 1,
  };
  const target = moves[key];
  if (target !== undefined) reach(target);
  else if (key === 'ArrowRight' && row?.expanded === false) fold(row, true);
  else if (key === 'ArrowRight' && row?.expanded) reach(active + 1);
  else if (key === 'ArrowLeft' && row?.expanded) fold(row, false);
  else if (key === 'ArrowLeft' && row && row.parent >= 0) reach(row.parent);
  else if (key === 'Enter' && row && row.reference !== '') changeState({ selection: row.reference });
  else return key === 'Enter';
  return true;
}

function folded(old: Folds, id: string, open: boolean): Folds {
  const without = { opened: old.opened.filter((one) => one !== id), closed: old.closed.filter((one) => one !== id) };
  return open ? { ...without, opened: [...without.opened, id] } : { ...without, closed: [...without.closed, id] };
}

function reveal(box: HTMLElement | null, index: number): void {
  if (!box) return;
  const top = index * ROW_PX;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + ROW_PX * 3 > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW_PX * 3 - box.clientHeight;
}
