import type { Kind, NetRecord, Topology } from '@netkaart/topology';
import { RecordIndex } from '../record-index.js';
import { ALLOCATION_RELATIONS } from './allocation-relations.js';
import { ENTRY_RELATIONS } from './entry-relations.js';
import { POLICY_RELATIONS } from './policy-relations.js';
import { type Relation, type RelationId } from './relation.js';
import { WORKLOAD_RELATIONS } from './workload-relations.js';

/** Every relation between records, one row each. */
export const RELATIONS: readonly Relation[] = [
  ...WORKLOAD_RELATIONS,
  ...ENTRY_RELATIONS,
  ...POLICY_RELATIONS,
  ...ALLOCATION_RELATIONS,
];

/** An object that another is related to. `direction` 'to': the asked object is the relation's `from`; 'from': its `to`. */
export interface RelatedObject {
  readonly relation: RelationId;
  readonly direction: 'to' | 'from';
  readonly kind: Kind;
  readonly uid: string;
}

export interface Relations {
  /** All relations of an object, in the order of {@link RELATIONS}, 'to' first; [] for an unknown UID. */
  of(uid: string): RelatedObject[];
  /** The objects of one relation and direction: cheaper than `of` when only one is wanted. */
  related(uid: string, relation: RelationId, direction: 'to' | 'from'): NetRecord[];
}

/**
 * The relations of a topology's objects. Indexes are built in one pass when first needed; after that an object costs its
 * own relations (and for policies the number of policies). Make a new one when the topology has changed.
 */
export function createRelations(topology: Topology): Relations {
  const index = new RecordIndex(topology);
  return {
    of: (uid) => {
      const record = index.find(uid);
      return record === undefined ? [] : RELATIONS.flatMap((relation) => relatedBy(relation, record, index));
    },
    related: (uid, id, direction) => {
      const record = index.find(uid);
      const relation = RELATIONS.find((each) => each.id === id);
      return record && relation ? endsOf(relation, record, direction, index) : [];
    },
  };
}

/** {@link createRelations} for one question. */
export function relationsOf(topology: Topology, uid: string): RelatedObject[] {
  return createRelations(topology).of(uid);
}

function relatedBy(relation: Relation, record: NetRecord, index: RecordIndex): RelatedObject[] {
  return (['to', 'from'] as const).flatMap((direction) =>
    endsOf(relation, record, direction, index).map(({ kind, uid }) => ({
      relation: relation.id,
      direction,
      kind,
      uid,
    })),
  );
}

function endsOf(relation: Relation, record: NetRecord, direction: 'to' | 'from', index: RecordIndex): NetRecord[] {
  const kinds = direction === 'to' ? relation.from : relation.to;
  if (!kinds.includes(record.kind)) return [];
  return [...(direction === 'to' ? relation.forward(record, index) : relation.backward(record, index))];
}
