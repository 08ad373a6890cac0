import { describe, expect, it } from '@jest/globals';
import { build, type NetRecord, type NodeRecord } from '@netkaart/topology';
import { example } from '../../../layout/test/scenes/example.js';
import { edge } from '../../../layout/test/scenes/edge.js';
import { harbour } from '../../../layout/test/scenes/harbour.js';
import { addressPlan } from './address-plan.js';

const node = (name: string, fields: Partial<NodeRecord> = {}) => build.node({ name, ...fields });
const plan = (...records: NetRecord[]) => addressPlan(build.topology(records));

describe('the address plan of the example cluster', () => {
  const p = addressPlan(example());

  it('reads the pod range from the controller manager and the Service range from the API server', () => {
    expect(p.ranges).toEqual([
      expect.objectContaining({
        cidr: '10.244.0.0/16',
        evidence: 'read',
        source: '--cluster-cidr of pod kube-system/kube-controller-manager-master',
      }),
    ]);
    expect(p.serviceRanges).toEqual([expect.objectContaining({ cidr: '10.96.0.0/12', evidence: 'read' })]);
  });

  it('knows each node with eth0, tunnel end .0, bridge .1 and subnet', () => {
    expect(
      p.nodes.map((one) => [
        one.name,
        one.addresses[0],
        one.tunnel?.name,
        one.tunnel?.address,
        one.bridge?.address,
        one.podCIDRs[0],
      ]),
    ).toEqual([
      ['master', '192.168.1.10', 'flannel.1', '10.244.0.0', '10.244.0.1', '10.244.0.0/24'],
      ['worker1', '192.168.1.11', 'flannel.1', '10.244.1.0', '10.244.1.1', '10.244.1.0/24'],
      ['worker2', '192.168.1.12', 'flannel.1', '10.244.2.0', '10.244.2.1', '10.244.2.0/24'],
    ]);
    expect(p.nodes[0]?.tunnel).toMatchObject({
      type: 'vxlan',
      vni: 1,
      mac: '8e:5f:00:1a:2b:3c',
      publicIp: '192.168.1.10',
      evidence: 'inferred',
    });
    expect(p.nodes[0]?.bridge?.evidence).toBe('inferred');
    expect(p.overlay).toMatchObject({ cni: 'flannel', type: 'vxlan', vni: 1, evidence: 'read' });
  });

  it('counts free addresses as drawn: 251, 250 and 251 of 253', () => {
    expect(p.blocks.map((block) => [block.cidr, block.node, block.free, block.usable])).toEqual([
      ['10.244.0.0/24', 'master', 251, 253],
      ['10.244.1.0/24', 'worker1', 250, 253],
      ['10.244.2.0/24', 'worker2', 251, 253],
    ]);
    expect(p.blocks[0]?.reserved.map(({ offset, role }) => [offset, role])).toEqual([
      [0, 'tunnel-end'],
      [1, 'gateway'],
      [255, 'broadcast'],
    ]);
  });

  it('holds seven pods at their addresses and ten on the host network', () => {
    expect(p.counts).toEqual({ all: 17, here: 7, host: 10, without: 0, outside: 0 });
    expect(p.blocks[1]?.offsets).toEqual([7, 99, 102]);
    expect(p.nodes.map((one) => one.hostPods.length)).toEqual([6, 2, 2]);
  });

  it('knows the node network by its ends and never by a prefix', () => {
    expect(p.nodeNetworks).toEqual([{ family: 4, first: '192.168.1.10', last: '192.168.1.12', count: 3 }]);
  });

  it('lists cluster IPs by their place in the range', () => {
    expect(p.services.map((service) => [service.name, service.address, service.offset])).toEqual([
      ['kubernetes', '10.96.0.1', 1],
      ['kube-dns', '10.96.0.10', 10],
      ['app-v1', '10.104.37.12', 8 * 65536 + 37 * 256 + 12],
    ]);
  });
});

