import type { Change, RecordPatch } from './change.js';
import type { Kind, NetRecord } from './records.js';
import type { Topology } from './topology.js';

/** Why a change does not fit the topology it was given to. */
export type ApplyErrorCode = 'unknown_kind' | 'unknown_uid' | 'known_uid' | 'changes_identity';

/** A change that does not follow from the topology: a lost or repeated change. Nothing of its batch was applied. */
export class ApplyError extends Error {
  override readonly name = 'ApplyError';

  constructor(
    readonly code: ApplyErrorCode,
    readonly change: Change,
  ) {
    super(`Can't ${change.op} ${change.kind} ${change.uid}: ${REASON[code]}. Read the whole state anew.`);
  }
}

const REASON: Record<ApplyErrorCode, string> = {
  unknown_kind: 'this version knows no such kind',
  unknown_uid: 'the topology holds no such object',
  known_uid: 'the topology holds it already',
  changes_identity: 'its record or patch names another kind or UID',
};

/**
 * The topology after the changes, in order; `topology` stays as it was and shares with the result all that did not
 * change. Throws {@link ApplyError} on an update or delete of an unknown UID and on an add of a known one.
 * Copies the index of each touched kind: O(records of those kinds).
 */
export function apply(topology: Topology, changes: readonly Change[]): Topology {
  if (changes.length === 0) return topology;
  const kinds: Record<string, ReadonlyMap<string, NetRecord>> = { ...topology.kinds };
  for (const kind of new Set(changes.map((change) => change.kind))) {
    if (Object.hasOwn(kinds, kind)) kinds[kind] = new Map(records(topology, kind));
  }
  const next: Topology = { kinds: kinds as unknown as Topology['kinds'] };
  unsafeApply(next, changes);
  return next;
}

/**
 * Applies the changes to the topology itself, in O(changes); all of them or, when it throws {@link ApplyError}, none.
 * Only for the single owner of a topology that nobody else holds as a value. Records stay immutable: an update puts a
 * new one in the place of the old.
 */
export function unsafeApply(topology: Topology, changes: readonly Change[]): void {
  checkAll(topology, changes);
  for (const change of changes) applyOne(records(topology, change.kind), change);
}

/**
 * The record with the patch's fields in place of its own. Keeps the record's fields and their order; patch fields that
 * the kind does not have are left out (a newer writer's).
 */
export function applyPatch<R extends NetRecord>(record: R, patch: RecordPatch): R {
  const next: Record<string, unknown> = { ...record };
  for (const field of Object.keys(patch)) if (Object.hasOwn(record, field)) next[field] = patch[field];
  return next as unknown as R;
}

function records(topology: Topology, kind: Kind): Map<string, NetRecord> {
  return topology.kinds[kind] as unknown as Map<string, NetRecord>;
}

function applyOne(index: Map<string, NetRecord>, change: Change): void {
  if (change.op === 'delete') index.delete(change.uid);
  else if (change.op === 'add') index.set(change.uid, change.record);
  else {
    const record = index.get(change.uid);
    if (record) index.set(change.uid, applyPatch(record, change.patch));
  }
}

function checkAll(topology: Topology, changes: readonly Change[]): void {
  const present = changes.length > 1 ? new Map<string, boolean>() : null;
  for (const change of changes) {
    if (!Object.hasOwn(topology.kinds, change.kind)) throw new ApplyError('unknown_kind', change);
    const key = present && `${change.kind} ${change.uid}`;
    const known = (key && present.get(key)) ?? records(topology, change.kind).has(change.uid);
    if (known === (change.op === 'add')) throw new ApplyError(known ? 'known_uid' : 'unknown_uid', change);
    if (changesIdentity(change)) throw new ApplyError('changes_identity', change);
    if (key) present.set(key, change.op !== 'delete');
  }
}

function changesIdentity(change: Change): boolean {
  if (change.op === 'delete') return false;
  if (change.op === 'add') return change.record.uid !== change.uid || change.record.kind !== change.kind;
  const { patch } = change;
  return differs(patch, 'uid', change.uid) || differs(patch, 'kind', change.kind);
}

function differs(patch: RecordPatch, field: string, value: string): boolean {
  return Object.hasOwn(patch, field) && patch[field] !== value;
}
