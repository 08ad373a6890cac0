import { KINDS, type Kind, type NetRecord, type RecordOf } from './records.js';

/** All records of one cluster at one moment, by kind and UID. A value: never changed after it was handed out. */
export interface Topology {
  readonly kinds: { readonly [K in Kind]: ReadonlyMap<string, RecordOf<K>> };
}

/** The topology of a cluster of which nothing is known. */
export function emptyTopology(): Topology {
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, new Map<string, NetRecord>()]));
  return { kinds: kinds as unknown as Topology['kinds'] };
}

/** All records of a kind, in no particular order. */
export function recordsOf<K extends Kind>(topology: Topology, kind: K): IterableIterator<RecordOf<K>> {
  return topology.kinds[kind].values();
}