describe('the address plan of a Calico cluster', () => {
  const p = addressPlan(harbour());

  it('makes a group of each pool, with the zone that its node selector names', () => {
    expect(p.groups.map((group) => [group.cidr, group.pool, group.zone, group.blockLength, group.lots])).toEqual([
      ['10.60.0.0/20', 'zone-a', 'a', 26, 64],
      ['10.60.16.0/20', 'zone-b', 'b', 26, 64],
      ['10.60.32.0/20', 'zone-c', 'c', 26, 64],
    ]);
    expect(p.ranges).toEqual([expect.objectContaining({ cidr: '10.60.0.0/18', evidence: 'inferred' })]);
  });

  it('counts all 64 addresses of a /26 as usable and has no bridge', () => {
    expect(new Set(p.blocks.map((block) => block.usable))).toEqual(new Set([64]));
    expect(p.nodes.every((one) => one.bridge === null)).toBe(true);
  });

  it('strips what all node names share', () => {
    expect(p.nodes.find((one) => one.name === 'harbour-b-14')?.shortName).toBe('b-14');
  });

  it('gives a node its second block', () => {
    expect(p.nodes.filter((one) => one.blocks.length > 1).length).toBeGreaterThan(0);
  });

  it('ignores spec.podCIDRs, which Calico does not use', () => {
    const q = plan(
      node('a', { podCIDRs: ['10.244.0.0/24'] }),
      build.addressBlock({ name: 'b', source: 'calico', cidrs: ['10.60.0.0/26'], node: 'a' }),
      build.pod({ node: 'a', ips: ['10.60.0.5'] }),
    );
    expect(q.blocks.map((block) => block.cidr)).toEqual(['10.60.0.0/26']);
  });

  it('reads tunnel addresses from annotations', () => {
    const q = plan(
      node('a', {
        annotations: {
          'projectcalico.org/IPv4VXLANTunnelAddr': '10.60.0.1',
          'projectcalico.org/IPv4Address': '10.20.1.11/24',
        },
      }),
    );
    expect(q.nodes[0]?.tunnel).toMatchObject({
      name: 'vxlan.calico',
      address: '10.60.0.1',
      type: 'vxlan',
      publicIp: '10.20.1.11',
      evidence: 'read',
    });
    const r = plan(node('a', { annotations: { 'projectcalico.org/IPv4IPIPTunnelAddr': '10.60.0.1' } }));
    expect(r.nodes[0]?.tunnel).toMatchObject({ name: 'tunl0', type: 'ipip' });
  });
});

describe('ranges', () => {
  it('come from k3s arguments, both families, in both spellings', () => {
    const p = addressPlan(edge());
    expect(p.ranges[0]).toMatchObject({
      cidr: '10.42.0.0/16',
      evidence: 'read',
      source: 'annotation k3s.io/node-args of node edge-1: --cluster-cidr',
    });
    expect(p.serviceRanges[0]).toMatchObject({ cidr: '10.43.0.0/16', evidence: 'read' });
  });

  it('come from the defaults of k3s when no node names a flag, and say so', () => {
    const p = plan(node('a', { podCIDRs: ['10.42.0.0/24'], kubeletVersion: 'v1.33.4+k3s1' }));
    expect(p.ranges[0]).toMatchObject({ cidr: '10.42.0.0/16', evidence: 'inferred' });
    expect(p.serviceRanges[0]).toMatchObject({ cidr: '10.43.0.0/16', evidence: 'inferred' });
  });

  it('are otherwise the smallest prefix of the node subnets, and say so', () => {
    const p = plan(node('a', { podCIDRs: ['10.244.0.0/24'] }), node('b', { podCIDRs: ['10.244.3.0/24'] }));
    expect(p.ranges).toEqual([
      expect.objectContaining({
        cidr: '10.244.0.0/22',
        evidence: 'inferred',
        source: 'smallest prefix that holds the node subnets',
      }),
    ]);
  });

  it('of Services come from ServiceCIDR objects first', () => {
    const p = plan(
      build.serviceCIDR({ name: 'kubernetes', cidrs: ['10.96.0.0/16'] }),
      build.service({ clusterIPs: ['10.96.0.10'] }),
    );
    expect(p.serviceRanges).toEqual([
      expect.objectContaining({
        cidr: '10.96.0.0/16',
        evidence: 'read',
        source: 'spec.cidrs of ServiceCIDR kubernetes',
      }),
    ]);
  });

  it('of Services are inferred from cluster IPs when nothing names them', () => {
    const p = plan(
      build.service({ name: 'a', clusterIPs: ['10.96.0.1'] }),
      build.service({ name: 'b', clusterIPs: ['10.96.0.10'] }),
      build.service({ name: 'c', clusterIPs: ['None'] }),
    );
    expect(p.serviceRanges).toEqual([expect.objectContaining({ cidr: '10.96.0.0/28', evidence: 'inferred' })]);
    expect(p.services).toHaveLength(2);
  });

  it('survive annotations that are no list of words', () => {
    for (const text of ['', '{', '42', '{"a":1}', '[1,null]'])
      expect(plan(node('a', { annotations: { 'k3s.io/node-args': text } })).ranges).toEqual([]);
  });
});

