'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '../icons/icon';
import { useShell } from '../shell/shell-context';
import { useAppState, useEngine } from '../store/use-store';
import { Dialog } from '../ui/dialog';
import { useViewState } from '../url/use-view-state';
import type { SearchAnswer } from '../worker/messages';
import { useActions } from './actions';
import { groupsOf, type PaletteItem } from './groups';
import { PaletteRow } from './palette-row';
import styles from './palette.module.css';

/** Type a name, an address, a range or what you want to do; Enter goes there. */
export function Palette({ initial, close }: { readonly initial: string; readonly close: () => void }) {
  const t = useTranslations();
  const engine = useEngine();
  const router = useRouter();
  const { page } = useShell();
  const state = useViewState();
  const clusters = useAppState((app) => app.clusters);
  const [text, setText] = useState(initial);
  const [active, setActive] = useState(0);
  const answer = useAnswer(text, page === 'map');
  const actions = useActions();
  const groups = useMemo(
    () => groupsOf({ text, answer, actions, clusters: clusters ?? [], state, t }),
    [text, answer, actions, clusters, state, t],
  );
  const items = groups.flatMap((group) => group.items);
  const list = useRef<HTMLDivElement>(null);
  const at = Math.min(active, Math.max(0, items.length - 1));

  useEffect(() => {
    list.current?.querySelector(`#hit-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const run = (item: PaletteItem | undefined): void => {
    if (!item) return;
    close();
    item.run({ engine, go: (href) => router.push(href) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = items.length - 1;
    if (event.key === 'ArrowDown') setActive(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') setActive(at <= 0 ? last : at - 1);
    else if (event.key === 'Enter') run(items[at]);
    else return;
    event.preventDefault();
  };
  let index = 0;
  return (
    <Dialog label={t('palette.label')} close={close} className={styles.palette}>
      <div className={styles.search}>
        <Icon name="search" size={18} />
        <input
          autoFocus
          className={styles.input}
          value={text}
          placeholder={t('palette.placeholder')}
          role="combobox"
          aria-expanded="true"
          aria-controls="hits"
          aria-activedescendant={items.length > 0 ? `hit-${at}` : undefined}
          aria-label={t('palette.label')}
          spellCheck={false}
          autoComplete="off"
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
        />
        <span className={styles.meaning}>{answer && answer.kind !== 'empty' && t(`palette.kind-${answer.kind}`)}</span>
      </div>
      <div ref={list} id="hits" className={styles.list} role="listbox" aria-label={t('palette.results')}>
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <p className={styles.group} aria-hidden="true">
              {group.title}
              {group.note !== '' && <span>{group.note}</span>}
            </p>
            {group.items.map((item) => {
              const own = index++;
              return (
                <PaletteRow
                  key={item.id}
                  id={`hit-${own}`}
                  item={item}
                  active={own === at}
                  run={run}
                  point={() => setActive(own)}
                />
              );
            })}
          </div>
        ))}
        {items.length === 0 && <p className={styles.nothing}>{t('palette.nothing')}</p>}
      </div>
      <Foot />
    </Dialog>
  );
}

function Foot() {
  const t = useTranslations('palette');
  return (
    <p className={styles.foot}>
      <kbd>↑</kbd>
      <kbd>↓</kbd> {t('choose')}
      <kbd>↵</kbd> {t('fly')}
      <kbd>esc</kbd> {t('leave')}
      <code>:pod :svc :no :ns</code>
    </p>
  );
}

/** What the engine finds for a text; the newest question wins. */
function useAnswer(text: string, asks: boolean): SearchAnswer | null {
  const engine = useEngine();
  const [answer, setAnswer] = useState<SearchAnswer | null>(null);
  const latest = useRef(0);
  useEffect(() => {
    const id = ++latest.current;
    if (!asks) return;
    void engine.ask({ type: 'search', text }).then((found) => {
      if (id === latest.current) setAnswer(found);
    });
  }, [engine, text, asks]);
  return answer;
}
