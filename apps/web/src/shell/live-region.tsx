'use client';
import { useTranslations } from 'use-intl';
import { useAppState } from '../store/use-store';

/** One polite sentence per ten seconds for those who listen; assertive only for the lost line. */
export function LiveRegion() {
  const t = useTranslations('live');
  const summary = useAppState((app) => app.summary);
  const offline = useAppState((app) => app.connection.phase === 'offline');
  return (
    <>
      <div className="visually-hidden" role="log" aria-live="polite" aria-label={t('label')}>
        {summary && t('changed', { ...summary, place: summary.at === '' ? 'none' : summary.at })}
      </div>
      <div className="visually-hidden" role="alert">
        {offline && t('offline')}
      </div>
    </>
  );
}
