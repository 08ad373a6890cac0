'use client';
import { useTranslations } from 'use-intl';
import { Icon } from '../icons/icon';
import { useAppState } from '../store/use-store';
import { changeState, useViewState } from '../url/use-view-state';
import { cameraSlot } from './camera-slot';
import { RouteFilters } from './route-filters';
import { NamespaceFilter } from './namespace-filter';
import styles from './title-row.module.css';

/** What is drawn, in one sentence of counts that add up; at the right how to look at it. */
export function TitleRow() {
  const t = useTranslations();
  const { table, view } = useViewState();
  const title = useAppState((app) => app.scene?.title);
  const broken = useAppState((app) => app.broken);
  const mono = /^[0-9a-f.:/]+$/i.test(title?.heading ?? '') && /\d/.test(title?.heading ?? '');
  return (
    <div className={styles.row}>
      <h1 className={styles.heading} data-mono={mono}>
        {title ? (view === 'routes' ? t('rail.routes') : title.heading) : ' '}
      </h1>
      {view === 'routes' ? <RouteFilters /> : title && <Sentence text={t(title.key, { ...title.values })} />}
      <span className={styles.space} />
      {title && <NamespaceFilter />}
      {title && !table && <ZoomButtons />}
      {(title ?? broken) && <TableToggle table={table} />}
    </div>
  );
}

/** Cut off where there is no room, whole on the pointer. */
function Sentence({ text }: { readonly text: string }) {
  return (
    <p className={styles.sentence} title={text}>
      {text}
    </p>
  );
}

function TableToggle({ table }: { readonly table: boolean }) {
  const t = useTranslations('title');
  const label = t(table ? 'map' : 'table');
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-pressed={table}
      title={`${label}  t`}
      onClick={() => changeState({ table: !table })}
    >
      {label}
    </button>
  );
}

function ZoomButtons() {
  const t = useTranslations('title');
  return (
    <span className={styles.zoom} role="group" aria-label={t('zoom')}>
      <button
        type="button"
        aria-label={t('farther')}
        title={`${t('farther')}  −`}
        onClick={() => cameraSlot.get()?.step(-1)}
      >
        <Icon name="minus" size={16} />
      </button>
      <button
        type="button"
        aria-label={t('nearer')}
        title={`${t('nearer')}  +`}
        onClick={() => cameraSlot.get()?.step(1)}
      >
        <Icon name="plus" size={16} />
      </button>
      <button type="button" aria-label={t('fit')} title={`${t('fit')}  0`} onClick={() => cameraSlot.get()?.home()}>
        <Icon name="fit" size={16} />
      </button>
    </span>
  );
}
