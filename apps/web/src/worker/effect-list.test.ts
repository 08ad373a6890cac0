import { describe, expect, it } from '@jest/globals';
import { build, type Change } from '@netkaart/topology';
import { EFFECT_MS, EFFECTS_MAX, living, withChanges } from './effect-list';

const gone = (uid: string): Change => ({ op: 'delete', kind: 'Pod', uid });
const came = (name: string): Change => {
  const record = build.pod({ name });
  return { op: 'add', kind: 'Pod', uid: record.uid, record };
};

describe('rings and ghosts', () => {
  it('show the newest change of each object', () => {
    const pod = came('a');
    const effects = withChanges(withChanges([], [pod], 0), [gone(pod.uid)], 10);
    expect(effects).toEqual([{ target: `uid:${pod.uid}`, type: 'leave', at: 10 }]);
  });

  it('are gone after 30 s', () => {
    const effects = withChanges([], [gone('a')], 0);
    expect(living(effects, EFFECT_MS - 1)).toBe(effects);
    expect(living(effects, EFFECT_MS)).toEqual([]);
  });

  it('are never more than 300, and none in a flood', () => {
    const many = Array.from({ length: EFFECTS_MAX }, (_, i) => gone(String(i)));
    expect(withChanges(withChanges([], many, 0), [gone('one more')], 1)).toHaveLength(EFFECTS_MAX);
    expect(withChanges([], [...many, gone('one more')], 0)).toEqual([]);
  });

  it('leave out kinds that no map rings', () => {
    expect(withChanges([], [{ op: 'delete', kind: 'EndpointSlice', uid: 'x' }], 0)).toEqual([]);
  });
});
