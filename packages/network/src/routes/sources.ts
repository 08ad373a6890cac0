import type { RecordOf } from '@netkaart/topology';
import type { Grouping, RouteRecordKind } from './grouping.js';

/**
 * What the routes of one namespace may read. Each question is noted as a key (`ns:NAME`, `node:NAME`, `nodes`,
 * `namespace:NAME`, `ingressclass:NAME`, `gatewayclass:NAME`; NAME `*` = all), so that a change of the answer is known
 * to touch the namespace.
 */
export interface Sources {
  readonly asked: ReadonlySet<string>;
  records<K extends RouteRecordKind>(kind: K, namespace: string): readonly RecordOf<K>[];
  find<K extends RouteRecordKind>(kind: K, namespace: string, name: string): RecordOf<K> | null;
  pod(namespace: string, uid: string): RecordOf<'Pod'> | null;
  node(name: string): RecordOf<'Node'> | null;
  nodeCount(): number;
  namespace(name: string): RecordOf<'Namespace'> | null;
  ingressClass(name: string): RecordOf<'IngressClass'> | null;
  /** The default IngressClass; of several the newest, then the first by name, as the admission plugin picks. */
  defaultIngressClass(): RecordOf<'IngressClass'> | null;
  gatewayClass(name: string): RecordOf<'GatewayClass'> | null;
}

const NONE: readonly never[] = [];

export function sourcesOf(grouping: Grouping): Sources {
  const asked = new Set<string>();
  const ask = (key: string) => void asked.add(key);
  const records = <K extends RouteRecordKind>(kind: K, namespace: string): readonly RecordOf<K>[] => {
    ask(`ns:${namespace}`);
    const groups = grouping[kind] as ReadonlyMap<string, readonly RecordOf<K>[]>;
    return groups.get(namespace) ?? NONE;
  };
  const nodes = new Map<string, RecordOf<'Node'> | null>();
  const pods = indexes<RecordOf<'Pod'>>((pod) => pod.uid);
  const named = indexes<RecordOf<RouteRecordKind>>((record) => record.name);
  return {
    asked,
    records,
    find: <K extends RouteRecordKind>(kind: K, namespace: string, name: string) =>
      (named(records(kind, namespace)).get(name) ?? null) as RecordOf<K> | null,
    pod: (namespace, uid) => pods(records('Pod', namespace)).get(uid) ?? null,
    node: (name) => {
      const known = nodes.get(name);
      if (known !== undefined) return known;
      const node = grouping.Node.get(name) ?? null;
      ask(`node:${name}`);
      nodes.set(name, node);
      return node;
    },
    nodeCount: () => (ask('nodes'), grouping.Node.size),
    namespace: (name) => (ask(`namespace:${name}`), grouping.Namespace.get(name) ?? null),
    ingressClass: (name) => (ask(`ingressclass:${name}`), grouping.IngressClass.get(name) ?? null),
    defaultIngressClass: () => (ask('ingressclass:*'), newestDefault(grouping)),
    gatewayClass: (name) => (ask(`gatewayclass:${name}`), grouping.GatewayClass.get(name) ?? null),
  };
}

/** Lists by key, each indexed once. */
function indexes<R>(key: (record: R) => string): (records: readonly R[]) => ReadonlyMap<string, R> {
  const known = new Map<readonly R[], ReadonlyMap<string, R>>();
  return (records) => {
    const index = known.get(records) ?? new Map(records.map((record) => [key(record), record]));
    known.set(records, index);
    return index;
  };
}

function newestDefault(grouping: Grouping): RecordOf<'IngressClass'> | null {
  const defaults = [...grouping.IngressClass.values()].filter((record) => record.isDefault);
  return defaults.sort((a, b) => b.createdAt - a.createdAt || byText(a.name, b.name))[0] ?? null;
}

/** Code unit order: the same on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
