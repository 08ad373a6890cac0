import type { NodeRecord, PodRecord } from '@netkaart/topology';

/** States of a pod as the maps show them. The order is part of the protocol (thumbnail tiles): only append. */
export const POD_STATES = ['ok', 'pending', 'bad', 'unknown', 'leaving', 'done'] as const;
export type PodState = (typeof POD_STATES)[number];

export type NodeState = 'ready' | 'not-ready' | 'unknown';

/**
 * The state of a pod; `node` is the record of its node, or undefined while it has none or none is known. The first rule
 * that holds decides:
 * 1. done: it ran to its end: phase Succeeded, or Failed as a Job's pod (the Job decides what follows).
 * 2. leaving: it is being deleted.
 * 3. unknown: phase Unknown, or its node doesn't report as Ready, so that nobody knows whether it runs.
 * 4. bad: phase Failed, or a container that can't start or keeps ending (see {@link isFailure}).
 * 5. ok: Running and Ready.
 * 6. pending: everything else, also Running but not Ready.
 */
export function podState(pod: PodRecord, node: NodeRecord | undefined): PodState {
  const state = podStateOnReadyNode(pod);
  return node !== undefined && isSilent(node) && dependsOnNode(state) ? 'unknown' : state;
}

/** {@link podState} of a pod whose node is Ready. */
export function podStateOnReadyNode(pod: PodRecord): PodState {
  if (pod.phase === 'Succeeded' || (pod.phase === 'Failed' && pod.owner?.kind === 'Job')) return 'done';
  if (pod.deletedAt !== null) return 'leaving';
  if (pod.phase === 'Unknown') return 'unknown';
  if (pod.phase === 'Failed' || isFailure(pod.reason)) return 'bad';
  return pod.phase === 'Running' && pod.ready ? 'ok' : 'pending';
}

/** Whether a silent node makes the pod's state unknown; who ended or is leaving stays what it is. */
export function dependsOnNode(state: PodState): boolean {
  return state !== 'done' && state !== 'leaving';
}

/** Whether the node's kubelet says it isn't Ready, or no longer says anything. A node without the condition is new, not silent. */
export function isSilent(node: NodeRecord): boolean {
  return node.ready === 'False' || node.ready === 'Unknown';
}

/** By the condition Ready. Cordoned is another matter: `node.unschedulable`. */
export function nodeState(node: NodeRecord): NodeState {
  if (node.ready === 'True') return 'ready';
  return node.ready === 'False' ? 'not-ready' : 'unknown';
}

const FAILURES = new Set([
  'ContainerCannotRun',
  'ContainerStatusUnknown',
  'DeadlineExceeded',
  'ErrImageNeverPull',
  'ErrImagePull',
  'Evicted',
  'InvalidImageName',
  'OOMKilled',
]);

/**
 * Whether a waiting or terminated reason of the kubelet or the container runtime tells of a failure: CrashLoopBackOff,
 * ImagePullBackOff, ErrImagePull, CreateContainerConfigError, RunContainerError, Error, OOMKilled and their like.
 * ContainerCreating, PodInitializing, Unschedulable and Completed don't.
 */
export function isFailure(reason: string): boolean {
  return FAILURES.has(reason) || reason.endsWith('BackOff') || reason.endsWith('Error');
}

const WORST_FIRST: readonly PodState[] = ['bad', 'unknown', 'pending', 'leaving', 'ok', 'done'];

/** The state that needs attention most: bad, unknown, pending, leaving, ok, done; null for none at all. */
export function worst(states: Iterable<PodState>): PodState | null {
  let rank = WORST_FIRST.length;
  for (const state of states) rank = Math.min(rank, WORST_FIRST.indexOf(state));
  return WORST_FIRST[rank] ?? null;
}
