import { recordsOf, type Kind, type NetRecord, type Topology } from '@netkaart/topology';
import { cniClues, type CniClue, type Product } from './cni-clues.js';

export type CniName =
  | 'flannel'
  | 'k3s flannel'
  | 'Canal'
  | 'Calico'
  | 'Cilium'
  | 'Antrea'
  | 'kindnet'
  | 'OVN-Kubernetes'
  | 'Weave'
  | 'kube-router'
  | 'Amazon VPC CNI'
  | 'unknown';

/** enforced: something here acts on NetworkPolicy. decoration: nothing does. unknown: the cluster doesn't show it. */
export type Enforcement = 'enforced' | 'decoration' | 'unknown';

/** The network plugin by the cluster's own evidence; `evidence`: one sentence for each clue, sorted. */
export interface Cni {
  readonly name: CniName;
  readonly enforcement: Enforcement;
  readonly evidence: readonly string[];
}

const CLUE_KINDS: readonly Kind[] = ['Node', 'Pod', 'IPPool', 'AddressBlock'];

/**
 * Which plugin networks the pods, and whether anything enforces NetworkPolicy: by the DaemonSets of the running pods,
 * the nodes' annotations and versions, and the allocator objects. flannel alone enforces nothing; k3s brings its own
 * policy controller unless it was switched off. What depends on a version that isn't visible is unknown.
 */
export function detectCni(topology: Topology): Cni {
  const clues = new CniClues();
  for (const kind of CLUE_KINDS) for (const record of recordsOf(topology, kind)) clues.count(record, 1);
  return clues.judge();
}

/** The clues of a cluster with how many records give each: records come and go without a second pass. */
export class CniClues {
  private readonly counts = new Map<string, { readonly clue: CniClue; count: number }>();
  private pods = 0;

  /** Adds (1) or takes away (-1) what the record tells. */
  count(record: NetRecord, sign: 1 | -1): void {
    if (record.kind === 'Pod') this.pods += sign;
    for (const clue of cniClues(record)) {
      const key = keyOf(clue);
      const entry = this.counts.get(key) ?? { clue, count: 0 };
      entry.count += sign;
      if (entry.count > 0) this.counts.set(key, entry);
      else this.counts.delete(key);
    }
  }

  judge(): Cni {
    const seen = [...this.counts.values()].sort((a, b) => (keyOf(a.clue) < keyOf(b.clue) ? -1 : 1));
    const clues = seen.map(({ clue }) => clue);
    const evidence = seen.map(({ clue, count }) => sentence(clue, count));
    const name = nameOf(clues);
    return { name, enforcement: enforcementOf(name, clues, this.pods > 0), evidence };
  }
}

function keyOf(clue: CniClue): string {
  if (clue.type === 'daemonset') return `daemonset ${clue.name}`;
  if (clue.type === 'flannel-node') return `flannel-node ${clue.backend}`;
  return clue.type === 'pool' ? `pool ${clue.source} ${clue.kind}` : clue.type;
}

function sentence(clue: CniClue, count: number): string {
  switch (clue.type) {
    case 'daemonset':
      return `DaemonSet ${clue.name} (${clue.product.name}) runs ${plural(count, 'pod')}`;
    case 'flannel-node':
      return `${plural(count, 'node')} with flannel's annotations, backend ${clue.backend || 'not named'}`;
    case 'calico-node':
      return `${plural(count, 'node')} with Calico's annotations`;
    case 'cilium-node':
      return `${plural(count, 'node')} with Cilium's annotations`;
    case 'k3s-node':
      return `${plural(count, 'node')} of k3s, which brings flannel and a policy controller`;
    case 'k3s-policy-off':
      return `${plural(count, 'node')} started with --disable-network-policy`;
    case 'pool':
      return `${plural(count, `${clue.kind} object`)} of ${clue.source === 'calico' ? 'Calico' : 'Cilium'}`;
  }
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function nameOf(clues: readonly CniClue[]): CniName {
  const has = (type: CniClue['type']) => clues.some((clue) => clue.type === type);
  const named = productsOf(clues).filter((product) => product.networks);
  const first = PREFERENCE.find((name) => named.some((product) => product.name === name));
  if (first && first !== 'flannel') return first;
  if (has('flannel-node') || first) return has('k3s-node') && !first ? 'k3s flannel' : 'flannel';
  if (has('calico-node')) return 'Calico';
  if (has('cilium-node')) return 'Cilium';
  return poolOwner(clues);
}

/** Where several run, the one that does more than route comes first; kube-router often only adds policies to another. */
const PREFERENCE: readonly CniName[] = [
  'Canal',
  'Calico',
  'Cilium',
  'Antrea',
  'OVN-Kubernetes',
  'Weave',
  'Amazon VPC CNI',
  'kindnet',
  'flannel',
  'kube-router',
];

function poolOwner(clues: readonly CniClue[]): CniName {
  const pool = clues.find((clue) => clue.type === 'pool');
  if (!pool) return 'unknown';
  return pool.source === 'calico' ? 'Calico' : 'Cilium';
}

function productsOf(clues: readonly CniClue[]): Product[] {
  return clues.flatMap((clue) => (clue.type === 'daemonset' ? [clue.product] : []));
}

const ENFORCING: ReadonlySet<CniName> = new Set([
  'Canal',
  'Calico',
  'Cilium',
  'Antrea',
  'OVN-Kubernetes',
  'Weave',
  'kube-router',
]);

/** Without readable pods nobody can rule out a program that enforces. */
function enforcementOf(name: CniName, clues: readonly CniClue[], seesPods: boolean): Enforcement {
  const has = (type: CniClue['type']) => clues.some((clue) => clue.type === type);
  if (productsOf(clues).some((product) => product.enforces === true) || ENFORCING.has(name)) return 'enforced';
  if (has('k3s-node') && !has('k3s-policy-off') && name === 'k3s flannel') return 'enforced';
  const onlyRoutes = name === 'flannel' || name === 'k3s flannel';
  return onlyRoutes && seesPods ? 'decoration' : 'unknown';
}
