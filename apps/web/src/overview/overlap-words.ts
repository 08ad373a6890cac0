import { useFormatter, useTranslations } from 'use-intl';
import type { ShownOverlap } from './shown-range';

/** The sentences on an overlap: who, where, how much, and what it means. */
export interface OverlapWords {
  readonly who: string;
  readonly short: string;
  readonly where: string;
  readonly size: string;
  readonly meaning: string;
}

const NAMED = 4;

/** Words for overlaps. Up to NAMED clusters are named, more are counted; the table names them all. */
export function useOverlapWords(): (overlap: ShownOverlap) => OverlapWords {
  const t = useTranslations('overview');
  const format = useFormatter();
  return ({ type, clusters, text, size }) => {
    const count = clusters.length;
    const who = count > NAMED ? t('overlap.many', { count }) : format.list(clusters);
    const power = size.toString(2).length - 1;
    const exact = size <= BigInt(Number.MAX_SAFE_INTEGER);
    return {
      who: t(`overlap.${type}`, { who }),
      short: t('overlap.short', { who }),
      where: text,
      size: exact ? t('overlap.size', { size: Number(size) }) : t('overlap.sizePower', { power }),
      meaning: t(`overlap.${type}Meaning`, { count }),
    };
  };
}
