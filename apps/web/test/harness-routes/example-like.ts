import { build, type Topology } from '@netkaart/topology';

const TCP = 'TCP' as const;

/** Three nodes, three Services, nothing exposed: the example cluster as far as routes go. */
export function exampleLike(): Topology {
  const endpoint = (address: string, name: string, namespace: string, node: string) => ({
    addresses: [address],
    ready: true,
    serving: true,
    terminating: false,
    hostname: '',
    node,
    zone: '',
    target: { kind: 'Pod', namespace, name, uid: build.pod({ namespace, name }).uid },
    zoneHints: [],
    nodeHints: [],
  });
  const pod = (namespace: string, name: string, ip: string, node: string, labels: Record<string, string>) =>
    build.pod({ namespace, name, ips: [ip], node, labels });
  return build.topology([
    build.node({ name: 'master' }),
    build.node({ name: 'worker1' }),
    build.node({ name: 'worker2' }),
    pod('kube-system', 'coredns-1', '10.244.0.2', 'master', { 'k8s-app': 'kube-dns' }),
    pod('kube-system', 'coredns-2', '10.244.0.3', 'master', { 'k8s-app': 'kube-dns' }),
    pod('production', 'app-v1-1', '10.244.1.7', 'worker1', { app: 'v1' }),
    pod('production', 'app-v1-2', '10.244.2.12', 'worker2', { app: 'v1' }),
    build.service({
      namespace: 'default',
      name: 'kubernetes',
      clusterIPs: ['10.96.0.1'],
      ports: [{ name: 'https', protocol: TCP, port: 443, targetPort: 6443, nodePort: null, appProtocol: '' }],
    }),
    build.endpointSlice({
      namespace: 'default',
      name: 'kubernetes',
      service: 'kubernetes',
      ports: [{ name: 'https', protocol: TCP, port: 6443, appProtocol: '' }],
      endpoints: [{ ...endpoint('192.168.1.10', '', '', ''), target: null }],
    }),
    build.service({
      namespace: 'kube-system',
      name: 'kube-dns',
      clusterIPs: ['10.96.0.10'],
      selector: { 'k8s-app': 'kube-dns' },
      ports: [
        { name: 'dns', protocol: 'UDP', port: 53, targetPort: 53, nodePort: null, appProtocol: '' },
        { name: 'dns-tcp', protocol: TCP, port: 53, targetPort: 53, nodePort: null, appProtocol: '' },
        { name: 'metrics', protocol: TCP, port: 9153, targetPort: 9153, nodePort: null, appProtocol: '' },
      ],
    }),
    build.endpointSlice({
      namespace: 'kube-system',
      name: 'kube-dns-a',
      service: 'kube-dns',
      ports: [
        { name: 'dns', protocol: 'UDP', port: 53, appProtocol: '' },
        { name: 'dns-tcp', protocol: TCP, port: 53, appProtocol: '' },
        { name: 'metrics', protocol: TCP, port: 9153, appProtocol: '' },
      ],
      endpoints: [
        endpoint('10.244.0.2', 'coredns-1', 'kube-system', 'master'),
        endpoint('10.244.0.3', 'coredns-2', 'kube-system', 'master'),
      ],
    }),
    build.service({
      namespace: 'production',
      name: 'app-v1',
      clusterIPs: ['10.104.37.12'],
      selector: { app: 'v1' },
      ports: [{ name: '', protocol: TCP, port: 80, targetPort: 8080, nodePort: null, appProtocol: '' }],
    }),
    build.endpointSlice({
      namespace: 'production',
      name: 'app-v1-a',
      service: 'app-v1',
      ports: [{ name: '', protocol: TCP, port: 8080, appProtocol: '' }],
      endpoints: [
        endpoint('10.244.1.7', 'app-v1-1', 'production', 'worker1'),
        endpoint('10.244.2.12', 'app-v1-2', 'production', 'worker2'),
      ],
    }),
  ]);
}
