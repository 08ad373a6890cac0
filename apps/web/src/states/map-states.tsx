'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useAge } from '../i18n/numbers';
import { MarkSign } from '../icons/mark';
import { copyText } from '../shell/copy-link';
import { useAppState } from '../store/use-store';
import { useNow } from '../ui/use-now';
import { hrefOf } from '../url/location';
import { useViewState } from '../url/use-view-state';
import { freshState } from '../url/view-state';
import { clusterRoleFor } from './cluster-role';
import { LoadingBar } from './loading-bar';
import { situationOf, type Situation } from './situation';
import styles from './states.module.css';

/** What is the matter with the picture, and what to do about it. Nothing while all is well. */
export function MapStates() {
  const { cluster } = useViewState();
  const scene = useAppState((app) => app.scene);
  const clusters = useAppState((app) => app.clusters);
  const unknown = useAppState((app) => app.unknownCluster);
  const broken = useAppState((app) => app.broken);
  const status = clusters?.find(({ id }) => id === cluster) ?? null;
  const situations = situationOf({
    cluster,
    heard: clusters !== null,
    status,
    scene,
    unknown: unknown === cluster,
    broken,
  });
  return (
    <>
      {status && <LoadingBar status={status} loaded={scene !== null} />}
      <div className={styles.stack}>
        {situations.map((situation) => (
          <Notice key={situation.key} situation={situation} />
        ))}
      </div>
    </>
  );
}

function Notice({ situation }: { readonly situation: Situation }) {
  const t = useTranslations('states');
  return (
    <section className={styles.notice} data-tone={situation.tone} role={situation.tone === 'bad' ? 'alert' : undefined}>
      {situation.tone !== 'calm' && <MarkSign mark={situation.tone === 'bad' ? 'bad' : 'pending'} />}
      <div className={styles.words}>
        <h2>{t(`${situation.key}.title`, { ...situation.values })}</h2>
        <p>{t(`${situation.key}.text`, { ...situation.values })}</p>
        {situation.detail !== '' && <p className={styles.detail}>{situation.detail}</p>}
        <Since situation={situation} />
        {situation.denied.length > 0 && <Role denied={situation.denied} />}
        {situation.key === 'unknown' && <KnownClusters />}
      </div>
    </section>
  );
}

function Since({ situation: { retryAt, provenAt } }: { readonly situation: Situation }) {
  const t = useTranslations('states');
  const age = useAge();
  const ahead = useAppState((app) => app.clockAheadMs);
  const now = useNow(1000) + ahead;
  if (retryAt === null && provenAt === null) return null;
  return (
    <p className={styles.since}>
      {provenAt !== null && t('age', { age: age(now - provenAt) })}
      {retryAt !== null && retryAt > now && ` ${t('retry', { seconds: Math.ceil((retryAt - now) / 1000) })}`}
    </p>
  );
}

function Role({ denied }: { readonly denied: Situation['denied'] }) {
  const t = useTranslations('states');
  const yaml = clusterRoleFor(denied);
  return (
    <div className={styles.role}>
      <pre tabIndex={0}>{yaml}</pre>
      <button type="button" className={styles.button} onClick={() => copyText(yaml, 'role')}>
        {t('copy-role')}
      </button>
    </div>
  );
}

function KnownClusters() {
  const state = useViewState();
  const clusters = useAppState((app) => app.clusters) ?? [];
  return (
    <p className={styles.links}>
      {clusters.map(({ id, name }) => (
        <Link key={id} href={hrefOf(freshState(id, state.view, state))} prefetch={false}>
          {name}
        </Link>
      ))}
    </p>
  );
}
