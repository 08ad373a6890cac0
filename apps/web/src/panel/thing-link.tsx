'use client';
import { MarkSign } from '../icons/mark';
import { goTo } from '../stage/go-to';
import { useEngine } from '../store/use-store';
import { hrefOf } from '../url/location';
import { useViewState } from '../url/use-view-state';
import type { PanelLink } from '../worker/messages';
import styles from './panel.module.css';

/** A link to another thing: selects it and flies there; a real address, so that it can be opened beside. */
export function ThingLink({ link, sign = false }: { readonly link: PanelLink; readonly sign?: boolean }) {
  const engine = useEngine();
  const state = useViewState();
  return (
    <span className={styles.thing}>
      {sign && <MarkSign mark={link.mark} size={10} />}
      <a
        title={link.text}
        href={hrefOf({ ...state, selection: link.reference, anchor: null })}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          void goTo(engine, link.reference);
        }}
      >
        {link.text}
      </a>
      {link.note !== '' && <span className={styles.note}>{link.note}</span>}
    </span>
  );
}
