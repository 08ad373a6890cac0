import { reportReady, nodeObject } from '../../objects/node.js';
import type { KubeObject } from '../../store/object.js';

const dayMs = 86_400_000;

export const zones = ['a', 'b', 'c'] as const;
const nodesPerZone = 20;

/** The zones' pools of pod addresses. */
export const zonePools: Readonly<Record<string, string>> = {
  a: '10.60.0.0/20',
  b: '10.60.16.0/20',
  c: '10.60.32.0/20',
};

/** The node that is silent when harbour begins, and for how long. */
export const SILENT_NODE = 'harbour-b-14';
export const SILENT_MS = 364_000;

export interface HarbourNode {
  /** `harbour-a-01` */
  readonly name: string;
  readonly zone: string;
  readonly address: string;
}

export const harbourNodes: readonly HarbourNode[] = zones.flatMap((zone, zoneIndex) =>
  Array.from({ length: nodesPerZone }, (_, index) => ({
    name: harbourNode(`${zone}-${String(index + 1).padStart(2, '0')}`),
    zone,
    address: `10.20.${zoneIndex + 1}.${index + 11}`,
  })),
);

/** `a-01` to the node's name. */
export function harbourNode(short: string): string {
  return `harbour-${short}`;
}

/** @param anchorMs the moment from which old objects count their age. */
export function harbourNodeObject({ name, zone, address }: HarbourNode, anchorMs: number, nowMs: number): KubeObject {
  const bornMs = anchorMs - 96 * dayMs;
  const node = nodeObject({
    name,
    addresses: [address],
    podCIDRs: [],
    labels: {
      'node.kubernetes.io/instance-type': 'm.large',
      'topology.kubernetes.io/region': 'harbour',
      'topology.kubernetes.io/zone': zone,
    },
    annotations: { 'projectcalico.org/IPv4Address': `${address}/24` },
    kubeletVersion: 'v1.34.1',
    osImage: 'Ubuntu 24.04.3 LTS',
    containerRuntime: 'containerd://2.1.4',
    maxPods: 110,
    createdMs: bornMs,
    readySinceMs: bornMs + 90_000,
    nowMs: name === SILENT_NODE ? nowMs - SILENT_MS - 40_000 : nowMs,
  });
  if (name === SILENT_NODE) silence(node, nowMs - SILENT_MS);
  return node;
}

/** What the node controller does with a node that reports no longer. */
export function silence(node: KubeObject, atMs: number): void {
  reportReady(node, false, atMs);
  const spec = node['spec'] as { taints?: { key: string; effect: string }[] };
  spec.taints = ['NoSchedule', 'NoExecute'].map((effect) => ({ key: 'node.kubernetes.io/unreachable', effect }));
}
