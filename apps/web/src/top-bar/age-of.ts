import type { ClusterStatus } from '@netkaart/protocol';

/** How far a picture can be trusted, and the age of its last proof in ms (null: never proven). */
export interface Age {
  readonly state: 'live' | 'syncing' | 'stale' | 'failed';
  readonly ms: number | null;
}

/** One cluster at the server's time `now`; null while the server has not named it. */
export function ageOf(cluster: ClusterStatus | undefined, now: number): Age | null {
  if (!cluster) return null;
  const ms = cluster.provenAt === null ? null : Math.max(0, now - cluster.provenAt);
  if (cluster.phase === 'connecting' || cluster.phase === 'syncing') return { state: 'syncing', ms };
  return { state: cluster.phase, ms };
}

/** All clusters together: the oldest proof among the live ones, so that nothing looks fresher than it is. */
export function fleetAge(clusters: readonly ClusterStatus[], now: number): Age | null {
  const live = clusters.filter(({ phase }) => phase === 'live').flatMap((cluster) => ageOf(cluster, now)?.ms ?? []);
  if (clusters.length === 0) return null;
  if (live.length > 0) return { state: 'live', ms: Math.max(...live) };
  return {
    state: clusters.some(({ phase }) => phase === 'syncing' || phase === 'connecting') ? 'syncing' : 'stale',
    ms: null,
  };
}
