import type { NetRecord, PodRecord } from '@netkaart/topology';

/** A thing of the tree before anybody knows whether it is to be seen. */
export interface Branch {
  readonly id: string;
  readonly record: NetRecord | null;
  readonly name: string;
  readonly cells: readonly string[] | null;
  readonly children: readonly Branch[];
}

/** The branch of a pod. `parent` keeps ids apart where one pod serves two Services. */
export function podBranch(parent: string, pod: PodRecord): Branch {
  return { id: `${parent}/${pod.uid}`, record: pod, name: pod.name, cells: null, children: [] };
}

/** By namespace, then name. */
export function byName(a: NetRecord, b: NetRecord): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
