import type { PodTemplate } from '../objects/pod.js';
import type { ServiceSpec } from '../objects/service.js';

export interface ExampleNode {
  readonly name: string;
  readonly address: string;
  readonly podCIDR: string;
  /** MAC address of flannel.1. */
  readonly vtepMac: string;
  readonly controlPlane: boolean;
}

export interface ExamplePod extends PodTemplate {
  readonly namespace: string;
  readonly name: string;
  readonly generateName?: string;
  readonly annotations?: Record<string, string>;
  readonly node: string;
  /** '' on the host network. */
  readonly ip: string;
  readonly ownerKind: 'ReplicaSet' | 'DaemonSet' | 'Node';
  readonly ownerName: string;
  /** Its birth, after the cluster's. */
  readonly afterMs: number;
}

const dayMs = 86_400_000;

export const exampleNodes: readonly ExampleNode[] = [
  {
    name: 'master',
    address: '192.168.1.10',
    podCIDR: '10.244.0.0/24',
    vtepMac: '3a:5e:10:f4:00:0a',
    controlPlane: true,
  },
  {
    name: 'worker1',
    address: '192.168.1.11',
    podCIDR: '10.244.1.0/24',
    vtepMac: '92:0c:7d:f4:01:0b',
    controlPlane: false,
  },
  {
    name: 'worker2',
    address: '192.168.1.12',
    podCIDR: '10.244.2.0/24',
    vtepMac: 'ce:41:b8:f4:02:0c',
    controlPlane: false,
  },
];

export const examplePods: readonly ExamplePod[] = [
  ...staticPods(),
  ...perNode('kube-system', 'kube-proxy', ['q7r2d', 'v5mhx', 'c94zt'], 'registry.k8s.io/kube-proxy:v1.33.4', [
    '/usr/local/bin/kube-proxy',
    '--config=/var/lib/kube-proxy/config.conf',
  ]),
  ...perNode('kube-flannel', 'kube-flannel-ds', ['8kwbn', 'fx6lp', 't2gjs'], 'ghcr.io/flannel-io/flannel:v0.26.7', [
    '/opt/bin/flanneld',
    '--ip-masq',
    '--kube-subnet-mgr',
  ]),
  coredns('8vxqk', '10.244.0.2'),
  coredns('tz5dn', '10.244.0.3'),
  replica('default', 'hypriot', '578c989b88', '9plzz', 'worker1', '10.244.1.102', [
    { name: 'hypriot', image: 'hypriot/rpi-busybox-httpd:latest', ports: [{ containerPort: 8080 }] },
    {
      name: 'pulse',
      image: 'busybox:1.37',
      command: ['sh', '-c', 'while sleep 60; do wget -qO- localhost:8080; done'],
    },
  ]),
  replica('default', 'nginx', '654ddfd749', 'qqxq9', 'worker1', '10.244.1.99', [nginx()]),
  replica('default', 'nginx2', '57bbd47f4d', 'xbkfv', 'worker2', '10.244.2.81', [nginx()]),
  appV1('rm2jw', 'worker1', '10.244.1.7'),
  appV1('x9hdl', 'worker2', '10.244.2.12'),
];

/** Services and how long after the cluster each was made. */
export const exampleServices: readonly (Omit<ServiceSpec, 'createdMs'> & { readonly afterMs: number })[] = [
  {
    namespace: 'default',
    name: 'kubernetes',
    labels: { component: 'apiserver', provider: 'kubernetes' },
    clusterIPs: ['10.96.0.1'],
    ports: [{ name: 'https', port: 443, targetPort: 6443 }],
    afterMs: 0,
  },
  {
    namespace: 'kube-system',
    name: 'kube-dns',
    labels: { 'k8s-app': 'kube-dns', 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS' },
    clusterIPs: ['10.96.0.10'],
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53 },
      { name: 'metrics', port: 9153 },
    ],
    selector: { 'k8s-app': 'kube-dns' },
    afterMs: 20_000,
  },
  {
    namespace: 'production',
    name: 'app-v1',
    labels: { app: 'app-v1' },
    clusterIPs: ['10.104.37.12'],
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    selector: { app: 'app-v1' },
    afterMs: 2 * dayMs,
  },
];

