import { describe, expect, it } from '@jest/globals';
import { build } from '@netkaart/topology';
import { endpointState } from './endpoint-state.js';

const ready = { ready: true, serving: true, terminating: false };
const notReady = { ready: false, serving: false, terminating: false };
const draining = { ready: false, serving: true, terminating: true };
const well = build.pod();
const crashing = build.pod({ ready: false, reason: 'CrashLoopBackOff' });
const starting = build.pod({ ready: false, phase: 'Pending', reason: 'ContainerCreating' });
const up = build.node();
const down = build.node({ ready: 'Unknown' });

describe('endpointState', () => {
  it.each([
    ['ready', ready, well, up, 'ready'],
    ['a starting pod is not ready', notReady, starting, up, 'notReady'],
    ['a crashing pod fails', notReady, crashing, up, 'failing'],
    ['6.8 terminating but serving drains', draining, well, up, 'draining'],
    ['terminating and no longer serving is not ready', { ...draining, serving: false }, well, up, 'notReady'],
    ['a node that is not ready outweighs all', ready, well, down, 'nodeNotReady'],
    ['also a failing pod', notReady, crashing, down, 'nodeNotReady'],
    ['an address without pod or node follows its conditions', ready, null, null, 'ready'],
  ])('%s', (_, endpoint, pod, node, expected) => {
    expect(endpointState(endpoint, pod, node)).toBe(expected);
  });
});
