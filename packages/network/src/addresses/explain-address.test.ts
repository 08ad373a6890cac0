import { describe, expect, it } from '@jest/globals';
import { build } from '@netkaart/topology';
import { edge } from '../../../layout/test/scenes/edge.js';
import { example } from '../../../layout/test/scenes/example.js';
import { explainAddress } from './explain-address.js';
import { whoHas } from './who-has.js';

const NGINX2 = '2-default-nginx2-57bbd47f4d-xbkfv';

describe('explainAddress', () => {
  it('takes 10.244.2.81 apart into cluster range, node subnet and pod', () => {
    const { address, anatomy } = explainAddress(example(), NGINX2)!;
    expect(address).toBe('10.244.2.81');
    expect(anatomy.map(({ text, means, cidr, length }) => [text, means, cidr, length])).toEqual([
      ['10.244', 'range', '10.244.0.0/16', 16],
      ['.2', 'subnet', '10.244.2.0/24', 24],
      ['.81', 'pod', '10.244.2.81/32', 32],
    ]);
    expect(anatomy.every((part) => part.evidence === 'read')).toBe(true);
  });

  it('says how worker1 gets there, in the words of ip route get', () => {
    const [route] = explainAddress(example(), NGINX2, { from: 'worker1' })!.routes;
    expect(route).toMatchObject({
      from: 'worker1',
      command: 'ip route get 10.244.2.81',
      line: '10.244.2.81 via 10.244.2.0 dev flannel.1 src 10.244.1.0',
      evidence: 'inferred',
    });
  });

  it('says how the pod’s own node gets there', () => {
    const routes = explainAddress(example(), NGINX2)!.routes;
    expect(routes.at(-1)).toMatchObject({ from: 'worker2', line: '10.244.2.81 dev cni0 src 10.244.2.1' });
  });

  it('goes through the node where flannel has no overlay', () => {
    const pod = [...edge().kinds.Pod.values()].find((one) => one.node === 'edge-2')!;
    const [route] = explainAddress(edge(), pod.uid, { from: 'edge-1' })!.routes;
    expect(route?.line).toBe(`${pod.ips[0]} via 172.20.0.22 dev eth0 src 172.20.0.21`);
  });

  it('goes to the far tunnel address with Calico VXLAN, to the far node with IP-in-IP', () => {
    const lines = [
      ['VXLAN', 'projectcalico.org/IPv4VXLANTunnelAddr'],
      ['IPIP', 'projectcalico.org/IPv4IPIPTunnelAddr'],
    ].map(([encapsulation, key]) => {
      const nodes = [1, 2].map((n) =>
        build.node({
          name: `n${n}`,
          addresses: [{ type: 'InternalIP', address: `10.20.0.${n}` }],
          annotations: { [key!]: `10.60.${n}.0` },
        }),
      );
      const records = [
        build.ipPool({
          name: 'all',
          source: 'calico',
          cidrs: ['10.60.0.0/16'],
          blockPrefix: 26,
          encapsulation: encapsulation!,
        }),
        build.addressBlock({ name: 'b', source: 'calico', cidrs: ['10.60.2.0/26'], node: 'n2', pool: 'all' }),
      ];
      const pod = build.pod({ name: 'p', node: 'n2', ips: ['10.60.2.9'] });
      return explainAddress(build.topology([...nodes, ...records, pod]), pod.uid)!.routes[0]?.line;
    });
    expect(lines).toEqual([
      '10.60.2.9 via 10.60.2.0 dev vxlan.calico src 10.60.1.0',
      '10.60.2.9 via 10.20.0.2 dev tunl0 src 10.60.1.0',
    ]);
  });

  it('admits that it does not know where no plugin left a sign', () => {
    const nodes = ['a', 'b'].map((name, i) => build.node({ name, podCIDRs: [`10.1.${i}.0/24`] }));
    const pod = build.pod({ node: 'b', ips: ['10.1.1.4'] });
    const [route] = explainAddress(build.topology([...nodes, pod]), pod.uid)!.routes;
    expect(route).toMatchObject({ line: null, evidence: 'unknown' });
    expect(route?.source).toContain('unknown');
  });

  it('proves the subnet with a kubectl line and its output', () => {
    expect(explainAddress(example(), NGINX2)!.proofs[0]).toEqual({
      command: "kubectl get node worker2 -o jsonpath='{.spec.podCIDR}'",
      output: '10.244.2.0/24',
      evidence: 'read',
      source: 'spec.podCIDRs of node worker2',
    });
  });

  it('tells why a pod has no address of its own', () => {
    const keys = ['2-kube-system-etcd-master'].map((uid) => explainAddress(example(), uid)!.why[0]?.key);
    expect(keys).toEqual(['host-network']);
    const waiting = build.pod({ phase: 'Pending' });
    expect(explainAddress(build.topology([waiting]), waiting.uid)!.why[0]?.key).toBe('no-address');
  });

  it('splits IPv6 addresses at their groups', () => {
    const pod = build.pod({ node: 'a', ips: ['fd00:42:0:1::9'] });
    const { anatomy } = explainAddress(
      build.topology([build.node({ name: 'a', podCIDRs: ['fd00:42:0:1::/64'] }), pod]),
      pod.uid,
    )!;
    expect(anatomy.map((part) => part.text).join('')).toBe('fd00:42:0:1::9');
    expect(anatomy.at(-1)?.text).toBe('::9');
  });

  it('knows nothing of a pod that is not there', () => {
    expect(explainAddress(example(), 'nobody')).toBeNull();
  });
});

describe('whoHas', () => {
  const at = (text: string) => whoHas(example(), text)!;

  it('finds pods, nodes and Services', () => {
    expect(at('10.244.2.81')).toMatchObject({
      state: 'pod',
      pods: [{ name: 'nginx2-57bbd47f4d-xbkfv' }],
      block: { node: 'worker2' },
    });
    expect(at('192.168.1.11')).toMatchObject({ state: 'node', node: { name: 'worker1' } });
    expect(at('10.96.0.10')).toMatchObject({
      state: 'service',
      service: { name: 'kube-dns' },
      serviceRange: { cidr: '10.96.0.0/12' },
    });
  });

  it('names the device of a reserved address', () => {
    expect(at('10.244.1.0')).toMatchObject({
      state: 'reserved',
      reserved: { role: 'tunnel-end', node: 'worker1', device: 'flannel.1' },
    });
    expect(at('10.244.1.1').reserved).toEqual({ role: 'gateway', node: 'worker1', device: 'cni0' });
    expect(at('10.244.1.255').reserved).toEqual({ role: 'broadcast', node: 'worker1', device: '' });
  });

  it('tells free from unused from foreign, and whose block a free address is in', () => {
    expect(at('10.244.1.200')).toMatchObject({ state: 'free', block: { node: 'worker1' } });
    expect(at('10.244.77.1')).toMatchObject({ state: 'unused', range: { cidr: '10.244.0.0/16' }, block: null });
    expect(at('8.8.8.8').state).toBe('foreign');
  });

  it('finds the second address of a dual-stack pod', () => {
    expect(whoHas(edge(), 'fd00:42:0:1::3')).toMatchObject({ state: 'pod' });
  });

  it('is null for what is no address', () => {
    expect(whoHas(example(), '10.244.1')).toBeNull();
    expect(whoHas(example(), 'nginx')).toBeNull();
  });
});