describe('overlays', () => {
  it('has no tunnel where flannel routes through the nodes', () => {
    const p = addressPlan(edge());
    expect(p.overlay).toMatchObject({ cni: 'flannel', type: 'host-gw', evidence: 'read' });
    expect(p.nodes.every((one) => one.tunnel === null && one.bridge?.name === 'cni0')).toBe(true);
  });

  it('claims neither bridge nor tunnel for a network plugin that left no sign', () => {
    const p = plan(node('a', { podCIDRs: ['10.1.0.0/24'] }));
    expect(p.overlay.evidence).toBe('unknown');
    expect(p.nodes[0]).toMatchObject({ tunnel: null, bridge: null });
    expect(p.blocks[0]).toMatchObject({ usable: 254, free: 254 });
  });
});

describe('pods', () => {
  const base = node('a', { podCIDRs: ['10.1.0.0/24'], addresses: [{ type: 'InternalIP', address: '192.168.0.1' }] });

  it('that have finished hold no address any more', () => {
    const p = plan(
      base,
      build.pod({ name: 'done', node: 'a', ips: ['10.1.0.5'], phase: 'Succeeded' }),
      build.pod({ name: 'new', node: 'a', ips: ['10.1.0.5'] }),
    );
    expect(p.duplicates).toEqual([]);
    expect(p.counts).toMatchObject({ all: 2, here: 1, without: 1 });
  });

  it('that share an address are a fault, named', () => {
    const p = plan(
      base,
      build.pod({ name: 'x', node: 'a', ips: ['10.1.0.5'] }),
      build.pod({ name: 'y', node: 'a', ips: ['10.1.0.5'] }),
    );
    expect(p.duplicates.map(({ address, pods }) => [address, pods.map((pod) => pod.name)])).toEqual([
      ['10.1.0.5', ['x', 'y']],
    ]);
  });

  it('outside every known range are counted as such, and addresses that are none count as outside', () => {
    const p = plan(
      base,
      build.pod({ name: 'x', node: 'a', ips: ['203.0.113.7'] }),
      build.pod({ name: 'y', node: 'a', ips: ['not an address'] }),
    );
    expect(p.outside.map((pod) => pod.name)).toEqual(['x', 'y']);
    expect(p.counts).toMatchObject({ all: 2, outside: 2 });
  });

  it('in the range but in nobody’s block open a block whose owner is inferred from them', () => {
    const flags = { '--cluster-cidr': '10.1.0.0/16' };
    const p = plan(
      base,
      build.pod({ name: 'kcm', hostNetwork: true, node: 'a', flags, ips: ['192.168.0.1'] }),
      build.pod({ name: 'x', node: 'b', ips: ['10.1.7.9'] }),
    );
    expect(p.blocks.map((block) => [block.cidr, block.node, block.evidence])).toEqual([
      ['10.1.0.0/24', 'a', 'read'],
      ['10.1.7.0/24', 'b', 'inferred'],
    ]);
  });

  it('of a dual-stack cluster stand at the address of the first family', () => {
    const p = addressPlan(edge());
    expect(p.family).toBe(4);
    expect(p.counts).toMatchObject({ all: 34, here: 34 });
  });

  it('of an IPv6 cluster sit in slots of their node’s /64', () => {
    const p = plan(
      node('a', { podCIDRs: ['fd00::/64'] }),
      build.pod({ name: 'x', node: 'a', ips: ['fd00::9'] }),
      build.pod({ name: 'y', node: 'a', ips: ['fd00::ffff:1:2'] }),
    );
    expect(p.family).toBe(6);
    expect(p.blocks[0]).toMatchObject({ cidr: 'fd00::/64', slotted: true });
    expect(p.blocks[0]?.pods.map((pod) => pod.name)).toEqual(['x', 'y']);
  });

  it('of an IPv6 cluster with small blocks keep a cell per address', () => {
    const p = plan(
      build.addressBlock({ name: 'b', source: 'calico', cidrs: ['fd00::40/122'], node: 'a' }),
      build.pod({ name: 'x', node: 'a', ips: ['fd00::42'] }),
    );
    expect(p.blocks[0]).toMatchObject({ slotted: false, size: 64, offsets: [2] });
  });

  it('of a cluster that says nothing of ranges are still all placed', () => {
    const p = plan(
      node('a'),
      build.pod({ name: 'x', node: 'a', ips: ['10.0.3.9'] }),
      build.pod({ name: 'y', node: 'a', ips: ['172.31.0.4'] }),
    );
    expect(p.counts).toMatchObject({ here: 2, outside: 0 });
    expect(p.ranges.every((range) => range.evidence === 'inferred')).toBe(true);
  });
});

describe('an empty topology', () => {
  it('has an empty plan', () => {
    expect(plan()).toMatchObject({ ranges: [], blocks: [], nodes: [], services: [], counts: { all: 0 } });
  });
});
