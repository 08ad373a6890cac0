import { describe, expect, it } from '@jest/globals';
import { isHostNetwork, nodeOf, podIPsOf } from '../controllers/pod-state.js';
import type { SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';
import { createEdge } from './edge.js';

const cluster = createEdge();
const podCIDRs: Record<string, [string, string]> = {
  'edge-1': ['10.60.0.', 'fd00:60::'],
  'edge-2': ['10.60.1.', 'fd00:60:0:1::'],
  'edge-3': ['10.60.2.', 'fd00:60:0:2::'],
};
const onPodNetwork = (c: SimCluster): KubeObject[] =>
  c.list('pods').filter((pod) => !isHostNetwork(pod) && podIPsOf(pod).length > 0);

function checkAddresses(c: SimCluster): void {
  const pods = onPodNetwork(c);
  for (const pod of pods) {
    const [v4, v6] = podIPsOf(pod);
    const [prefix4, prefix6] = podCIDRs[nodeOf(pod)]!;
    expect(v4?.startsWith(prefix4) && v6?.startsWith(prefix6)).toBe(true);
  }
  for (const family of [0, 1]) {
    const addresses = pods.map((pod) => podIPsOf(pod)[family]);
    expect(new Set(addresses).size).toBe(addresses.length);
  }
}

describe('edge', () => {
  it('has three k3s nodes that say their ranges and their backend', () => {
    const nodes = cluster.list('nodes');
    const args = JSON.parse(nodes[0]?.metadata.annotations?.['k3s.io/node-args'] ?? '') as string[];
    expect(nodes).toHaveLength(3);
    expect(args).toContain('--cluster-cidr=10.60.0.0/16,fd00:60::/56');
    expect(args).toContain('--flannel-backend=host-gw');
    for (const { metadata } of nodes)
      expect(metadata.annotations?.['flannel.alpha.coreos.com/backend-type']).toBe('host-gw');
    expect(nodes.map((node) => (node['spec'] as { podCIDRs: string[] }).podCIDRs)[1]).toEqual([
      '10.60.1.0/24',
      'fd00:60:0:1::/64',
    ]);
    expect(cluster.version).toBe('v1.32.9+k3s1');
  });

  it('gives each pod an address of each family out of its node’s ranges, also after hours of life', () => {
    expect(cluster.list('pods')).toHaveLength(37);
    checkAddresses(cluster);
    const living = createEdge();
    for (let hour = 0; hour < 6; hour++) {
      living.advance(3600_000);
      checkAddresses(living);
    }
  });

  it('has dual-stack Services with endpoints of both families', () => {
    const { clusterIPs, ipFamilies } = cluster.get('services', 'kiosk', 'web')!['spec'] as {
      clusterIPs: string[];
      ipFamilies: string[];
    };
    const slices = cluster.list('endpointslices.discovery.k8s.io', 'kiosk');
    expect([clusterIPs.length, ipFamilies]).toEqual([2, ['IPv4', 'IPv6']]);
    expect(slices.map((slice) => [slice['addressType'], (slice['endpoints'] as unknown[]).length]).sort()).toEqual([
      ['IPv4', 4],
      ['IPv6', 4],
    ]);
  });

  it('lets traffic in by an ingress controller on the host network of every node', () => {
    const controllers = cluster.list('pods', 'ingress-nginx');
    const [ingress] = cluster.list('ingresses.networking.k8s.io');
    expect(controllers.every(isHostNetwork)).toBe(true);
    expect(controllers.map(nodeOf).sort()).toEqual(['edge-1', 'edge-2', 'edge-3']);
    expect((ingress?.['spec'] as { ingressClassName: string }).ingressClassName).toBe('nginx');
    expect(cluster.list('ingressclasses.networking.k8s.io').map(({ metadata }) => metadata.name)).toEqual(['nginx']);
  });
});
