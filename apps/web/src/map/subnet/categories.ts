import { matchesSelector, ownerOf } from '@netkaart/network';
import { recordsOf, type NetworkPolicyRecord, type PodRecord, type Topology } from '@netkaart/topology';
import type { ColourBy } from '../view';

/** Okabe–Ito, then the colour of everything else. Same in both themes; never mixed with state colours. */
export const PALETTE = [
  '#E69F00',
  '#56B4E9',
  '#009E73',
  '#F0E442',
  '#0072B2',
  '#D55E00',
  '#CC79A7',
  '#BBC4CF',
] as const;
const OTHER = PALETTE.length - 1;

/** Ways to colour by a category, with what each index means. */
export type CategoryBy = Exclude<ColourBy, 'status' | 'free'>;

export const OWNERS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicaSet', 'Node'] as const;
export const COVERAGE = ['none', 'ingress', 'egress', 'both'] as const;
/** Upper bounds of the age steps in seconds; older is the last step. */
export const AGES = [3600, 86_400, 604_800, 2_592_000] as const;

/** To which category a pod belongs: index into the palette, the coverage, or the ages. */
export class Categories {
  private topology: Topology | null = null;
  private top: readonly string[] | null = null;
  private policies: Map<string, NetworkPolicyRecord[]> | null = null;
  private policyMap: unknown = null;
  private coverage = new WeakMap<PodRecord, number>();

  update(topology: Topology): void {
    this.topology = topology;
    this.top = null;
    this.policies = null;
    if (this.policyMap === topology.kinds.NetworkPolicy && topology.kinds.NetworkPolicy.size === 0) return;
    this.policyMap = topology.kinds.NetworkPolicy;
    this.coverage = new WeakMap();
  }

  /** The seven namespaces with most pods, by number, then name. */
  namespaces(): readonly string[] {
    this.top ??= biggest(this.topology);
    return this.top;
  }

  of(pod: PodRecord, by: CategoryBy, now: number): number {
    switch (by) {
      case 'namespace':
        return indexOr(this.namespaces().indexOf(pod.namespace), OTHER);
      case 'owner':
        return indexOr((OWNERS as readonly string[]).indexOf(ownerOf(pod)?.kind ?? ''), OTHER);
      case 'policy':
        return this.coverageOf(pod);
      case 'age':
        return indexOr(
          AGES.findIndex((age) => now / 1000 - pod.createdAt < age),
          AGES.length,
        );
    }
  }

  private coverageOf(pod: PodRecord): number {
    const known = this.coverage.get(pod);
    if (known !== undefined) return known;
    this.policies ??= byNamespace(this.topology);
    let coverage = 0;
    for (const policy of this.policies.get(pod.namespace) ?? []) {
      if (!matchesSelector(policy.podSelector, pod.labels)) continue;
      coverage |= directions(policy);
    }
    this.coverage.set(pod, coverage);
    return coverage;
  }
}

/** 1 ingress, 2 egress: policyTypes, or by default ingress always and egress when it has rules (networking/v1 types.go). */
function directions(policy: NetworkPolicyRecord): number {
  const types = policy.policyTypes;
  if (types === null) return 1 | ((policy.egress?.length ?? 0) > 0 ? 2 : 0);
  return (types.includes('Ingress') ? 1 : 0) | (types.includes('Egress') ? 2 : 0);
}

function indexOr(index: number, other: number): number {
  return index < 0 ? other : index;
}

function biggest(topology: Topology | null): string[] {
  const counts = new Map<string, number>();
  if (topology)
    for (const pod of recordsOf(topology, 'Pod')) counts.set(pod.namespace, (counts.get(pod.namespace) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, OTHER)
    .map(([namespace]) => namespace);
}

function byNamespace(topology: Topology | null): Map<string, NetworkPolicyRecord[]> {
  const policies = new Map<string, NetworkPolicyRecord[]>();
  if (!topology) return policies;
  for (const policy of recordsOf(topology, 'NetworkPolicy')) {
    policies.set(policy.namespace, [...(policies.get(policy.namespace) ?? []), policy]);
  }
  return policies;
}
