import { describe, expect, it } from '@jest/globals';
import { build, emptyTopology } from '@netkaart/topology';
import { minutesOf } from './activity.js';
import { Observed } from './observe.js';
import { slugsOf } from './fleet.js';

const observed = () => new Observed(emptyTopology());
const MINUTE = 60_000;

describe('what was observed', () => {
  it('is a change only where it differs from what was known', () => {
    const state = observed();
    const pod = build.pod({ uid: 'p', name: 'p' });
    expect(state.upsert([pod], 1).map(({ change }) => change.op)).toEqual(['add']);
    expect(state.upsert([structuredClone(pod)], 2)).toEqual([]);
    expect(state.upsert([{ ...pod, phase: 'Failed' }], 3).map(({ change }) => change)).toEqual([
      { op: 'update', kind: 'Pod', uid: 'p', patch: { phase: 'Failed' } },
    ]);
    expect(state.remove('Pod', ['p', 'unknown'], 4, { type: 'observed' }).map(({ change }) => change)).toEqual([
      { op: 'delete', kind: 'Pod', uid: 'p' },
    ]);
    expect(state.remove('Pod', ['p'], 5, { type: 'observed' })).toEqual([]);
  });

  it('carries the time of the object itself where it says one', () => {
    const state = observed();
    const [added] = state.upsert([build.pod({ uid: 'p', name: 'p', createdAt: 7 })], 9_000);
    const [leaving] = state.upsert([build.pod({ uid: 'p', name: 'p', createdAt: 7, deletedAt: 8 })], 9_500);
    const [gone] = state.remove('Pod', ['p'], 9_900, { type: 'inferred', window: [1, 9_900] });
    expect([added?.eventAt, leaving?.eventAt, gone?.eventAt]).toEqual([7_000, 8_000, 8_000]);
    expect(gone?.window).toEqual([1, 9_900]);
  });

  it('marks the step from well to bad, once', () => {
    const state = observed();
    const pod = (more: object) => build.pod({ uid: 'p', name: 'p', ...more });
    state.upsert([pod({})], 1);
    expect(state.upsert([pod({ phase: 'Failed' })], 2)[0]?.problem).toBe(true);
    expect(state.upsert([pod({ phase: 'Failed', node: 'other' })], 3)[0]?.problem).toBe(false);
    expect(state.upsert([build.node({ uid: 'n', name: 'n', ready: 'False' })], 4)[0]?.problem).toBe(true);
  });
});

describe('activity', () => {
  it('counts changes by minute and topic, without objects that were there long before', () => {
    const state = observed();
    const entries = [
      ...state.upsert([build.pod({ uid: 'old', name: 'old', createdAt: 0 })], 100 * MINUTE),
      ...state.upsert([build.pod({ uid: 'new', name: 'new', createdAt: 100 * 60 })], 100 * MINUTE + 1),
      ...state.upsert([build.service({ uid: 's', name: 's', createdAt: 101 * 60 })], 101 * MINUTE),
      ...state.remove('Pod', ['old'], 101 * MINUTE, { type: 'observed' }),
    ];
    expect(minutesOf(entries)).toEqual([
      { minute: 100, counts: { nodes: 0, pods: 1, services: 0, policies: 0, routes: 0, problems: 0 } },
      { minute: 101, counts: { nodes: 0, pods: 1, services: 1, policies: 0, routes: 0, problems: 0 } },
    ]);
  });
});

describe('ids for URLs', () => {
  it('are plain, and no two the same', () => {
    expect(slugsOf(['Harbour', 'arn:aws:eks:eu-west-1:1:cluster/Prod', 'kind-kind', 'harbour', '港', '--'])).toEqual([
      'harbour',
      'arn-aws-eks-eu-west-1-1-cluster-prod',
      'kind-kind',
      'harbour-2',
      'cluster',
      'cluster-2',
    ]);
  });
});
