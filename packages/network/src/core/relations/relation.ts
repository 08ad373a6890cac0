import type { Kind, NetRecord, RecordOf } from '@netkaart/topology';
import type { RecordIndex } from '../record-index.js';

/** Names of the relations, read from `from` to `to`. */
export const RELATION_IDS = [
  'in-namespace',
  'pod-node',
  'service-selects-pod',
  'service-slice',
  'slice-pod',
  'service-endpoint',
  'service-range',
  'ingress-service',
  'ingress-class',
  'gateway-class',
  'route-gateway',
  'route-service',
  'grant-permits',
  'policy-selects-pod',
  'policy-peer-pod',
  'policy-peer-namespace',
  'admin-policy-subject',
  'admin-policy-peer',
  'node-block',
  'block-pool',
] as const;
export type RelationId = (typeof RELATION_IDS)[number];

/**
 * One row of the table of relations. `holds` is what the relation means; `forward` and `backward` find the same pairs
 * through an index without trying all.
 */
export interface Relation {
  readonly id: RelationId;
  readonly from: readonly Kind[];
  readonly to: readonly Kind[];
  readonly holds: (from: NetRecord, to: NetRecord, index: RecordIndex) => boolean;
  readonly forward: (from: NetRecord, index: RecordIndex) => Iterable<NetRecord>;
  readonly backward: (to: NetRecord, index: RecordIndex) => Iterable<NetRecord>;
}

/** One end of a relation by keys: the records of some kinds, and the keys that each answers to or asks for. */
export interface JoinEnd<K extends Kind> {
  readonly kinds: readonly K[];
  readonly keys: (record: RecordOf<K>) => readonly string[];
}

/** The relation between records that share a key. */
export function join<F extends Kind, T extends Kind>(id: RelationId, from: JoinEnd<F>, to: JoinEnd<T>): Relation {
  const fromKeys = from.keys as (record: NetRecord) => readonly string[];
  const toKeys = to.keys as (record: NetRecord) => readonly string[];
  return {
    id,
    from: from.kinds,
    to: to.kinds,
    holds: (a, b) => toKeys(b).some((key) => fromKeys(a).includes(key)),
    forward: (record, index) => lookUp(fromKeys(record), index.byKey(to.kinds, toKeys)),
    backward: (record, index) => lookUp(toKeys(record), index.byKey(from.kinds, fromKeys)),
  };
}

function lookUp(keys: readonly string[], groups: ReadonlyMap<string, readonly NetRecord[]>): Set<NetRecord> {
  return new Set(keys.flatMap((key) => groups.get(key) ?? []));
}

/** The relation by rules of its own, typed by the kinds of its ends. */
export function relation<F extends Kind, T extends Kind>(row: {
  readonly id: RelationId;
  readonly from: readonly F[];
  readonly to: readonly T[];
  readonly holds: (from: RecordOf<F>, to: RecordOf<T>, index: RecordIndex) => boolean;
  readonly forward: (from: RecordOf<F>, index: RecordIndex) => Iterable<NetRecord>;
  readonly backward: (to: RecordOf<T>, index: RecordIndex) => Iterable<NetRecord>;
}): Relation {
  return row as unknown as Relation;
}
