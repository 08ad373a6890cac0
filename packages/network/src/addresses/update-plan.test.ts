import { describe, expect, it } from '@jest/globals';
import { diff, apply, build, type Topology } from '@netkaart/topology';
import fc from 'fast-check';
import { drawn, history } from '../../../layout/test/random-cluster.js';
import { example, exampleRecords } from '../../../layout/test/scenes/example.js';
import { addressPlan } from './address-plan.js';
import type { AddressPlan } from './plan.js';
import { mayNeedPlaces, updatePlan } from './update-plan.js';

/** The plan without what is an object's identity only. */
const shape = (plan: AddressPlan) => ({
  ...plan,
  podAt: new Map([...plan.podAt].sort()),
  blocks: plan.blocks.map((block) => ({ ...block, pods: block.pods.map((pod) => pod.uid) })),
});

const step = (before: Topology, after: Topology) => {
  const changes = diff(before, after);
  return { changes, topology: apply(before, changes) };
};

describe('updatePlan', () => {
  it('gives the plan that is built from the topology after the changes', () => {
    fc.assert(
      fc.property(history, ([from, to]) => {
        const before = drawn(from);
        const { changes, topology } = step(before, drawn(to));
        expect(shape(updatePlan(addressPlan(before), topology, changes))).toEqual(shape(addressPlan(topology)));
      }),
      { numRuns: 150 },
    );
  });

  it('does so step by step too', () => {
    fc.assert(
      fc.property(history, ([from, to]) => {
        let topology = drawn(from);
        let plan = addressPlan(topology);
        for (const change of diff(topology, drawn(to))) {
          topology = apply(topology, [change]);
          plan = updatePlan(plan, topology, [change]);
        }
        expect(shape(plan)).toEqual(shape(addressPlan(topology)));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves the blocks alone in which no pod changed', () => {
    const before = example();
    const plan = addressPlan(before);
    const uid = '2-default-nginx2-57bbd47f4d-xbkfv';
    const change = { op: 'update', kind: 'Pod', uid, patch: { ready: false } } as const;
    const next = updatePlan(plan, apply(before, [change]), [change]);
    expect(next.blocks[0]).toBe(plan.blocks[0]);
    expect(next.blocks[1]).toBe(plan.blocks[1]);
    expect(next.blocks[2]).not.toBe(plan.blocks[2]);
  });

  it('follows a node that stops reporting without building anything anew', () => {
    const before = example();
    const plan = addressPlan(before);
    const uid = plan.nodes[1]?.uid ?? '';
    const change = { op: 'update', kind: 'Node', uid, patch: { ready: 'Unknown' } } as const;
    const next = updatePlan(plan, apply(before, [change]), [change]);
    expect(next.nodes[1]).toMatchObject({ name: 'worker1', state: 'unknown', silent: true });
    expect(next.blocks).toBe(plan.blocks);
  });

  it('keeps the range when the controller manager’s pod leaves: then it is inferred', () => {
    const before = example();
    const uid = '2-kube-system-kube-controller-manager-master';
    const change = { op: 'delete', kind: 'Pod', uid } as const;
    const topology = apply(before, [change]);
    const next = updatePlan(addressPlan(before), topology, [change]);
    expect(shape(next)).toEqual(shape(addressPlan(topology)));
  });

  it('sees a Service that came or went', () => {
    const before = build.topology(exampleRecords());
    const record = build.service({ name: 'extra', clusterIPs: ['10.96.5.5'] });
    const change = { op: 'add', kind: 'Service', uid: record.uid, record } as const;
    const next = updatePlan(addressPlan(before), apply(before, [change]), [change]);
    expect(next.services.map((service) => service.name)).toContain('extra');
  });
});

describe('mayNeedPlaces', () => {
  it('is false for changes that give nobody an address', () => {
    expect(mayNeedPlaces([{ op: 'update', kind: 'Pod', uid: 'x', patch: { ready: false } }])).toBe(false);
    expect(mayNeedPlaces([{ op: 'delete', kind: 'Pod', uid: 'x' }])).toBe(false);
    expect(mayNeedPlaces([{ op: 'update', kind: 'Node', uid: 'x', patch: { ready: 'False' } }])).toBe(false);
  });

  it('is true for new nodes, blocks and addresses', () => {
    expect(mayNeedPlaces([{ op: 'update', kind: 'Pod', uid: 'x', patch: { ips: ['10.0.0.1'] } }])).toBe(true);
    expect(mayNeedPlaces([{ op: 'update', kind: 'Node', uid: 'x', patch: { podCIDRs: ['10.0.0.0/24'] } }])).toBe(true);
    expect(mayNeedPlaces([{ op: 'delete', kind: 'AddressBlock', uid: 'x' }])).toBe(true);
  });
});
