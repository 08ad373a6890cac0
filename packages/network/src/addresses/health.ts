import type { PodRecord } from '@netkaart/topology';
import type { NodeState } from './plan.js';

/** What a pod looks like on a map, worst last. `finished` pods hold no address. */
export const HEALTHS = ['ok', 'leaving', 'unknown', 'pending', 'bad'] as const;
export type Health = (typeof HEALTHS)[number];

const FAILING =
  /^(CrashLoopBackOff|Error|OOMKilled|ImagePullBackOff|ErrImagePull|ErrImageNeverPull|InvalidImageName|CreateContainer(Config)?Error|RunContainerError|StartError|ContainerCannotRun|DeadlineExceeded|Evicted|Preempting|PreCreateHookError|PostStartHookError|FailedPostStartHook|FailedCreatePodSandBox|UnexpectedAdmissionError|NodeAffinity)/;

/** Whether the pod has ended (Succeeded or Failed): its address is free again although status.podIPs still names it. */
export function isFinished(pod: PodRecord): boolean {
  return pod.phase === 'Succeeded' || pod.phase === 'Failed';
}

/**
 * Health as the kubelet last told it. Where the pod's node does not report, the state is unknown: what stands in the API
 * is old. A reason that is a failure of its own (crash loop, image) is bad, whatever the phase says.
 */
export function podHealth(pod: PodRecord, node: NodeState): Health {
  if (pod.deletedAt !== null) return 'leaving';
  if (pod.phase === 'Failed') return 'bad';
  if (pod.phase === 'Succeeded') return 'ok';
  if (node === 'not-ready' || pod.phase === 'Unknown') return 'unknown';
  if (FAILING.test(pod.reason)) return 'bad';
  return pod.phase === 'Running' && pod.ready ? 'ok' : 'pending';
}
