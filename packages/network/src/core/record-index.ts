import {
  recordsOf,
  type Kind,
  type Labels,
  type NetRecord,
  type PodRecord,
  type RecordOf,
  type Topology,
} from '@netkaart/topology';

/** Pods of one namespace with the same labels: selectors judge them once. */
export interface PodClass {
  readonly labels: Labels;
  readonly pods: readonly PodRecord[];
}

/**
 * Ways to find records of one topology. Each is built in one pass when it is first asked for and then kept; the topology
 * must not change meanwhile.
 */
export class RecordIndex {
  private readonly named = new Map<Kind, ReadonlyMap<string, NetRecord>>();
  private readonly grouped = new Map<object, Map<string, ReadonlyMap<string, readonly NetRecord[]>>>();
  private readonly labelsOfNamespace = new Map<string, Labels>();
  private classes: ReadonlyMap<string, readonly PodClass[]> | null = null;

  constructor(readonly topology: Topology) {}

  /** The record with the UID, whatever its kind. */
  find(uid: string): NetRecord | undefined {
    const kinds: readonly ReadonlyMap<string, NetRecord>[] = Object.values(this.topology.kinds);
    return kinds.find((records) => records.has(uid))?.get(uid);
  }

  /** The record of a kind by name; `namespace` '' for cluster-scoped kinds. */
  byName<K extends Kind>(kind: K, namespace: string, name: string): RecordOf<K> | undefined {
    const index = this.named.get(kind) ?? this.nameAll(kind);
    return index.get(`${namespace}/${name}`) as RecordOf<K> | undefined;
  }

  /**
   * Records of some kinds by the keys that `keysOf` gives them. Built once for each `keysOf` and kinds: pass the same
   * function again, not an equal one.
   */
  byKey(
    kinds: readonly Kind[],
    keysOf: (record: NetRecord) => readonly string[],
  ): ReadonlyMap<string, readonly NetRecord[]> {
    const byKinds = this.grouped.get(keysOf) ?? new Map<string, ReadonlyMap<string, readonly NetRecord[]>>();
    this.grouped.set(keysOf, byKinds);
    const groups = byKinds.get(kinds.join()) ?? this.group(kinds, keysOf);
    byKinds.set(kinds.join(), groups);
    return groups;
  }

  /** The pods of a namespace by equal labels. */
  podClasses(namespace: string): readonly PodClass[] {
    this.classes ??= classify(recordsOf(this.topology, 'Pod'));
    return this.classes.get(namespace) ?? [];
  }

  /** Every namespace that has pods or a record. */
  namespaces(): readonly string[] {
    this.classes ??= classify(recordsOf(this.topology, 'Pod'));
    const names = [...recordsOf(this.topology, 'Namespace')].map(({ name }) => name);
    return [...new Set([...names, ...this.classes.keys()])];
  }

  /** A namespace's labels with `kubernetes.io/metadata.name`, which the API server always sets. */
  namespaceLabels(name: string): Labels {
    const labels = this.labelsOfNamespace.get(name) ?? {
      ...this.byName('Namespace', '', name)?.labels,
      'kubernetes.io/metadata.name': name,
    };
    this.labelsOfNamespace.set(name, labels);
    return labels;
  }

  private group(
    kinds: readonly Kind[],
    keysOf: (record: NetRecord) => readonly string[],
  ): ReadonlyMap<string, readonly NetRecord[]> {
    const groups = new Map<string, NetRecord[]>();
    for (const kind of kinds) {
      for (const record of this.topology.kinds[kind].values())
        for (const key of keysOf(record)) push(groups, key, record);
    }
    return groups;
  }

  private nameAll(kind: Kind): ReadonlyMap<string, NetRecord> {
    const index = new Map<string, NetRecord>();
    for (const record of this.topology.kinds[kind].values()) index.set(`${record.namespace}/${record.name}`, record);
    this.named.set(kind, index);
    return index;
  }
}

function classify(pods: Iterable<PodRecord>): Map<string, PodClass[]> {
  const byNamespace = new Map<string, Map<Labels, PodRecord[]>>();
  for (const pod of pods) {
    const byLabels = byNamespace.get(pod.namespace) ?? new Map<Labels, PodRecord[]>();
    byNamespace.set(pod.namespace, byLabels);
    push(byLabels, pod.labels, pod);
  }
  const classes = (byLabels: Map<Labels, PodRecord[]>) =>
    [...byLabels].map(([labels, members]) => ({ labels, pods: members }));
  return new Map([...byNamespace].map(([namespace, byLabels]) => [namespace, classes(byLabels)]));
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
