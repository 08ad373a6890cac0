import { type Kind, type Meta, recordsOf, type RecordOf, type Topology } from '@netkaart/topology';

/** The namespaced kinds that routes are made of. */
export const ROUTE_KINDS = [
  'Pod',
  'Service',
  'EndpointSlice',
  'Ingress',
  'Gateway',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'ReferenceGrant',
] as const satisfies readonly Kind[];
export type RouteRecordKind = (typeof ROUTE_KINDS)[number];

/** The cluster-scoped kinds that routes are made of. */
const CLUSTER_KINDS = ['Namespace', 'Node', 'IngressClass', 'GatewayClass'] as const satisfies readonly Kind[];
type ClusterKind = (typeof CLUSTER_KINDS)[number];

type ByNamespace<K extends Kind> = ReadonlyMap<string, readonly RecordOf<K>[]>;

/** Records by namespace and cluster-scoped records by name, in the topology's order. */
export type Grouping = { readonly [K in RouteRecordKind]: ByNamespace<K> } & {
  readonly [K in ClusterKind]: ReadonlyMap<string, RecordOf<K>>;
};

/**
 * Groups a topology; kinds not in `kinds` are taken over from `before`. O(records of the kinds).
 * Compares by record identity later, so it works for values and for a topology that its owner changes in place.
 */
export function groupRecords(topology: Topology, before?: Grouping, kinds?: ReadonlySet<Kind>): Grouping {
  const keep = (kind: Kind) => before !== undefined && kinds !== undefined && !kinds.has(kind);
  const grouped: Partial<Record<Kind, unknown>> = {};
  for (const kind of ROUTE_KINDS) grouped[kind] = keep(kind) ? before?.[kind] : byNamespace(topology, kind);
  for (const kind of CLUSTER_KINDS) grouped[kind] = keep(kind) ? before?.[kind] : byName(topology, kind);
  return grouped as unknown as Grouping;
}

function byNamespace<K extends RouteRecordKind>(topology: Topology, kind: K): ByNamespace<K> {
  const groups = new Map<string, RecordOf<K>[]>();
  for (const record of recordsOf(topology, kind)) {
    const { namespace }: Meta = record;
    const group = groups.get(namespace);
    if (group) group.push(record);
    else groups.set(namespace, [record]);
  }
  return groups;
}

function byName<K extends ClusterKind>(topology: Topology, kind: K): ReadonlyMap<string, RecordOf<K>> {
  const named = new Map<string, RecordOf<K>>();
  for (const record of recordsOf(topology, kind)) named.set((record as Meta).name, record);
  return named;
}

/** Keys (see sources.ts) of what differs between two groupings. */
export function changedKeys(a: Grouping, b: Grouping): Set<string> {
  const keys = new Set<string>();
  for (const kind of ROUTE_KINDS) if (a[kind] !== b[kind]) changedNamespaces(a[kind], b[kind], keys);
  if (a.Node !== b.Node) changedNodes(a.Node, b.Node, keys);
  changedNames(a.Namespace, b.Namespace, 'namespace:', keys);
  changedNames(a.IngressClass, b.IngressClass, 'ingressclass:', keys);
  changedNames(a.GatewayClass, b.GatewayClass, 'gatewayclass:', keys);
  return keys;
}

function changedNamespaces(a: ReadonlyMap<string, readonly unknown[]>, b: typeof a, keys: Set<string>): void {
  for (const [name, records] of b) if (!sameItems(a.get(name), records)) keys.add(`ns:${name}`);
  for (const name of a.keys()) if (!b.has(name)) keys.add(`ns:${name}`);
}

function sameItems(a: readonly unknown[] | undefined, b: readonly unknown[]): boolean {
  if (a?.length !== b.length) return false;
  return b.every((item, index) => item === a[index]);
}

function changedNames(a: ReadonlyMap<string, unknown>, b: typeof a, prefix: string, keys: Set<string>): void {
  if (a === b) return;
  const before = keys.size;
  for (const [name, record] of b) if (a.get(name) !== record) keys.add(prefix + name);
  for (const name of a.keys()) if (!b.has(name)) keys.add(prefix + name);
  if (keys.size > before) keys.add(`${prefix}*`);
}

type Nodes = Grouping['Node'];

/** Only what routes read of a node: that it exists and whether it is ready. */
function changedNodes(a: Nodes, b: Nodes, keys: Set<string>): void {
  if (a.size !== b.size) keys.add('nodes');
  for (const [name, node] of b) {
    const old = a.get(name);
    if (old?.ready !== node.ready) keys.add(`node:${name}`);
  }
  for (const name of a.keys()) if (!b.has(name)) keys.add(`node:${name}`);
}
