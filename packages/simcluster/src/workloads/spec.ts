import type { PodTemplate } from '../objects/pod.js';

/** What keeps pods alive. The objects themselves (Deployments, StatefulSets, Jobs) are not served; their pods name them as owners. */
export interface WorkloadSpec {
  readonly namespace: string;
  readonly name: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'Job';
  readonly replicas: number;
  readonly template: PodTemplate;
  /** pod-template-hash of its first revision, where it is known. */
  readonly hash?: string;
}

/** Where a workload's pod stands when a cluster is built. */
export interface PlacedPod {
  /** Last part of the name; drawn from the seed when absent. A StatefulSet's is its ordinal. */
  readonly suffix?: string;
  readonly node: string;
  readonly ips: readonly string[];
  readonly state:
    'Unschedulable' | 'ContainerCreating' | 'Running' | 'NotReady' | 'CrashLoopBackOff' | 'ImagePullBackOff';
  /** ms since 1970. */
  readonly createdMs: number;
  /** When it came into this state. Default: ten seconds after its creation. */
  readonly sinceMs?: number;
  /** It was deleted so long ago and still stops. */
  readonly leavingMs?: number;
}
