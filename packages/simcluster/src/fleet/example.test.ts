import { describe, expect, it } from '@jest/globals';
import type { SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';
import { createExample } from './example.js';

const cluster = createExample();

interface PodJson {
  metadata: KubeObject['metadata'];
  spec: {
    nodeName: string;
    hostNetwork?: boolean;
    containers: { command?: string[]; ports?: { containerPort: number }[] }[];
  };
  status: { podIP: string; phase: string };
}
const pods = cluster.list('pods') as unknown as PodJson[];
const onPodNetwork = pods.filter(({ spec }) => spec.hostNetwork !== true);
const spec = (id: string, namespace: string, name: string): Record<string, unknown> =>
  cluster.get(id, namespace, name)!['spec'] as Record<string, unknown>;

describe('example, fact by fact', () => {
  it('has kubeadm nodes with their eth0 addresses and pod subnets', () => {
    const nodes = cluster.list('nodes').map((node) => {
      const { addresses, conditions } = node['status'] as {
        addresses: { type: string; address: string }[];
        conditions: { type: string; status: string }[];
      };
      const { podCIDR, podCIDRs } = node['spec'] as { podCIDR: string; podCIDRs: string[] };
      const ready = conditions.find(({ type }) => type === 'Ready')?.status;
      return [node.metadata.name, addresses[0]?.address, podCIDR, podCIDRs, ready];
    });
    expect(nodes).toEqual([
      ['master', '192.168.1.10', '10.244.0.0/24', ['10.244.0.0/24'], 'True'],
      ['worker1', '192.168.1.11', '10.244.1.0/24', ['10.244.1.0/24'], 'True'],
      ['worker2', '192.168.1.12', '10.244.2.0/24', ['10.244.2.0/24'], 'True'],
    ]);
  });

  it('runs flannel with VXLAN 1, a VTEP of its own on each node, carried by eth0', () => {
    const macs = cluster.list('nodes').map(({ metadata: { annotations = {} } }) => {
      const data = JSON.parse(annotations['flannel.alpha.coreos.com/backend-data'] ?? '') as {
        VNI: number;
        VtepMAC: string;
      };
      expect(annotations['flannel.alpha.coreos.com/backend-type']).toBe('vxlan');
      expect(data.VNI).toBe(1);
      return [annotations['flannel.alpha.coreos.com/public-ip'], data.VtepMAC];
    });
    expect(macs.map(([ip]) => ip)).toEqual(['192.168.1.10', '192.168.1.11', '192.168.1.12']);
    expect(new Set(macs.map(([, mac]) => mac)).size).toBe(3);
  });

  it('says its pod and Service range on the command line of kube-controller-manager', () => {
    const command = pods.find(({ metadata }) => metadata.name === 'kube-controller-manager-master')?.spec.containers[0]
      ?.command;
    expect(command).toContain('--cluster-cidr=10.244.0.0/16');
    expect(command).toContain('--service-cluster-ip-range=10.96.0.0/12');
    expect(spec('servicecidrs.networking.k8s.io', '', 'kubernetes')).toEqual({ cidrs: ['10.96.0.0/12'] });
    expect(cluster.version).toBe('v1.33.4');
  });

  it('has seven pods on the pod network, at their addresses', () => {
    const places = onPodNetwork.map(
      ({ metadata, spec: { nodeName }, status }) =>
        `${metadata.namespace}/${metadata.name} ${nodeName} ${status.podIP}`,
    );
    expect(places).toEqual([
      'default/hypriot-578c989b88-9plzz worker1 10.244.1.102',
      'default/nginx-654ddfd749-qqxq9 worker1 10.244.1.99',
      'default/nginx2-57bbd47f4d-xbkfv worker2 10.244.2.81',
      'kube-system/coredns-674b8bbfcf-8vxqk master 10.244.0.2',
      'kube-system/coredns-674b8bbfcf-tz5dn master 10.244.0.3',
      'production/app-v1-6c7d9f8b54-rm2jw worker1 10.244.1.7',
      'production/app-v1-6c7d9f8b54-x9hdl worker2 10.244.2.12',
    ]);
  });

  it('has 17 pods in all: six on the host network of master, two on each worker', () => {
    const host = (node: string): string[] =>
      pods
        .filter((pod) => pod.spec.hostNetwork === true && pod.spec.nodeName === node)
        .map(({ metadata }) => metadata.name.replace(/-\w{5}$/, ''));
    expect(pods).toHaveLength(17);
    expect(host('master').sort()).toEqual([
      'etcd-master',
      'kube-apiserver-master',
      'kube-controller-manager-master',
      'kube-flannel-ds',
      'kube-proxy',
      'kube-scheduler-master',
    ]);
    expect(host('worker1').sort()).toEqual(['kube-flannel-ds', 'kube-proxy']);
    expect(host('worker2').sort()).toEqual(['kube-flannel-ds', 'kube-proxy']);
    expect(pods.every(({ status }) => status.phase === 'Running')).toBe(true);
  });

  it('has a pod whose second container reaches 8080 of the first at localhost', () => {
    const app = pods.find(({ metadata }) => metadata.name === 'app-v1-6c7d9f8b54-rm2jw')!;
    expect(app.spec.containers).toHaveLength(2);
    expect(app.spec.containers[0]?.ports?.[0]?.containerPort).toBe(8080);
    expect(app.spec.containers[1]?.command?.join(' ')).toContain('localhost:8080');
  });

  it('has three Services, each with its endpoints', () => {
    const services = cluster.list('services').map(({ metadata, spec: fields }) => {
      const { clusterIP, ports } = fields as { clusterIP: string; ports: { port: number; protocol: string }[] };
      return `${metadata.namespace}/${metadata.name} ${clusterIP} ${ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' ')}`;
    });
    expect(services).toEqual([
      'default/kubernetes 10.96.0.1 443/TCP',
      'kube-system/kube-dns 10.96.0.10 53/UDP 53/TCP 9153/TCP',
      'production/app-v1 10.104.37.12 80/TCP',
    ]);
    const endpoints = cluster.list('endpointslices.discovery.k8s.io').map((slice) => {
      const addresses = (slice['endpoints'] as { addresses: string[] }[]).flatMap((endpoint) => endpoint.addresses);
      const ports = (slice['ports'] as { port: number }[]).map(({ port }) => port);
      return [slice.metadata.labels?.['kubernetes.io/service-name'], addresses, ports];
    });
    expect(endpoints).toEqual([
      ['kubernetes', ['192.168.1.10'], [6443]],
      ['kube-dns', ['10.244.0.2', '10.244.0.3'], [53, 53, 9153]],
      ['app-v1', ['10.244.1.7', '10.244.2.12'], [8080]],
    ]);
    expect(spec('services', 'kube-system', 'kube-dns')['selector']).toEqual({ 'k8s-app': 'kube-dns' });
  });

  it('has the one policy, which lets in pods of its own namespace', () => {
    expect(cluster.list('networkpolicies.networking.k8s.io')).toHaveLength(1);
    expect(spec('networkpolicies.networking.k8s.io', 'production', 'deny-from-other-namespaces')).toEqual({
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: {} }] }],
    });
  });

  it('exposes nothing', () => {
    expect(cluster.list('ingresses.networking.k8s.io')).toEqual([]);
    expect(
      cluster.list('services').every(({ spec: fields }) => (fields as { type: string }).type === 'ClusterIP'),
    ).toBe(true);
  });
});

describe('example, alive', () => {
  const identityOf = (c: SimCluster): unknown[] =>
    (c.list('pods') as unknown as PodJson[]).map(({ metadata, status, spec: { nodeName } }) => [
      metadata.uid,
      metadata.name,
      nodeName,
      status.podIP,
    ]);

  it('keeps every name and address for a day, and yet something happens', () => {
    const living = createExample();
    const before = identityOf(living);
    let changes = 0;
    living.subscribe('pods', () => changes++);
    living.advance(24 * 3600_000);
    expect(identityOf(living)).toEqual(before);
    expect(changes).toBeGreaterThan(100);
    expect(changes).toBeLessThan(1000);
  });

  it('is the same for the same seed, byte by byte', () => {
    const bytes = (): string => {
      const living = createExample({ seed: 'x' });
      living.advance(3600_000);
      return JSON.stringify(living.types().map(({ id }) => living.list(id)));
    };
    expect(bytes()).toBe(bytes());
  });
});
