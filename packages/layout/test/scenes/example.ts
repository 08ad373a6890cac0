import { build, type NetRecord, type NodeRecord, type PodRecord, type Topology } from '@netkaart/topology';

/** The example cluster of the documentation: three nodes, flannel VXLAN, seven pods with addresses, ten on the host network. */
export function example(): Topology {
  return build.topology(exampleRecords());
}

export function exampleRecords(): NetRecord[] {
  return [...nodes(), ...pods(), ...hostPods(), ...services()];
}

const NAMES = ['master', 'worker1', 'worker2'] as const;

function nodes(): NodeRecord[] {
  return NAMES.map((name, i) =>
    build.node({
      name,
      addresses: [
        { type: 'InternalIP', address: `192.168.1.${10 + i}` },
        { type: 'Hostname', address: name },
      ],
      podCIDRs: [`10.244.${i}.0/24`],
      labels: i === 0 ? { 'node-role.kubernetes.io/control-plane': '' } : {},
      annotations: {
        'flannel.alpha.coreos.com/backend-type': 'vxlan',
        'flannel.alpha.coreos.com/backend-data': `{"VNI":1,"VtepMAC":"8e:5f:0${i}:1a:2b:3c"}`,
        'flannel.alpha.coreos.com/public-ip': `192.168.1.${10 + i}`,
      },
    }),
  );
}

function pods(): PodRecord[] {
  const rows = [
    ['kube-system', 'coredns-674b8bbfcf', '8vxqk', 'master', '10.244.0.2'],
    ['kube-system', 'coredns-674b8bbfcf', 'tz5dn', 'master', '10.244.0.3'],
    ['production', 'app-v1-6c7d9f8b54', 'rm2jw', 'worker1', '10.244.1.7'],
    ['default', 'nginx-654ddfd749', 'qqxq9', 'worker1', '10.244.1.99'],
    ['default', 'hypriot-578c989b88', '9plzz', 'worker1', '10.244.1.102'],
    ['production', 'app-v1-6c7d9f8b54', 'x9hdl', 'worker2', '10.244.2.12'],
    ['default', 'nginx2-57bbd47f4d', 'xbkfv', 'worker2', '10.244.2.81'],
  ] as const;
  return rows.map(([namespace, set, suffix, node, ip]) => {
    const cut = set.lastIndexOf('-');
    return build.pod({
      namespace,
      name: `${set}-${suffix}`,
      node,
      ips: [ip],
      owner: { kind: 'ReplicaSet', name: set, uid: `rs-${set}` },
      labels: { app: set.slice(0, cut), 'pod-template-hash': set.slice(cut + 1) },
      containers: [
        { container: 'main', init: false, ports: [{ name: '', port: 8080, protocol: 'TCP', hostPort: null }] },
      ],
    });
  });
}

function hostPods(): PodRecord[] {
  const on = (i: number, name: string, flags: Record<string, string> = {}) =>
    build.pod({
      namespace: name.startsWith('kube-flannel') ? 'kube-flannel' : 'kube-system',
      name,
      node: NAMES[i] ?? '',
      ips: [`192.168.1.${10 + i}`],
      hostNetwork: true,
      flags,
    });
  return [
    on(0, 'etcd-master'),
    on(0, 'kube-apiserver-master', { '--service-cluster-ip-range': '10.96.0.0/12' }),
    on(0, 'kube-controller-manager-master', {
      '--cluster-cidr': '10.244.0.0/16',
      '--service-cluster-ip-range': '10.96.0.0/12',
    }),
    on(0, 'kube-scheduler-master'),
    ...NAMES.flatMap((_, i) => [
      on(i, `kube-proxy-${'7xk2p'.slice(i)}a${i}`),
      on(i, `kube-flannel-ds-${'m4x9q'.slice(i)}b${i}`),
    ]),
  ];
}

function services(): NetRecord[] {
  const port = (p: number, protocol: 'TCP' | 'UDP', name: string, targetPort: number) => ({
    name,
    protocol,
    port: p,
    targetPort,
    nodePort: null,
    appProtocol: '',
  });
  const target = (namespace: string, name: string) => ({ kind: 'Pod', namespace, name, uid: `2-${namespace}-${name}` });
  const endpoint = (address: string, node: string, pod: ReturnType<typeof target> | null) => ({
    addresses: [address],
    ready: true,
    serving: true,
    terminating: false,
    hostname: '',
    node,
    zone: '',
    target: pod,
    zoneHints: [],
    nodeHints: [],
  });
  const slice = (
    namespace: string,
    service: string,
    ports: [string, 'TCP' | 'UDP', number][],
    endpoints: ReturnType<typeof endpoint>[],
  ) =>
    build.endpointSlice({
      namespace,
      name: `${service}-x1`,
      service,
      endpoints,
      ports: ports.map(([name, protocol, p]) => ({ name, protocol, port: p, appProtocol: '' })),
    });
  return [
    build.service({ name: 'kubernetes', clusterIPs: ['10.96.0.1'], ports: [port(443, 'TCP', 'https', 6443)] }),
    build.service({
      namespace: 'kube-system',
      name: 'kube-dns',
      clusterIPs: ['10.96.0.10'],
      selector: { 'k8s-app': 'kube-dns' },
      ports: [port(53, 'UDP', 'dns', 53), port(53, 'TCP', 'dns-tcp', 53), port(9153, 'TCP', 'metrics', 9153)],
    }),
    build.service({
      namespace: 'production',
      name: 'app-v1',
      clusterIPs: ['10.104.37.12'],
      selector: { app: 'app-v1' },
      ports: [port(80, 'TCP', 'http', 8080)],
    }),
    slice('default', 'kubernetes', [['https', 'TCP', 6443]], [endpoint('192.168.1.10', '', null)]),
    slice(
      'kube-system',
      'kube-dns',
      [
        ['dns', 'UDP', 53],
        ['dns-tcp', 'TCP', 53],
        ['metrics', 'TCP', 9153],
      ],
      [
        endpoint('10.244.0.2', 'master', target('kube-system', 'coredns-674b8bbfcf-8vxqk')),
        endpoint('10.244.0.3', 'master', target('kube-system', 'coredns-674b8bbfcf-tz5dn')),
      ],
    ),
    slice(
      'production',
      'app-v1',
      [['http', 'TCP', 8080]],
      [
        endpoint('10.244.1.7', 'worker1', target('production', 'app-v1-6c7d9f8b54-rm2jw')),
        endpoint('10.244.2.12', 'worker2', target('production', 'app-v1-6c7d9f8b54-x9hdl')),
      ],
    ),
  ];
}
