import { beforeEach, describe, expect, it } from '@jest/globals';
import { nodeObject } from '../objects/node.js';
import { podObject, type PodSpec, type PodState } from '../objects/pod.js';
import { serviceObject, type ServiceSpec } from '../objects/service.js';
import { createCluster, type SimCluster } from '../store/cluster.js';
import { runEndpointsController } from './endpoints.js';
import { setPodState } from './pod-state.js';

interface Slice {
  metadata: { name: string; labels: Record<string, string>; ownerReferences: { name: string }[] };
  addressType: string;
  endpoints:
    | {
        addresses: string[];
        conditions: Record<string, boolean>;
        hostname?: string;
        zone?: string;
        hints?: unknown;
        targetRef: { name: string };
      }[]
    | null;
  ports: { name: string; port: number; protocol: string }[] | null;
}

let cluster: SimCluster;
let host = 1;

beforeEach(() => {
  cluster = createCluster({ name: 'c', seed: 1 });
  host = 1;
  cluster.create(
    nodeObject({
      name: 'n1',
      addresses: ['192.168.0.1'],
      podCIDRs: ['10.0.0.0/24'],
      labels: { 'topology.kubernetes.io/zone': 'a' },
      annotations: {},
      kubeletVersion: 'v1.34.1',
      osImage: '',
      containerRuntime: '',
      maxPods: 110,
      createdMs: 0,
      readySinceMs: 0,
      nowMs: 0,
    }),
  );
  runEndpointsController(cluster);
});

function addPod(
  name: string,
  more: Partial<PodSpec> = {},
  state: PodState = 'Running',
  ips = [`10.0.0.${host++}`],
): void {
  const containers = [{ name: 'c', image: 'i', ports: [{ name: 'http', containerPort: 8080 }] }];
  const spec = { namespace: 'd', name, labels: { app: 'web' }, containers, node: 'n1', createdMs: 0, ...more };
  cluster.create(podObject(spec, { state, ips, hostIPs: ['192.168.0.1'], sinceMs: 0 }));
}

function addService(more: Partial<ServiceSpec> = {}): void {
  const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
  cluster.create(
    serviceObject({
      namespace: 'd',
      name: 'web',
      clusterIPs: ['10.96.0.5'],
      selector: { app: 'web' },
      ports,
      createdMs: 0,
      ...more,
    }),
  );
}

function slices(): Slice[] {
  cluster.settle();
  return cluster.list('endpointslices.discovery.k8s.io') as unknown as Slice[];
}

const names = (slice: Slice | undefined): string[] => (slice?.endpoints ?? []).map(({ targetRef }) => targetRef.name);

