import type { ClusterCounts, ClusterStatus, KindState } from '@netkaart/protocol';

/** How a cluster is shown: its phase, except that a cluster nobody proved for SILENT_MS is stale whatever it says. */
export type Look = ClusterStatus['phase'];

/** After this the server itself calls a cluster stale; a page whose line is dead must not wait for it to say so. */
export const SILENT_MS = 90_000;

/** How the cluster is shown at `now` (ms since 1970, server's clock). */
export function lookOf({ phase, provenAt }: ClusterStatus, now: number): Look {
  return phase === 'live' && provenAt !== null && now - provenAt > SILENT_MS ? 'stale' : phase;
}

/** What is wrong, each with a mark of its own. */
export interface Problems {
  readonly nodesNotReady: number;
  readonly failing: number;
  readonly notReady: number;
  readonly unknown: number;
}

export function problemsOf({ nodes, nodesReady, bad, pending, unknown }: ClusterCounts): Problems {
  return { nodesNotReady: nodes - nodesReady, failing: bad, notReady: pending, unknown };
}

export function hasProblems(problems: Problems): boolean {
  return Object.values(problems).some((count: number) => count > 0);
}

/**
 * What the policies of a cluster are worth: open (there are none), enforced, decoration (nothing enforces them),
 * unknown (nobody can tell), unreadable (a kind of policy may not be listed).
 */
export type PolicyLook = 'open' | 'enforced' | 'decoration' | 'unknown' | 'unreadable';

export function policyLookOf({ kinds, counts, enforcement }: ClusterStatus): PolicyLook {
  if (deniedOf(kinds).some(({ kind }) => kind.endsWith('NetworkPolicy'))) return 'unreadable';
  return counts.policies === 0 ? 'open' : enforcement;
}

/** The kinds that may not be listed. */
export function deniedOf(kinds: readonly KindState[]): readonly KindState[] {
  return kinds.filter(({ phase }) => phase === 'denied');
}

/** Kinds that a figure of the card counts; when one may not be listed, the figure is a lower bound or nothing. */
const COUNTED = {
  nodes: ['Node'],
  pods: ['Pod'],
  entries: ['Service', 'Ingress', 'Gateway'],
} as const satisfies Record<string, readonly KindState['kind'][]>;

/** exact: everything was counted · atLeast: a part of it may not be listed · none: nothing of it may. */
export type Certainty = 'exact' | 'atLeast' | 'none';

export function certaintyOf(figure: keyof typeof COUNTED, kinds: readonly KindState[]): Certainty {
  const needed: readonly KindState['kind'][] = COUNTED[figure];
  const missing = deniedOf(kinds).filter(({ kind }) => needed.includes(kind)).length;
  if (missing === 0) return 'exact';
  return missing === needed.length ? 'none' : 'atLeast';
}

/** The kind that is being read and has most left, with the share (0–1) of all objects read, where the server says how many. */
export interface Progress {
  readonly kind: KindState['kind'];
  readonly read: number;
  readonly total: number | null;
  readonly share: number | null;
}

export function progressOf(kinds: readonly KindState[]): Progress | null {
  const listing = kinds.filter(({ phase }) => phase === 'listing').toSorted((a, b) => leftOf(b) - leftOf(a));
  const first = listing[0];
  if (!first) return null;
  const read = kinds.reduce((sum, each) => sum + each.read, 0);
  const total = kinds.reduce((sum, each) => sum + Math.max(each.read, each.total ?? 0), 0);
  const share = first.total === null || total === 0 ? null : read / total;
  return { kind: first.kind, read: first.read, total: first.total, share };
}

function leftOf({ read, total }: KindState): number {
  return total === null ? 0 : total - read;
}

/** A kind as `kubectl get` and an RBAC rule name it: `ingresses`, `networkpolicies`. */
export function resourceOf(kind: KindState['kind']): string {
  const name = kind.toLowerCase();
  if (name.endsWith('s')) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** The sums over all clusters for the title row. */
export interface Totals {
  readonly clusters: number;
  readonly nodes: number;
  readonly pods: number;
  readonly live: number;
  /** Some cluster's nodes or pods are not, or not all, counted: the sums are lower bounds. */
  readonly atLeast: boolean;
}

export function totalsOf(clusters: readonly ClusterStatus[], now: number): Totals {
  return clusters.reduce(
    (sum, cluster) => ({
      clusters: sum.clusters + 1,
      nodes: sum.nodes + cluster.counts.nodes,
      pods: sum.pods + cluster.counts.pods,
      live: sum.live + (lookOf(cluster, now) === 'live' ? 1 : 0),
      atLeast: sum.atLeast,
    }),
    { clusters: 0, nodes: 0, pods: 0, live: 0, atLeast: !clusters.every(isCounted) },
  );
}

function isCounted({ phase, kinds }: ClusterStatus): boolean {
  const readOnce = phase === 'live' || phase === 'stale';
  return readOnce && certaintyOf('nodes', kinds) === 'exact' && certaintyOf('pods', kinds) === 'exact';
}

/** A figure as it is known: `1,403`, `≥17`, `?`. */
export function certainText(value: string, certainty: Certainty): string {
  return { exact: value, atLeast: `≥${value}`, none: '?' }[certainty];
}

/** What a phone row says in its one free line. */
export type PhoneLine = 'state' | 'problems' | 'policy';

export function phoneLineOf(cluster: ClusterStatus, look: Look): PhoneLine {
  if (look !== 'live') return 'state';
  const policy = policyLookOf(cluster);
  if (hasProblems(problemsOf(cluster.counts)) || deniedOf(cluster.kinds).length > 0) return 'problems';
  return policy === 'decoration' || policy === 'open' ? 'policy' : 'problems';
}
