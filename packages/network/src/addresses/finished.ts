import type { PodRecord } from '@netkaart/topology';

/** Whether the pod has ended (Succeeded or Failed): its address is free again although status.podIPs still names it. */
export function isFinished(pod: PodRecord): boolean {
  return pod.phase === 'Succeeded' || pod.phase === 'Failed';
}
