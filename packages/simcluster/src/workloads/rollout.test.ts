import { beforeEach, describe, expect, it } from '@jest/globals';
import { isReady, podIPsOf } from '../controllers/pod-state.js';
import { createCluster, type SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';
import { AddressBlocks, toNumber } from './address-blocks.js';
import { Operator } from './operator.js';
import { rollBack, rollOut, scaleTo } from './rollout.js';
import type { WorkloadSpec } from './spec.js';
import type { Workload } from './workload.js';

let cluster: SimCluster;
let operator: Operator;
let schedulable: boolean;

beforeEach(() => {
  cluster = createCluster({ name: 'c', seed: 1 });
  schedulable = true;
  const block = { node: 'n', first: toNumber('10.0.0.0'), size: 64, used: new Set<number>(), next: 0 };
  operator = new Operator(cluster, {
    addresses: new AddressBlocks([block]),
    podIPs: (address) => [address],
    hostIPs: () => ['192.168.0.1'],
    schedule: () => (schedulable ? 'n' : null),
  });
});

function adopt(replicas: number, kind: WorkloadSpec['kind'] = 'Deployment'): Workload {
  const template = { labels: { app: 'web' }, containers: [{ name: 'web', image: 'i' }] };
  const workload = operator.adopt({ namespace: 'd', name: 'web', kind, replicas, template }, []);
  scaleTo(operator, workload, replicas);
  cluster.advance(60_000);
  return workload;
}

const ready = (): KubeObject[] =>
  cluster.list('pods').filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined);
const hashes = (pods: readonly KubeObject[]): string[] => [
  ...new Set(pods.map(({ metadata }) => metadata.labels?.['pod-template-hash'] ?? '')),
];

describe('a pod', () => {
  it('comes in the order pending, addressed, ready', () => {
    const seen: string[] = [];
    cluster.subscribe('pods', ({ object }) => {
      const pod = object.read();
      seen.push(`${(pod['status'] as { phase: string }).phase} ${podIPsOf(pod).length} ${isReady(pod)}`);
    });
    adopt(1);
    expect(seen).toEqual(['Pending 0 false', 'Running 1 false', 'Running 1 true']);
  });

  it('stays without node and address when nothing takes it', () => {
    schedulable = false;
    adopt(1);
    const [pod] = cluster.list('pods');
    expect((pod!['status'] as { conditions: { reason: string }[] }).conditions[0]?.reason).toBe('Unschedulable');
    expect(podIPsOf(pod!)).toEqual([]);
  });

  it('leaves with grace, and its address is free only when it is gone', () => {
    const workload = adopt(1);
    const [pod] = workload.staying();
    operator.stop(pod!);
    const [leaving] = cluster.list('pods');
    expect(leaving?.metadata.deletionGracePeriodSeconds).toBe(30);
    expect(podIPsOf(leaving!)).toHaveLength(1);
    cluster.advance(30_000);
    expect(cluster.list('pods')).toEqual([]);
  });
});

describe('a rollout', () => {
  it('replaces all pods by those of another template, never with fewer ready than wanted nor more than a quarter over', () => {
    const workload = adopt(8);
    const before = hashes(cluster.list('pods'));
    let finished = 0;
    cluster.subscribe('pods', () => {
      expect(ready().length).toBeGreaterThanOrEqual(8);
      expect(
        cluster.list('pods').filter(({ metadata }) => metadata.deletionTimestamp === undefined).length,
      ).toBeLessThanOrEqual(10);
    });
    rollOut(operator, workload, 'Running', () => finished++);
    cluster.advance(300_000);
    expect(finished).toBe(1);
    expect(ready()).toHaveLength(8);
    expect(cluster.list('pods')).toHaveLength(8);
    expect(hashes(cluster.list('pods'))).toHaveLength(1);
    expect(hashes(cluster.list('pods'))).not.toEqual(before);
  });

  it('that fails keeps the old pods, and is taken back', () => {
    const workload = adopt(8);
    const before = hashes(cluster.list('pods'));
    rollOut(operator, workload, 'CrashLoopBackOff');
    cluster.advance(120_000);
    expect(ready()).toHaveLength(8);
    expect(cluster.list('pods').length).toBe(10);
    rollBack(operator, workload);
    cluster.advance(60_000);
    expect(ready()).toHaveLength(8);
    expect(hashes(cluster.list('pods'))).toEqual(before);
  });

  it('after a failed one has a template of its own', () => {
    const workload = adopt(2);
    rollOut(operator, workload, 'CrashLoopBackOff');
    const failed = workload.hashOf(workload.revision);
    rollBack(operator, workload);
    rollOut(operator, workload);
    expect(workload.hashOf(workload.revision)).not.toBe(failed);
  });

  it('of a StatefulSet gives each name another life, one at a time, the highest first', () => {
    const workload = adopt(3, 'StatefulSet');
    const uids = new Map(cluster.list('pods').map(({ metadata }) => [metadata.name, metadata.uid]));
    const gone: string[] = [];
    cluster.subscribe('pods', ({ type, object }) => {
      if (type === 'DELETED') gone.push(object.name);
      expect(cluster.list('pods').length).toBeGreaterThanOrEqual(2);
    });
    rollOut(operator, workload);
    cluster.advance(300_000);
    expect(gone).toEqual(['web-2', 'web-1', 'web-0']);
    expect(ready().map(({ metadata }) => metadata.name)).toEqual(['web-0', 'web-1', 'web-2']);
    for (const { metadata } of ready()) expect(metadata.uid).not.toBe(uids.get(metadata.name));
  });

  it('overtaken by another one gives way to it', () => {
    const workload = adopt(6);
    const done: string[] = [];
    rollOut(operator, workload, 'Running', () => done.push('first'));
    cluster.advance(5000);
    rollOut(operator, workload, 'Running', () => done.push('second'));
    cluster.advance(300_000);
    expect(done).toEqual(['second']);
    expect(hashes(cluster.list('pods'))).toEqual([workload.hashOf(workload.revision)]);
    expect(ready()).toHaveLength(6);
  });
});

describe('scaling', () => {
  it('starts and stops as many as are asked for', () => {
    const workload = adopt(4);
    scaleTo(operator, workload, 9);
    cluster.advance(60_000);
    expect(ready()).toHaveLength(9);
    scaleTo(operator, workload, 2);
    cluster.advance(60_000);
    expect(cluster.list('pods')).toHaveLength(2);
  });
});
