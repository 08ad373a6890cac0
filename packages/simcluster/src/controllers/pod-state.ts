import { timestamp } from '../clock.js';
import { podStatus, type ContainerSpec, type PodState, type PodStanding } from '../objects/pod.js';
import type { SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';

/** Lets the kubelet report a new state of a pod; addresses stay unless new ones are given. A pod that is gone is left alone. */
export function setPodState(
  cluster: SimCluster,
  pod: { readonly namespace: string; readonly name: string },
  state: PodState,
  news: Partial<Pick<PodStanding, 'ips' | 'hostIPs' | 'restarts'>> = {},
): void {
  cluster.patch('pods', pod.namespace, pod.name, (draft) => {
    const { containers } = draft['spec'] as { containers: ContainerSpec[] };
    const createdMs = Date.parse(draft.metadata.creationTimestamp ?? '');
    const before = standingOf(draft);
    draft['status'] = podStatus({ containers, createdMs }, { ...before, ...news, state, sinceMs: cluster.clock.now() });
  });
}

/** status.podIPs of a pod. */
export function podIPsOf(pod: KubeObject): string[] {
  return addresses(pod, 'podIPs');
}

export function nodeOf(pod: KubeObject): string {
  return (pod['spec'] as { nodeName?: string }).nodeName ?? '';
}

export function isHostNetwork(pod: KubeObject): boolean {
  return (pod['spec'] as { hostNetwork?: boolean }).hostNetwork === true;
}

/** Condition Ready is True. */
export function isReady(pod: KubeObject): boolean {
  const { conditions = [] } = pod['status'] as { conditions?: { type: string; status: string }[] };
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

/** Succeeded or Failed: it will not run again. */
export function isOver(pod: KubeObject): boolean {
  const { phase } = pod['status'] as { phase?: string };
  return phase === 'Succeeded' || phase === 'Failed';
}

/** What the node controller does to all pods of a silent node, and undoes: pods that were not ready by themselves stay so. */
export function setPodsReady(
  cluster: SimCluster,
  node: string,
  ready: boolean,
  atMs: number = cluster.clock.now(),
): void {
  for (const pod of cluster.list('pods')) {
    if (nodeOf(pod) !== node || !containersReady(pod)) continue;
    cluster.patch('pods', pod.metadata.namespace ?? '', pod.metadata.name, (draft) => setReady(draft, ready, atMs));
  }
}

function setReady(pod: KubeObject, ready: boolean, atMs: number): void {
  const { conditions = [] } = pod['status'] as {
    conditions?: { type: string; status: string; lastTransitionTime: string }[];
  };
  const condition = conditions.find(({ type }) => type === 'Ready');
  const status = ready ? 'True' : 'False';
  if (!condition || condition.status === status) return;
  condition.status = status;
  condition.lastTransitionTime = timestamp(atMs);
}

function containersReady(pod: KubeObject): boolean {
  const { containerStatuses = [] } = pod['status'] as { containerStatuses?: { ready: boolean }[] };
  return containerStatuses.length > 0 && containerStatuses.every(({ ready }) => ready);
}

function standingOf(pod: KubeObject): Pick<PodStanding, 'ips' | 'hostIPs' | 'restarts'> {
  const { containerStatuses = [] } = pod['status'] as { containerStatuses?: { restartCount: number }[] };
  return {
    ips: podIPsOf(pod),
    hostIPs: addresses(pod, 'hostIPs'),
    restarts: Math.max(0, ...containerStatuses.map(({ restartCount }) => restartCount)),
  };
}

function addresses(pod: KubeObject, field: 'podIPs' | 'hostIPs'): string[] {
  const list = (pod['status'] as Record<string, { ip: string }[] | undefined> | undefined)?.[field] ?? [];
  return list.map(({ ip }) => ip);
}
