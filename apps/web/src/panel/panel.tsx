'use client';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '../icons/icon';
import { MarkSign } from '../icons/mark';
import { useAppState } from '../store/use-store';
import { changeState } from '../url/use-view-state';
import type { Panel as PanelData } from '../worker/messages';
import { Anatomy } from './anatomy';
import { ErrorBoundary } from './error-boundary';
import { Fields } from './fields';
import { Proofs, Routes } from './commands';
import { Relations } from './relations';
import { Why } from './why';
import styles from './panel.module.css';

/** Everything about the selection: what it is, where its address comes from, how we know, what it has to do with. */
export function Panel({ reference }: { readonly reference: string }) {
  const t = useTranslations('panel');
  const panel = useAppState((app) => app.panel);
  const frame = useRef<HTMLElement>(null);
  const shown = panel?.reference === reference ? panel : null;
  useEffect(() => {
    if (frame.current) frame.current.scrollTop = 0;
  }, [reference]);
  return (
    <aside ref={frame} className={styles.panel} aria-label={t('label')} data-panel="">
      <button
        type="button"
        className={styles.close}
        aria-label={t('close')}
        title={`${t('close')}  Esc`}
        onClick={() => changeState({ selection: null })}
      >
        <Icon name="close" size={18} />
      </button>
      <ErrorBoundary key={reference} title={t('broken')}>
        {shown ? <Content panel={shown} /> : <Head panel={null} reference={reference} />}
      </ErrorBoundary>
    </aside>
  );
}

function Content({ panel }: { readonly panel: PanelData }) {
  const t = useTranslations('panel');
  return (
    <>
      <Head panel={panel} reference={panel.reference} />
      {panel.gone && <p className={styles.gone}>{t('gone')}</p>}
      {panel.anatomy.length > 0 && <Anatomy parts={panel.anatomy} others={panel.otherAddresses} />}
      {(panel.fields.length > 0 || panel.record.length > 0) && <Fields chosen={panel.fields} all={panel.record} />}
      {panel.why.length > 0 && <Why steps={panel.why} />}
      <Routes routes={panel.routes.slice(0, 1)} />
      <Proofs proofs={panel.proofs} />
      <Routes routes={panel.routes.slice(1)} />
      <Relations relations={panel.relations} />
    </>
  );
}

function Head({ panel, reference }: { readonly panel: PanelData | null; readonly reference: string }) {
  const t = useTranslations();
  const kind = panel && t.has(`kind.${panel.kind}`) ? t(`kind.${panel.kind}`) : panel?.kind;
  return (
    <header className={styles.head}>
      <p className={styles.kind}>
        {panel && <MarkSign mark={panel.mark} />}
        <span>
          {[kind, panel?.state].filter(Boolean).join(' · ')}
          {panel && panel.namespace !== '' && (
            <>
              {' · '}
              <b>{panel.namespace}</b>
            </>
          )}
        </span>
      </p>
      <h2 className={styles.name}>{panel?.name ?? reference.replace(/^[a-z]+:/, '')}</h2>
    </header>
  );
}
