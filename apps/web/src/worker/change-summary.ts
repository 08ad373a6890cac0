import { podState } from '@netkaart/network';
import type { Change } from '@netkaart/topology';
import { nodeNamed } from './words';
import type { World } from './world';

export interface ChangeSummary {
  readonly pods: number;
  readonly failing: number;
  /** The node on which most of the failing pods are; '' when none fails. */
  readonly at: string;
}

/** What happened lately, for one sentence; null when no pod was touched. */
export function summaryOf(changes: readonly Change[], world: World): ChangeSummary | null {
  const uids = new Set(changes.filter(({ kind }) => kind === 'Pod').map(({ uid }) => uid));
  if (uids.size === 0) return null;
  const failing = [...uids].flatMap((uid) => {
    const pod = world.topology.kinds.Pod.get(uid);
    return pod && podState(pod, nodeNamed(world.topology, pod.node)) === 'bad' ? [pod.node] : [];
  });
  return { pods: uids.size, failing: failing.length, at: mostFrequent(failing) };
}

function mostFrequent(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
}
