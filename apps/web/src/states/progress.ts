import type { ClusterStatus } from '@netkaart/protocol';

export interface Progress {
  readonly kind: string;
  readonly read: number;
  readonly total: number | null;
}

/** The first list that is still being read, the largest first; null when none is. */
export function progressOf(status: Pick<ClusterStatus, 'kinds' | 'phase'>): Progress | null {
  if (status.phase !== 'syncing') return null;
  const listing = status.kinds.filter(({ phase }) => phase === 'listing');
  const [largest] = [...listing].sort((a, b) => (b.total ?? b.read) - (a.total ?? a.read));
  return largest ? { kind: largest.kind, read: largest.read, total: largest.total } : null;
}