function staticPods(): ExamplePod[] {
  const commands: Record<string, readonly string[]> = {
    etcd: ['etcd', '--advertise-client-urls=https://192.168.1.10:2379', '--listen-peer-urls=https://192.168.1.10:2380'],
    'kube-apiserver': [
      'kube-apiserver',
      '--advertise-address=192.168.1.10',
      '--authorization-mode=Node,RBAC',
      '--secure-port=6443',
      '--service-cluster-ip-range=10.96.0.0/12',
    ],
    'kube-controller-manager': [
      'kube-controller-manager',
      '--allocate-node-cidrs=true',
      '--bind-address=127.0.0.1',
      '--cluster-cidr=10.244.0.0/16',
      '--cluster-name=kubernetes',
      '--service-cluster-ip-range=10.96.0.0/12',
    ],
    'kube-scheduler': ['kube-scheduler', '--bind-address=127.0.0.1', '--leader-elect=true'],
  };
  return Object.entries(commands).map(([component, command]) => {
    const image = component === 'etcd' ? 'registry.k8s.io/etcd:3.5.21-0' : `registry.k8s.io/${component}:v1.33.4`;
    return {
      namespace: 'kube-system',
      name: `${component}-master`,
      labels: { component, tier: 'control-plane' },
      annotations: { 'kubernetes.io/config.source': 'file' },
      hostNetwork: true,
      containers: [{ name: component, image, command }],
      node: 'master',
      ip: '',
      ownerKind: 'Node',
      ownerName: 'master',
      afterMs: 5000,
    };
  });
}

function perNode(
  namespace: string,
  name: string,
  suffixes: readonly string[],
  image: string,
  command: readonly string[],
): ExamplePod[] {
  const labels = name === 'kube-proxy' ? { 'k8s-app': name } : { app: 'flannel', tier: 'node' };
  return exampleNodes.map((node, index) => ({
    namespace,
    name: `${name}-${suffixes[index] ?? ''}`,
    generateName: `${name}-`,
    labels: { 'controller-revision-hash': '65bd8c7f6d', ...labels, 'pod-template-generation': '1' },
    hostNetwork: true,
    serviceAccount: name === 'kube-proxy' ? name : 'flannel',
    containers: [{ name: name.replace(/-ds$/, ''), image, command }],
    node: node.name,
    ip: '',
    ownerKind: 'DaemonSet',
    ownerName: name,
    afterMs: 30_000 + index * 90_000,
  }));
}

function replica(
  namespace: string,
  app: string,
  hash: string,
  suffix: string,
  node: string,
  ip: string,
  containers: PodTemplate['containers'],
): ExamplePod {
  return {
    namespace,
    name: `${app}-${hash}-${suffix}`,
    generateName: `${app}-${hash}-`,
    labels: { app, 'pod-template-hash': hash },
    containers,
    node,
    ip,
    ownerKind: 'ReplicaSet',
    ownerName: `${app}-${hash}`,
    afterMs: 9 * dayMs,
  };
}

function coredns(suffix: string, ip: string): ExamplePod {
  const ports = [
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
    { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
    { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
  ];
  const container = { name: 'coredns', image: 'registry.k8s.io/coredns/coredns:v1.12.0', command: ['/coredns'], ports };
  const hash = '674b8bbfcf';
  return {
    ...replica('kube-system', 'coredns', hash, suffix, 'master', ip, [container]),
    labels: { 'k8s-app': 'kube-dns', 'pod-template-hash': hash },
    serviceAccount: 'coredns',
    dnsPolicy: 'Default',
    afterMs: 40_000,
  };
}

function appV1(suffix: string, node: string, ip: string): ExamplePod {
  return replica('production', 'app-v1', '6c7d9f8b54', suffix, node, ip, [
    { name: 'app', image: 'registry.example/app:v1', ports: [{ name: 'http', containerPort: 8080 }] },
    {
      name: 'pulse',
      image: 'busybox:1.37',
      command: ['sh', '-c', 'while sleep 60; do wget -qO- localhost:8080; done'],
    },
  ]);
}

function nginx(): PodTemplate['containers'][number] {
  return { name: 'nginx', image: 'nginx:1.27', ports: [{ containerPort: 80 }] };
}
