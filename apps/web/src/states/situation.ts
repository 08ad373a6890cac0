import type { ClusterStatus, KindState } from '@netkaart/protocol';
import type { Scene } from '../worker/messages';

/** One thing to tell about the picture. `key` under `states.`; the numbers and names for its sentence in `values`. */
export interface Situation {
  readonly key: 'unknown' | 'failed' | 'stale' | 'denied' | 'empty' | 'broken' | 'connecting';
  readonly tone: 'calm' | 'warn' | 'bad';
  readonly values: Readonly<Record<string, string | number>>;
  /** The server's own words, '' when there are none. */
  readonly detail: string;
  readonly denied: readonly KindState[];
  readonly retryAt: number | null;
  readonly provenAt: number | null;
}

export interface Known {
  readonly cluster: string;
  /** The server has said which clusters there are. */
  readonly heard: boolean;
  readonly status: ClusterStatus | null;
  readonly scene: Scene | null;
  readonly unknown: boolean;
  readonly broken: string | null;
}

const NOTHING = { values: {}, detail: '', denied: [], retryAt: null, provenAt: null } as const;

/** What is to be said, the weightiest first; [] while all is well or nothing is known yet. */
export function situationOf({ cluster, heard, status, scene, unknown, broken }: Known): readonly Situation[] {
  if (unknown || (heard && !status))
    return [{ ...NOTHING, key: 'unknown', tone: 'warn', values: { name: cluster || '–' } }];
  const told: Situation[] = [];
  if (broken !== null) told.push({ ...NOTHING, key: 'broken', tone: 'bad', detail: broken });
  if (status) told.push(...ofCluster(status, scene));
  return told;
}

function ofCluster(status: ClusterStatus, scene: Scene | null): readonly Situation[] {
  const { name, phase, detail, retryAt, provenAt } = status;
  const base = { ...NOTHING, values: { name }, detail, retryAt, provenAt };
  const told: Situation[] = [];
  if (phase === 'failed') told.push({ ...base, key: 'failed', tone: 'bad' });
  if (phase === 'stale') told.push({ ...base, key: 'stale', tone: 'warn' });
  if (phase === 'connecting') told.push({ ...base, key: 'connecting', tone: 'calm' });
  const denied = status.kinds.filter((kind) => kind.phase === 'denied');
  if (denied.length > 0) told.push(deniedOf(denied, name));
  if (phase === 'live' && scene?.empty && denied.length === 0)
    told.push({ ...NOTHING, key: 'empty', tone: 'calm', values: { name } });
  return told;
}

function deniedOf(denied: readonly KindState[], name: string): Situation {
  const kinds = denied.map(({ kind }) => kind).join(', ');
  const detail = denied
    .map((kind) => kind.detail)
    .filter(Boolean)
    .join('\n');
  return { ...NOTHING, key: 'denied', tone: 'warn', values: { name, kinds, count: denied.length }, detail, denied };
}
