import { timestamp } from '../clock.js';
import type { KubeObject, OwnerReference } from '../store/object.js';
import { managedBy, type Labels } from './labels.js';

export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly ports?: readonly { name?: string; containerPort: number; protocol?: string; hostPort?: number }[];
}

/** What a pod is made from; everything that its replicas share. */
export interface PodTemplate {
  readonly labels: Labels;
  readonly containers: readonly ContainerSpec[];
  readonly hostNetwork?: boolean;
  readonly serviceAccount?: string;
  readonly subdomain?: string;
  readonly dnsPolicy?: string;
  readonly nodeSelector?: Labels;
  /** Seconds that a pod stays bound to a node that is not reachable. Default 300. */
  readonly unreachableSeconds?: number;
}

export interface PodSpec extends PodTemplate {
  readonly namespace: string;
  readonly name: string;
  readonly generateName?: string;
  readonly owner?: OwnerReference;
  readonly hostname?: string;
  readonly uid?: string;
  readonly annotations?: Labels;
  readonly createdMs: number;
  /** '' while unscheduled. */
  readonly node: string;
}

/** How a pod is; the words are those that kubectl shows. */
export type PodState =
  /** No node takes it. */
  | 'Unschedulable'
  /** On a node, without an address. */
  | 'ContainerCreating'
  /** Has its address, starts. */
  | 'Starting'
  | 'Running'
  /** Runs, its readiness probe fails. */
  | 'NotReady'
  | 'CrashLoopBackOff'
  | 'ImagePullBackOff'
  | 'Completed';

/** The standing of a pod at one moment. */
export interface PodStanding {
  readonly state: PodState;
  /** Addresses, primary family first; empty before it has any. */
  readonly ips: readonly string[];
  readonly hostIPs: readonly string[];
  readonly sinceMs: number;
  readonly restarts?: number;
}

/** A pod with the status of one moment. */
export function podObject(pod: PodSpec, standing: PodStanding): KubeObject {
  const { namespace, name, labels, annotations, generateName, owner, uid } = pod;
  const created = timestamp(pod.createdMs);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      ...(uid === undefined ? {} : { uid }),
      ...(generateName === undefined ? {} : { generateName }),
      creationTimestamp: created,
      labels,
      ...(annotations ? { annotations } : {}),
      ...(owner ? { ownerReferences: [owner] } : {}),
      managedFields: managedBy('kubelet', created),
    },
    spec: specOf(pod),
    status: podStatus(pod, standing),
  };
}

/** The status that a kubelet reports of a pod in a state. */
export function podStatus(
  pod: Pick<PodSpec, 'containers' | 'createdMs'>,
  standing: PodStanding,
): Record<string, unknown> {
  const { state, ips, hostIPs, sinceMs } = standing;
  const [podIP] = ips;
  const [hostIP] = hostIPs;
  return {
    phase: phases[state],
    conditions: podConditions(pod.createdMs, standing),
    ...(hostIP === undefined ? {} : { hostIP, hostIPs: hostIPs.map((ip) => ({ ip })) }),
    ...(podIP === undefined ? {} : { podIP, podIPs: ips.map((ip) => ({ ip })) }),
    ...(state === 'Unschedulable' ? {} : { startTime: timestamp(pod.createdMs) }),
    ...(state === 'Unschedulable'
      ? {}
      : { containerStatuses: pod.containers.map((container) => containerStatus(container, standing, sinceMs)) }),
    qosClass: 'Burstable',
  };
}

const phases: Record<PodState, string> = {
  Unschedulable: 'Pending',
  ContainerCreating: 'Pending',
  Starting: 'Running',
  Running: 'Running',
  NotReady: 'Running',
  CrashLoopBackOff: 'Running',
  ImagePullBackOff: 'Pending',
  Completed: 'Succeeded',
};

