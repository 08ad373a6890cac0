import type { Change, RecordPatch } from './change.js';
import { equalJson } from './equal.js';
import { KINDS, type Kind, type NetRecord } from './records.js';
import { type JsonValue } from './records/common.js';
import type { Topology } from './topology.js';

/**
 * The changes that lead from `a` to `b`, in canonical order: kinds in the order of KINDS; within a kind deletes, adds,
 * updates; each by UID. `apply(a, diff(a, b))` equals `b`; diff of equal topologies is empty.
 */
export function diff(a: Topology, b: Topology): Change[] {
  return KINDS.flatMap((kind) => (a.kinds[kind] === b.kinds[kind] ? [] : diffKind(kind, a.kinds[kind], b.kinds[kind])));
}

/**
 * The fields of `b` that differ from `a`, whole; null when none does. A field that one of them lacks counts as null.
 * Compares by value, and for nothing where both hold the same reference.
 */
export function diffRecord(a: NetRecord, b: NetRecord): RecordPatch | null {
  if (a === b) return null;
  const before = fieldsOf(a);
  const after = fieldsOf(b);
  let patch: Record<string, JsonValue> | null = null;
  for (const field of fieldsOfEither(before, after)) {
    const value = after[field] ?? null;
    if (!equalJson(before[field] ?? null, value)) (patch ??= {})[field] = value;
  }
  return patch;
}

type Records = ReadonlyMap<string, NetRecord>;
type Fields = Readonly<Record<string, JsonValue>>;

function diffKind(kind: Kind, before: Records, after: Records): Change[] {
  const deletes: Change[] = [];
  const adds: Change[] = [];
  const updates: Change[] = [];
  for (const uid of before.keys()) if (!after.has(uid)) deletes.push({ op: 'delete', kind, uid });
  for (const [uid, record] of after) {
    const old = before.get(uid);
    const patch = old && diffRecord(old, record);
    if (!old) adds.push({ op: 'add', kind, uid, record });
    else if (patch) updates.push({ op: 'update', kind, uid, patch });
  }
  return [...deletes.sort(byUid), ...adds.sort(byUid), ...updates.sort(byUid)];
}

function byUid(a: Change, b: Change): number {
  return a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0;
}

function fieldsOf(record: NetRecord): Fields {
  return record as unknown as Fields;
}

function fieldsOfEither(a: Fields, b: Fields): string[] {
  const names = Object.keys(b);
  for (const name of Object.keys(a)) if (!Object.hasOwn(b, name)) names.push(name);
  return names;
}
