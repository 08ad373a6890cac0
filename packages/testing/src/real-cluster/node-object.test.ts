import { describe, expect, it } from '@jest/globals';
import { nodeName, nodeObject } from './node-object.js';

interface NodeLike {
  metadata: { annotations: Record<string, string>; labels: Record<string, string> };
  spec: { podCIDR?: string };
  status: { addresses: { type: string; address: string }[]; allocatable: { pods: string }; conditions?: object[] };
}

const nodeAt = (index: number, more: { maskSize?: number; podCidr?: string } = {}) =>
  nodeObject({ index, maskSize: 24, ...more }) as NodeLike;

const backendOf = (node: NodeLike) =>
  JSON.parse(node.metadata.annotations['flannel.alpha.coreos.com/backend-data'] ?? '{}') as Record<string, unknown>;

describe('a node', () => {
  it('is named by its index and has an address and a MAC that no other node has', () => {
    const nodes = Array.from({ length: 1000 }, (_, index) => nodeAt(index));
    expect(nodeName(7)).toBe('node-0007');
    expect(nodes[0]?.status.addresses).toEqual([
      { type: 'InternalIP', address: '192.168.0.10' },
      { type: 'Hostname', address: 'node-0000' },
    ]);
    expect(new Set(nodes.map((node) => node.status.addresses[0]?.address)).size).toBe(1000);
    expect(new Set(nodes.map((node) => backendOf(node)['VtepMAC'])).size).toBe(1000);
  });

  it('carries the annotations of flannel with VXLAN, with a locally administered unicast MAC', () => {
    const backend = backendOf(nodeAt(3));
    expect(backend).toEqual({ VNI: 1, VtepMAC: expect.stringMatching(/^[0-9a-f][26ae](:[0-9a-f]{2}){5}$/) });
    expect(nodeAt(3).metadata.annotations).toMatchObject({
      'flannel.alpha.coreos.com/backend-type': 'vxlan',
      'flannel.alpha.coreos.com/public-ip': '192.168.0.13',
    });
  });

  it('takes no more pods than its subnet has addresses for', () => {
    expect(nodeAt(0).status.allocatable.pods).toBe('110');
    expect(nodeAt(0, { maskSize: 27 }).status.allocatable.pods).toBe('29');
  });

  it('has a subnet and is ready only when it is given a subnet here', () => {
    expect(nodeAt(0).spec).toEqual({});
    expect(nodeAt(0).status.conditions).toBeUndefined();
    expect(nodeAt(0, { podCidr: '10.244.0.0/24' })).toMatchObject({
      spec: { podCIDR: '10.244.0.0/24', podCIDRs: ['10.244.0.0/24'] },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
  });
});
