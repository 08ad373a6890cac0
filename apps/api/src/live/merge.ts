import { applyPatch, type Change, type RecordPatch } from '@netkaart/topology';

/**
 * The least changes that lead to the same state: one per object, or a delete and an add where an object of the same UID
 * went and came back. Deletes first, then adds and updates in the order of their first appearance.
 */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const merged = new Map<string, readonly Change[]>();
  for (const change of changes) {
    const key = `${change.kind} ${change.uid}`;
    merged.set(key, join(merged.get(key) ?? [], change));
  }
  const all = [...merged.values()].flat();
  return [...all.filter(({ op }) => op === 'delete'), ...all.filter(({ op }) => op !== 'delete')];
}

/** What was merged for one object, and its next change. */
function join(before: readonly Change[], next: Change): readonly Change[] {
  const last = before.at(-1);
  const rest = before.slice(0, -1);
  if (last === undefined || last.op === 'delete') return [...before, next];
  if (next.op === 'delete') return last.op === 'add' ? rest : [...rest, next];
  if (next.op === 'add') return [...rest, next];
  return [...rest, patched(last, next.patch)];
}

function patched(change: Extract<Change, { op: 'add' | 'update' }>, patch: RecordPatch): Change {
  if (change.op === 'add') return { ...change, record: applyPatch(change.record, patch) };
  return { ...change, patch: { ...change.patch, ...patch } };
}
