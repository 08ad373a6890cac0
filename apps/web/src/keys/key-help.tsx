'use client';
import { useTranslations } from 'use-intl';
import { Dialog } from '../ui/dialog';
import { COLUMNS, type BindingGroup } from './bindings';
import { setSingleKeys, useSingleKeys } from './single-keys';
import styles from './key-help.module.css';

/** The sheet of keys; single keys can be switched off for those whom they get in the way of (WCAG 2.1.4). */
export function KeyHelp({ close }: { readonly close: () => void }) {
  const t = useTranslations('keys');
  const on = useSingleKeys();
  return (
    <Dialog label={t('title')} close={close} className={styles.sheet}>
      <header className={styles.head}>
        <h2>{t('title')}</h2>
        <p>{t('text')}</p>
        <button type="button" className={styles.esc} onClick={close} autoFocus>
          Esc
        </button>
      </header>
      <div className={styles.columns}>
        {COLUMNS.map((groups, i) => (
          <div key={i} className={styles.column}>
            {groups.map((group) => (
              <Group key={group.title} group={group} />
            ))}
          </div>
        ))}
      </div>
      <footer className={styles.foot}>
        <b>{t(on ? 'single-on' : 'single-off')}</b>
        <button type="button" className={styles.switch} onClick={() => setSingleKeys(!on)}>
          {t(on ? 'switch-off' : 'switch-on')}
        </button>
      </footer>
    </Dialog>
  );
}

function Group({ group }: { readonly group: BindingGroup }) {
  const t = useTranslations('keys');
  return (
    <section>
      <h3 className={styles.title}>{t(`group-${group.title}`)}</h3>
      <dl>
        {group.bindings.map(({ id, keys }) => (
          <div key={id} className={styles.row}>
            <dt>{keys.map((key, i) => (key === '–' ? <span key={i}>–</span> : <kbd key={i}>{key}</kbd>))}</dt>
            <dd>{t(id)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
