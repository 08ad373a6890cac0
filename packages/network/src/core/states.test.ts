import { describe, expect, it } from '@jest/globals';
import { build, type PodRecord } from '@netkaart/topology';
import fc from 'fast-check';
import { isFailure, nodeState, POD_STATES, podState, worst, type PodState } from './states.js';

const job = { kind: 'Job', name: 'import', uid: 'j' };
const replicaSet = { kind: 'ReplicaSet', name: 'web', uid: 'r' };

describe('podState', () => {
  const cases: readonly (readonly [string, Partial<PodRecord>, string | null, PodState])[] = [
    ['Running and Ready', {}, 'True', 'ok'],
    ['Running, node not known', {}, null, 'ok'],
    ['Running, not Ready', { ready: false }, 'True', 'pending'],
    ['Pending, unscheduled', { phase: 'Pending', ready: false, reason: 'Unschedulable' }, null, 'pending'],
    ['ContainerCreating', { phase: 'Pending', ready: false, reason: 'ContainerCreating' }, 'True', 'pending'],
    ['PodInitializing', { phase: 'Pending', ready: false, reason: 'PodInitializing' }, 'True', 'pending'],
    ['CrashLoopBackOff', { ready: false, reason: 'CrashLoopBackOff' }, 'True', 'bad'],
    ['ImagePullBackOff while Pending', { phase: 'Pending', ready: false, reason: 'ImagePullBackOff' }, 'True', 'bad'],
    ['ErrImagePull', { phase: 'Pending', ready: false, reason: 'ErrImagePull' }, 'True', 'bad'],
    [
      'CreateContainerConfigError',
      { phase: 'Pending', ready: false, reason: 'CreateContainerConfigError' },
      'True',
      'bad',
    ],
    ['OOMKilled', { ready: false, reason: 'OOMKilled' }, 'True', 'bad'],
    ['Evicted', { phase: 'Failed', ready: false, reason: 'Evicted', owner: replicaSet }, 'True', 'bad'],
    ['Failed without owner', { phase: 'Failed', ready: false }, 'True', 'bad'],
    ['Failed pod of a Job', { phase: 'Failed', ready: false, reason: 'Error', owner: job }, 'True', 'done'],
    ['Succeeded', { phase: 'Succeeded', ready: false, owner: job }, 'True', 'done'],
    ['Succeeded and being deleted', { phase: 'Succeeded', ready: false, deletedAt: 5 }, 'True', 'done'],
    ['Succeeded on a silent node', { phase: 'Succeeded', ready: false }, 'Unknown', 'done'],
    ['being deleted', { deletedAt: 5 }, 'True', 'leaving'],
    ['being deleted in a crash loop', { deletedAt: 5, ready: false, reason: 'CrashLoopBackOff' }, 'True', 'leaving'],
    ['being deleted on a silent node', { deletedAt: 5 }, 'Unknown', 'leaving'],
    ['phase Unknown', { phase: 'Unknown', ready: false }, 'True', 'unknown'],
    ['node Unknown', {}, 'Unknown', 'unknown'],
    ['node not Ready', {}, 'False', 'unknown'],
    ['crash loop on a node that is not Ready', { ready: false, reason: 'CrashLoopBackOff' }, 'False', 'unknown'],
    ['node so new that it has no condition', {}, '', 'ok'],
  ];

  it.each(cases)('%s', (_, fields, ready, expected) => {
    expect(podState(build.pod(fields), ready === null ? undefined : build.node({ ready }))).toBe(expected);
  });
});

describe('nodeState', () => {
  it.each([
    ['True', 'ready'],
    ['False', 'not-ready'],
    ['Unknown', 'unknown'],
    ['', 'unknown'],
  ])('Ready %j: %s', (ready, expected) => {
    expect(nodeState(build.node({ ready }))).toBe(expected);
  });
});

describe('isFailure', () => {
  it.each([
    'RunContainerError',
    'CreateContainerError',
    'ErrImageNeverPull',
    'InvalidImageName',
    'Error',
    'ContainerCannotRun',
  ])('%s is one', (reason) => expect(isFailure(reason)).toBe(true));
  it.each(['', 'Completed', 'ContainerCreating', 'PodInitializing', 'Unschedulable'])('%j is none', (reason) =>
    expect(isFailure(reason)).toBe(false),
  );
});

describe('worst', () => {
  it('is null for none', () => expect(worst([])).toBeNull());

  it('is the same whatever the order, and one of the states given', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...POD_STATES), { minLength: 1 }), (states) => {
        expect(worst(states.toReversed())).toBe(worst(states));
        expect(states).toContain(worst(states));
      }),
    );
  });

  it('ranks bad, unknown, pending, leaving, ok, done', () => {
    const left = new Set<PodState>(POD_STATES);
    const order: PodState[] = [];
    for (let state = worst(left); state !== null; state = worst(left)) {
      order.push(state);
      left.delete(state);
    }
    expect(order).toEqual(['bad', 'unknown', 'pending', 'leaving', 'ok', 'done']);
  });
});
