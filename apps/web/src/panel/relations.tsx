'use client';
import { useTranslations } from 'use-intl';
import type { PanelRelation } from '../worker/messages';
import { ThingLink } from './thing-link';
import styles from './panel.module.css';

/** What it has to do with other objects, each a link. */
export function Relations({ relations }: { readonly relations: readonly PanelRelation[] }) {
  const t = useTranslations();
  if (relations.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{t('panel.relations')}</h3>
      {relations.map(({ key, total, links }) => (
        <div key={key} className={styles.relation}>
          <h4>
            {t.has(`relation.${key}`) ? t(`relation.${key}`) : key}
            <span className={styles.total}>{total}</span>
          </h4>
          <ul>
            {links.map((link) => (
              <li key={link.reference}>
                <ThingLink link={link} sign />
              </li>
            ))}
            {total > links.length && (
              <li className={styles.none}>{t('panel.more', { count: total - links.length })}</li>
            )}
          </ul>
        </div>
      ))}
    </section>
  );
}
