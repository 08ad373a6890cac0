import { describe, expect, it } from '@jest/globals';
import { apply, build, hash, type Change, type Topology } from '@netkaart/topology';
import fc from 'fast-check';
import { mergeChanges } from './merge.js';

const pod = (uid: string, phase: string) => build.pod({ uid, name: uid, phase });
const start = build.topology([pod('a', 'Running'), pod('b', 'Running'), pod('c', 'Running')]);

/** Steps that each follow from the state before: an object toggles, or changes its phase. */
const walk = fc.array(
  fc.record({
    uid: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    phase: fc.constantFrom('Running', 'Failed', 'Pending'),
    toggle: fc.boolean(),
  }),
  { maxLength: 60 },
);

function changesOf(steps: readonly { uid: string; phase: string; toggle: boolean }[]): {
  changes: Change[];
  end: Topology;
} {
  let state = start;
  const changes: Change[] = [];
  for (const { uid, phase, toggle } of steps) {
    const known = state.kinds.Pod.has(uid);
    const step: Change[] = !known
      ? [{ op: 'add', kind: 'Pod', uid, record: pod(uid, phase) }]
      : toggle
        ? [{ op: 'delete', kind: 'Pod', uid }]
        : [{ op: 'update', kind: 'Pod', uid, patch: { phase } }];
    changes.push(...step);
    state = apply(state, step);
  }
  return { changes, end: state };
}

describe('merging changes', () => {
  it('leads to the same state as the changes one by one, and fits where they fitted', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const { changes, end } = changesOf(steps);
        expect(hash(apply(start, mergeChanges(changes)))).toBe(hash(end));
      }),
    );
  });

  it('is never longer than one change per object, or a delete and an add', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const merged = mergeChanges(changesOf(steps).changes);
        expect(new Set(merged.map(({ op, uid }) => `${op} ${uid}`)).size).toBe(merged.length);
        expect(merged.length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('forgets an object that came and went', () => {
    const { changes } = changesOf([
      { uid: 'd', phase: 'Running', toggle: false },
      { uid: 'd', phase: 'Failed', toggle: false },
      { uid: 'd', phase: 'Failed', toggle: true },
    ]);
    expect(mergeChanges(changes)).toEqual([]);
  });
});
