import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nodeOf, podIPsOf } from '../controllers/pod-state.js';
import { createRandom } from '../random.js';
import { createLoadCluster } from './load-cluster.js';
import { suffixFor } from './names.js';
import { podsPerNode, silentNodes, startsOf, troubles } from './plan.js';
import { compile, gap } from './text-template.js';

describe('text template', () => {
  it('gives the JSON of the object with its values filled in', () => {
    const template = compile({ a: gap('x'), b: [`${gap('y')}/24`, { c: gap('x') }], d: 1 }, ['x', 'y']);
    expect(JSON.parse(template.render(['one', 'two']))).toEqual({ a: 'one', b: ['two/24', { c: 'one' }], d: 1 });
  });

  it('names the gap for which there is no value', () => {
    expect(() => compile({ a: gap('z') }, ['x'])).toThrow('"z"');
  });
});

describe('the plan', () => {
  it('gives out exactly the pods asked for, and no node more than its range holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 30 }), (nodes, each) => {
        const counts = podsPerNode(nodes, nodes * each, createRandom('plan'));
        expect(counts).toHaveLength(nodes);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(nodes * each);
        expect(Math.max(...counts)).toBeLessThanOrEqual(253);
      }),
    );
  });

  it('has the drawn number of pods in each /16 at 5,000 nodes and 150,000 pods', () => {
    const counts = podsPerNode(5000, 150_000, createRandom('plan'));
    const province = (index: number): number => counts.slice(index * 256, (index + 1) * 256).reduce((a, b) => a + b, 0);
    expect([0, 1, 8, 18, 19].map(province)).toEqual([9428, 8893, 7975, 8137, 5696]);
  });

  it('refuses what does not fit', () => {
    expect(() => podsPerNode(2, 507, createRandom('plan'))).toThrow(
      '2 nodes hold at most 506 pods; 507 were asked for',
    );
  });

  it('gives every pod a suffix of its own', () => {
    const suffixes = new Set(Array.from({ length: 200_000 }, (_, index) => suffixFor(index)));
    expect(suffixes.size).toBe(200_000);
  });
});

describe('load cluster', () => {
  const { cluster } = createLoadCluster({ nodes: 100, pods: 3000 });

  it('has the nodes and pods asked for, each pod at an address of its own in its node’s /24', () => {
    const nodes = new Map(
      cluster.list('nodes').map((node) => [node.metadata.name, (node['spec'] as { podCIDR: string }).podCIDR]),
    );
    const pods = cluster.list('pods');
    const addresses = pods.map((pod) => podIPsOf(pod)[0]!);
    expect([nodes.size, pods.length, new Set(addresses).size]).toEqual([100, 3000, 3000]);
    for (const pod of pods) expect(nodes.get(nodeOf(pod))).toBe(`${podIPsOf(pod)[0]!.replace(/\.\d+$/, '')}.0/24`);
  });

  it('writes the same uid, name and version as it indexes', () => {
    for (const id of ['pods', 'nodes', 'endpointslices.discovery.k8s.io'])
      for (const stored of cluster.table(id)!.values()) {
        const { metadata } = stored.read();
        expect([metadata.name, metadata.namespace ?? '', metadata.uid, metadata.resourceVersion]).toEqual([
          stored.name,
          stored.namespace,
          stored.uid,
          String(stored.resourceVersion),
        ]);
      }
  });

  it('has slices that hold every pod once', () => {
    const slices = cluster.list('endpointslices.discovery.k8s.io');
    const targets = slices.flatMap((slice) =>
      (slice['endpoints'] as { targetRef: { uid: string } }[]).map(({ targetRef }) => targetRef.uid),
    );
    expect(targets.sort()).toEqual(
      cluster
        .list('pods')
        .map(({ metadata }) => metadata.uid!)
        .sort(),
    );
  });

  it('makes exactly as many events as asked for, and stays true to itself', () => {
    const load = createLoadCluster({ nodes: 20, pods: 600 });
    let events = 0;
    for (const { id } of load.cluster.types()) load.cluster.subscribe(id, () => events++);
    for (const wanted of [1, 4, 7, 500, 1000]) {
      events = 0;
      load.churn(wanted);
      expect(events).toBe(wanted);
    }
    const pods = load.cluster.list('pods');
    const slices = load.cluster.list('endpointslices.discovery.k8s.io');
    const targets = slices.flatMap((slice) =>
      (slice['endpoints'] as { targetRef: { uid: string } }[]).map(({ targetRef }) => targetRef.uid),
    );
    expect(pods).toHaveLength(600);
    expect(new Set(pods.map(({ metadata }) => metadata.uid)).size).toBe(600);
    expect(new Set(pods.flatMap(podIPsOf)).size).toBe(600);
    expect(targets.sort()).toEqual(pods.map(({ metadata }) => metadata.uid!).sort());
  });

  it('changes so often per simulated second as asked for', () => {
    const { cluster: living } = createLoadCluster({ nodes: 20, pods: 600, changesPerSecond: 25 });
    let events = 0;
    for (const { id } of living.types()) living.subscribe(id, () => events++);
    living.advance(10_000);
    expect(events).toBe(250);
  });

  it('is the same for the same seed', () => {
    const bytes = (): string => {
      const load = createLoadCluster({ nodes: 10, pods: 200, seed: 's' });
      load.churn(300);
      return JSON.stringify(load.cluster.types().map(({ id }) => load.cluster.list(id)));
    };
    expect(bytes() === bytes()).toBe(true);
  });
});

describe('the drawn trouble', () => {
  const perNode = podsPerNode(5000, 150_000, createRandom('plan'));
  const found = [...troubles(perNode, createRandom('trouble'))];
  const starts = startsOf(perNode);
  const nodeOfPod = (pod: number): number => starts.findLastIndex((start) => start <= pod);

  it('is 360 failing and 200 unready pods, and 9 silent nodes', () => {
    const unready = found.filter(([, state]) => state === 'NotReady').length;
    expect([found.length - unready, unready, silentNodes(5000).size]).toEqual([360, 200, 9]);
  });

  it('has a sick part: 268 crashing pods on 32 of the 48 nodes from 100.72.64.0 on', () => {
    const sick = found.filter(([, state]) => state === 'CrashLoopBackOff').map(([pod]) => nodeOfPod(pod));
    const from = 8 * 256 + 64;
    expect(sick).toHaveLength(268);
    expect(new Set(sick).size).toBe(32);
    expect(sick.every((node) => node >= from && node < from + 48)).toBe(true);
  });

  it('reaches the pods and nodes of a cluster', () => {
    const { cluster } = createLoadCluster({ nodes: 100, pods: 3000 });
    const texts = [...cluster.table('pods')!.values()].map((stored) => stored.bytes().toString());
    expect(texts.filter((text) => text.includes('ImagePullBackOff')).length).toBe(7);
    expect(texts.filter((text) => !text.includes('BackOff"') && text.includes('"ready":false')).length).toBe(4);
    expect(
      cluster.list('nodes').filter((node) => JSON.stringify(node['status']).includes('NodeStatusUnknown')),
    ).toHaveLength(1);
  });
});
