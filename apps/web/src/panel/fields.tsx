'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PanelField } from '../worker/messages';
import { EvidenceMark } from './evidence';
import { ThingLink } from './thing-link';
import styles from './panel.module.css';

/** The values that answer most questions; on request every field of the record, with where each was read. */
export function Fields({
  chosen,
  all,
}: {
  readonly chosen: readonly PanelField[];
  readonly all: readonly PanelField[];
}) {
  const t = useTranslations('panel');
  const [open, setOpen] = useState(false);
  return (
    <section className={styles.section}>
      <h3>{t('fields')}</h3>
      <FieldList fields={open ? all : chosen} sources={open} />
      {all.length > 0 && (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('fewer') : t('all-fields', { count: all.length })}
        </button>
      )}
    </section>
  );
}

function FieldList({ fields, sources }: { readonly fields: readonly PanelField[]; readonly sources: boolean }) {
  const t = useTranslations();
  return (
    <dl className={styles.fields}>
      {fields.map((field, i) => (
        <div key={`${field.key} ${i}`} className={styles.field}>
          <dt>{t.has(`field.${field.key}`) ? t(`field.${field.key}`) : field.key}</dt>
          <dd className={styles.value}>
            <Value field={field} />
            {sources && <span className={styles.source}>{field.source}</span>}
          </dd>
          <dd>
            <EvidenceMark evidence={field.evidence} source={field.source} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ field }: { readonly field: PanelField }) {
  const t = useTranslations();
  if (field.values.length === 0 && field.links.length === 0) {
    return <span className={styles.none}>{t.has(`none.${field.key}`) ? t(`none.${field.key}`) : '–'}</span>;
  }
  const linked = field.links.length > 0 && field.values.length <= field.links.length;
  return (
    <>
      {!linked &&
        field.values.map((line) => (
          <span key={line} className={styles.line} data-mono={/^[\da-f.:/]+$|[=:/]/i.test(line)}>
            {line}
          </span>
        ))}
      {field.links.map((link) => (
        <ThingLink key={link.reference} link={link} />
      ))}
    </>
  );
}