function podConditions(createdMs: number, { state, sinceMs, ips }: PodStanding): object[] {
  const created = timestamp(createdMs);
  if (state === 'Unschedulable') {
    const message = '0/60 nodes are available: 60 Insufficient cpu. preemption: 0/60 nodes are available.';
    return [{ type: 'PodScheduled', status: 'False', lastTransitionTime: created, reason: 'Unschedulable', message }];
  }
  const ready = state === 'Running';
  const since = timestamp(sinceMs);
  const why =
    state === 'Completed'
      ? { reason: 'PodCompleted' }
      : { reason: 'ContainersNotReady', message: 'containers with unready status' };
  const readiness = { status: ready ? 'True' : 'False', lastTransitionTime: since, ...(ready ? {} : why) };
  return [
    { type: 'PodReadyToStartContainers', status: ips.length > 0 ? 'True' : 'False', lastTransitionTime: created },
    { type: 'Initialized', status: 'True', lastTransitionTime: created },
    { type: 'Ready', ...readiness },
    { type: 'ContainersReady', ...readiness },
    { type: 'PodScheduled', status: 'True', lastTransitionTime: created },
  ];
}

function containerStatus({ name, image }: ContainerSpec, standing: PodStanding, sinceMs: number): object {
  const { state, restarts = 0 } = standing;
  const running = state === 'Running' || state === 'Starting' || state === 'NotReady';
  return {
    name,
    image,
    imageID: running ? `sha256:${name}` : '',
    ready: state === 'Running',
    started: running,
    restartCount: restarts,
    state: containerState(state, sinceMs),
    lastState: state === 'CrashLoopBackOff' ? { terminated: terminated('Error', 1, sinceMs) } : {},
  };
}

function containerState(state: PodState, sinceMs: number): object {
  if (state === 'CrashLoopBackOff')
    return { waiting: { reason: state, message: 'back-off 5m0s restarting failed container' } };
  if (state === 'ImagePullBackOff') return { waiting: { reason: state, message: 'Back-off pulling image' } };
  if (state === 'ContainerCreating') return { waiting: { reason: state } };
  if (state === 'Completed') return { terminated: terminated('Completed', 0, sinceMs) };
  return { running: { startedAt: timestamp(sinceMs) } };
}

function terminated(reason: string, exitCode: number, atMs: number): object {
  return { reason, exitCode, startedAt: timestamp(atMs - 2000), finishedAt: timestamp(atMs) };
}

function specOf(pod: PodSpec): Record<string, unknown> {
  const serviceAccountName = pod.serviceAccount ?? 'default';
  return {
    ...(pod.hostname === undefined ? {} : { hostname: pod.hostname }),
    ...(pod.subdomain === undefined ? {} : { subdomain: pod.subdomain }),
    ...(pod.hostNetwork === true ? { hostNetwork: true } : {}),
    ...(pod.nodeSelector ? { nodeSelector: pod.nodeSelector } : {}),
    volumes: [
      {
        name: 'kube-api-access',
        projected: { defaultMode: 420, sources: [{ serviceAccountToken: { path: 'token' } }] },
      },
    ],
    containers: pod.containers.map((container) => containerOf(container, pod.hostNetwork === true)),
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: pod.dnsPolicy ?? 'ClusterFirst',
    serviceAccountName,
    serviceAccount: serviceAccountName,
    ...(pod.node === '' ? {} : { nodeName: pod.node }),
    securityContext: {},
    schedulerName: 'default-scheduler',
    tolerations: ['not-ready', 'unreachable'].map((taint) => ({
      key: `node.kubernetes.io/${taint}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: pod.unreachableSeconds ?? 300,
    })),
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  };
}

function containerOf({ name, image, command, ports }: ContainerSpec, hostNetwork: boolean): object {
  const declared = (ports ?? []).map((port) => ({
    ...(hostNetwork ? { hostPort: port.containerPort } : {}),
    protocol: 'TCP',
    ...port,
  }));
  return {
    name,
    image,
    ...(command ? { command } : {}),
    ...(declared.length > 0 ? { ports: declared } : {}),
    resources: { requests: { cpu: '100m', memory: '128Mi' } },
    volumeMounts: [
      { name: 'kube-api-access', readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    ],
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
  };
}
