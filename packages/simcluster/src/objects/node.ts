import { timestamp } from '../clock.js';
import type { KubeObject } from '../store/object.js';
import { managedBy, type Labels } from './labels.js';

export interface NodeSpec {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly podCIDRs: readonly string[];
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly taints?: readonly { key: string; effect: string; value?: string }[];
  readonly kubeletVersion: string;
  readonly osImage: string;
  readonly containerRuntime: string;
  readonly maxPods: number;
  readonly createdMs: number;
  readonly readySinceMs: number;
  readonly nowMs: number;
}

/** A ready node as its kubelet keeps it. */
export function nodeObject(node: NodeSpec): KubeObject {
  const [podCIDR] = node.podCIDRs;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: node.name,
      creationTimestamp: timestamp(node.createdMs),
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': node.name,
        'kubernetes.io/os': 'linux',
        ...node.labels,
      },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0', ...node.annotations },
      managedFields: managedBy('kubelet', timestamp(node.createdMs)),
    },
    spec: {
      ...(podCIDR === undefined ? {} : { podCIDR, podCIDRs: node.podCIDRs }),
      ...(node.taints ? { taints: node.taints } : {}),
    },
    status: {
      addresses: [
        ...node.addresses.map((address) => ({ type: 'InternalIP', address })),
        { type: 'Hostname', address: node.name },
      ],
      capacity: { cpu: '8', memory: '32868336Ki', 'ephemeral-storage': '102350Mi', pods: String(node.maxPods) },
      allocatable: {
        cpu: '7800m',
        memory: '31819760Ki',
        'ephemeral-storage': '96589578081',
        pods: String(node.maxPods),
      },
      conditions: conditionsOf(node),
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        architecture: 'amd64',
        operatingSystem: 'linux',
        kernelVersion: '6.8.0-60-generic',
        osImage: node.osImage,
        containerRuntimeVersion: node.containerRuntime,
        kubeletVersion: node.kubeletVersion,
        kubeProxyVersion: '',
      },
    },
  };
}

/** One condition of a node's status, as stored. */
export interface NodeCondition {
  type: string;
  status: string;
  lastHeartbeatTime: string;
  lastTransitionTime: string;
  reason: string;
  message: string;
}

/** The conditions of a stored node, to be changed in a draft. */
export function conditionsIn(node: KubeObject): NodeCondition[] {
  return (node['status'] as { conditions: NodeCondition[] }).conditions;
}

/** The kubelet's report that all is well, or the controller's that nothing was heard. */
export function reportReady(node: KubeObject, ready: boolean, nowMs: number): void {
  const now = timestamp(nowMs);
  for (const condition of conditionsIn(node)) {
    if (condition.type === 'NetworkUnavailable') continue;
    const status = ready ? (healthy[condition.type]?.status ?? 'False') : 'Unknown';
    if (condition.status !== status) condition.lastTransitionTime = now;
    if (ready) condition.lastHeartbeatTime = now;
    condition.status = status;
    condition.reason = ready ? (healthy[condition.type]?.reason ?? '') : 'NodeStatusUnknown';
    condition.message = ready ? (healthy[condition.type]?.message ?? '') : 'Kubelet stopped posting node status.';
  }
}

const healthy: Record<string, { status: string; reason: string; message: string }> = {
  MemoryPressure: {
    status: 'False',
    reason: 'KubeletHasSufficientMemory',
    message: 'kubelet has sufficient memory available',
  },
  DiskPressure: { status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure' },
  PIDPressure: { status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available' },
  Ready: { status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
};

function conditionsOf({ nowMs, readySinceMs }: NodeSpec): NodeCondition[] {
  const lastHeartbeatTime = timestamp(nowMs);
  const lastTransitionTime = timestamp(readySinceMs);
  const network = { status: 'False', reason: 'CniIsUp', message: 'The network plugin is running on this node' };
  return Object.entries({ NetworkUnavailable: network, ...healthy }).map(([type, condition]) => ({
    type,
    ...condition,
    lastHeartbeatTime,
    lastTransitionTime,
  }));
}
