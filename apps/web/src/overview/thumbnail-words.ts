import type { ClusterStatus } from '@netkaart/protocol';
import { useTranslations } from 'use-intl';
import { thumbnailShapes } from './thumbnail-shapes';

/** What a thumbnail shows, in a sentence. */
export function useThumbnailWords(): (cluster: ClusterStatus) => string {
  const t = useTranslations('overview');
  return ({ name, thumbnail }) => {
    const { blocks, marks } = thumbnailShapes(thumbnail, 128);
    const of = (mark: string) => marks.filter((each) => each.mark === mark).length;
    if (blocks === 0) return t('thumbnailEmpty', { cluster: name });
    return t('thumbnail', { cluster: name, blocks, bad: of('bad'), pending: of('pending'), unknown: of('unknown') });
  };
}
