import type { PodRecord } from '@netkaart/topology';
import type { Evidence } from './evidence.js';

/** Who a pod belongs to. `rule` says how it was inferred; '' when it was read. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly evidence: Evidence;
  readonly rule: string;
}

/**
 * The workload behind a pod, or null for a bare pod. ReplicaSets of a Deployment and Jobs of a CronJob are named after
 * their owner, which is inferred by the rule that the controllers of kube-controller-manager follow; other owners are
 * given as read.
 */
export function ownerOf(pod: PodRecord): Owner | null {
  const { owner } = pod;
  if (owner === null) return null;
  return deploymentOf(pod) ?? cronJobOf(pod) ?? { kind: owner.kind, name: owner.name, evidence: 'read', rule: '' };
}

function deploymentOf(pod: PodRecord): Owner | null {
  const hash = Object.hasOwn(pod.labels, 'pod-template-hash') ? pod.labels['pod-template-hash'] : '';
  if (pod.owner?.kind !== 'ReplicaSet' || !hash || !pod.owner.name.endsWith(`-${hash}`)) return null;
  const name = pod.owner.name.slice(0, -hash.length - 1);
  if (name === '') return null;
  const rule = `ReplicaSet ${pod.owner.name} ends in the label pod-template-hash, as a Deployment names its ReplicaSets`;
  return { kind: 'Deployment', name, evidence: 'inferred', rule };
}

const CRON_JOB_RUN = /^(.+)-(\d{8})$/;
const RUN_WINDOW_MINUTES = 7 * 24 * 60;

function cronJobOf(pod: PodRecord): Owner | null {
  const run = pod.owner?.kind === 'Job' ? CRON_JOB_RUN.exec(pod.owner.name) : null;
  if (!run || Math.abs(Number(run[2]) - pod.createdAt / 60) > RUN_WINDOW_MINUTES) return null;
  const rule = `Job ${run[0]} ends in its time in minutes since 1970, as a CronJob names its Jobs`;
  return { kind: 'CronJob', name: run[1] ?? '', evidence: 'inferred', rule };
}