describe('endpoints controller', () => {
  it('lists the pods that the selector selects, with the target port', () => {
    addService();
    addPod('a');
    addPod('b', { labels: { app: 'other' } });
    addPod('c', { namespace: 'elsewhere' });
    const [slice, ...more] = slices();
    expect(more).toEqual([]);
    expect(names(slice)).toEqual(['a']);
    expect(slice?.ports).toEqual([{ name: 'http', port: 8080, protocol: 'TCP' }]);
    expect(slice?.metadata.labels['kubernetes.io/service-name']).toBe('web');
    expect(slice?.metadata.ownerReferences[0]?.name).toBe('web');
  });

  it('follows readiness and termination', () => {
    addService();
    addPod('a');
    setPodState(cluster, { namespace: 'd', name: 'a' }, 'NotReady');
    expect(slices()[0]?.endpoints?.[0]?.conditions).toEqual({ ready: false, serving: false, terminating: false });
    setPodState(cluster, { namespace: 'd', name: 'a' }, 'Running');
    cluster.delete('pods', 'd', 'a', 30);
    expect(slices()[0]?.endpoints?.[0]?.conditions).toEqual({ ready: false, serving: true, terminating: true });
    cluster.advance(30_000);
    expect(slices()[0]?.endpoints).toBeNull();
  });

  it('leaves out pods without an address and pods that are over', () => {
    addService();
    addPod('waiting', {}, 'ContainerCreating', []);
    addPod('over', {}, 'Completed');
    expect(slices().map(names)).toEqual([[]]);
  });

  it('makes a pod ready regardless where the Service publishes not ready addresses', () => {
    addService({ more: { publishNotReadyAddresses: true } });
    addPod('a', {}, 'NotReady');
    expect(slices()[0]?.endpoints?.[0]?.conditions).toEqual({ ready: true, serving: false, terminating: false });
  });

  it('looks a named port up in each pod, and gives different numbers slices of their own', () => {
    addService({ ports: [{ name: 'http', port: 80, targetPort: 'http' }] });
    addPod('a');
    addPod('b', { containers: [{ name: 'c', image: 'i', ports: [{ name: 'http', containerPort: 9090 }] }] });
    expect(
      slices()
        .map((slice) => [names(slice), slice.ports?.[0]?.port])
        .sort(),
    ).toEqual([
      [['a'], 8080],
      [['b'], 9090],
    ]);
  });

  it('keeps pods that lack the named port, without ports', () => {
    addService({ ports: [{ name: 'http', port: 80, targetPort: 'web' }] });
    addPod('a');
    expect(slices().map((slice) => [names(slice), slice.ports])).toEqual([[['a'], null]]);
  });

  it('starts another slice behind a hundred endpoints, and leaves endpoints where they are', () => {
    addService();
    for (let i = 0; i < 130; i++)
      addPod(`p${String(i).padStart(3, '0')}`, {}, 'Running', [`10.0.${i >> 8}.${i & 255}`]);
    const before = slices();
    expect(before.map((slice) => slice.endpoints?.length).sort()).toEqual([100, 30]);
    cluster.delete('pods', 'd', 'p000');
    const after = slices();
    const full = before.find((slice) => slice.endpoints?.length === 100)!;
    const kept = after.find(({ metadata }) => metadata.name === full.metadata.name)!;
    expect(names(kept)).toEqual(names(full).filter((name) => name !== 'p000'));
    expect(after.flatMap(names)).toHaveLength(129);
  });

  it('makes slices for each family of a dual-stack Service', () => {
    addService({ clusterIPs: ['10.96.0.5', 'fd00::5'] });
    addPod('a', {}, 'Running', ['10.0.0.9', 'fd00:1::9']);
    expect(
      slices()
        .map(({ addressType, endpoints }) => [addressType, endpoints?.[0]?.addresses])
        .sort(),
    ).toEqual([
      ['IPv4', ['10.0.0.9']],
      ['IPv6', ['fd00:1::9']],
    ]);
  });

  it('names the members of a headless Service', () => {
    addService({ clusterIPs: ['None'], ports: [{ port: 5432 }] });
    addPod('web-0', { hostname: 'web-0', subdomain: 'web' });
    const [slice] = slices();
    expect(slice?.endpoints?.[0]?.hostname).toBe('web-0');
    expect(slice?.metadata.labels['service.kubernetes.io/headless']).toBe('');
  });

  it('hints at zones where traffic shall stay close', () => {
    addService({ more: { trafficDistribution: 'PreferClose' } });
    addPod('a');
    expect(slices()[0]?.endpoints?.[0]).toMatchObject({ zone: 'a', hints: { forZones: [{ name: 'a' }] } });
  });

  it('makes no slice for a Service without selector, nor for an ExternalName', () => {
    cluster.create(
      serviceObject({ namespace: 'd', name: 'own', clusterIPs: ['10.96.0.6'], ports: [{ port: 80 }], createdMs: 0 }),
    );
    addService({ type: 'ExternalName', clusterIPs: [], more: { externalName: 'x.example' } });
    expect(slices()).toEqual([]);
  });

  it('follows changes of labels and selectors, and goes with its Service', () => {
    addService();
    addPod('a');
    addPod('b', { labels: { app: 'new' } });
    cluster.patch(
      'services',
      'd',
      'web',
      (draft) => ((draft['spec'] as { selector: object }).selector = { app: 'new' }),
    );
    expect(slices().map(names)).toEqual([['b']]);
    cluster.patch('pods', 'd', 'a', (draft) => (draft.metadata.labels = { app: 'new' }));
    expect(slices().flatMap(names).sort()).toEqual(['a', 'b']);
    cluster.delete('services', 'd', 'web');
    expect(slices()).toEqual([]);
  });
});
