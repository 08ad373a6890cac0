import type { NetRecord, NodeRecord, PodRecord } from '@netkaart/topology';

/** What one object tells about the cluster's network plugin. */
export type CniClue =
  | { readonly type: 'daemonset'; readonly product: Product; readonly name: string }
  | { readonly type: 'flannel-node'; readonly backend: string }
  | { readonly type: 'calico-node' | 'cilium-node' | 'k3s-node' | 'k3s-policy-off' }
  | { readonly type: 'pool'; readonly source: 'calico' | 'cilium'; readonly kind: string };

/** A program that networks pods, enforces policies, or both. */
export interface Product {
  readonly name: string;
  /** Whether it networks pods: only then it names the CNI. */
  readonly networks: boolean;
  /** Whether it enforces NetworkPolicy in its usual set-up; null: depends on its version or settings. */
  readonly enforces: boolean | null;
}

/** DaemonSets by name, the first match counts. Names are those of the projects' own manifests and charts. */
const DAEMON_SETS: readonly (readonly [RegExp, Product])[] = [
  [/^(rke2-)?canal$/, { name: 'Canal', networks: true, enforces: true }],
  [/^kube-flannel(-ds.*)?$/, { name: 'flannel', networks: true, enforces: false }],
  [/^calico-node(-windows)?$/, { name: 'Calico', networks: true, enforces: true }],
  [/^(cilium|anetd)$/, { name: 'Cilium', networks: true, enforces: true }],
  [/^antrea-agent$/, { name: 'Antrea', networks: true, enforces: true }],
  [/^kindnet$/, { name: 'kindnet', networks: true, enforces: null }],
  [/^ovnkube-node.*$/, { name: 'OVN-Kubernetes', networks: true, enforces: true }],
  [/^weave-net$/, { name: 'Weave', networks: true, enforces: true }],
  [/^aws-node$/, { name: 'Amazon VPC CNI', networks: true, enforces: null }],
  [/^kube-router$/, { name: 'kube-router', networks: true, enforces: true }],
  [/^kube-network-policies.*$/, { name: 'kube-network-policies', networks: false, enforces: true }],
];

const NONE: readonly CniClue[] = [];

/** The clues that a record gives; most give none. */
export function cniClues(record: NetRecord): readonly CniClue[] {
  if (record.kind === 'Pod') return podClues(record);
  if (record.kind === 'Node') return nodeClues(record);
  if (record.kind !== 'IPPool' && record.kind !== 'AddressBlock') return NONE;
  return [{ type: 'pool', source: record.source, kind: record.kind }];
}

function podClues({ owner, namespace }: PodRecord): readonly CniClue[] {
  if (owner?.kind !== 'DaemonSet') return NONE;
  const product = DAEMON_SETS.find(([pattern]) => pattern.test(owner.name))?.[1];
  return product ? [{ type: 'daemonset', product, name: `${namespace}/${owner.name}` }] : NONE;
}

function nodeClues({ annotations, kubeletVersion }: NodeRecord): CniClue[] {
  const clues: CniClue[] = [];
  const has = (prefix: string) => Object.keys(annotations).some((key) => key.startsWith(prefix));
  if (has('flannel.alpha.coreos.com/')) {
    clues.push({ type: 'flannel-node', backend: annotations['flannel.alpha.coreos.com/backend-type'] ?? '' });
  }
  if (has('projectcalico.org/')) clues.push({ type: 'calico-node' });
  if (has('io.cilium.') || has('network.cilium.io/')) clues.push({ type: 'cilium-node' });
  if (kubeletVersion.includes('+k3s') || has('k3s.io/')) clues.push({ type: 'k3s-node' });
  if ((annotations['k3s.io/node-args'] ?? '').includes('--disable-network-policy'))
    clues.push({ type: 'k3s-policy-off' });
  return clues;
}
