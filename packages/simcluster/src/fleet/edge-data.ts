import type { ContainerSpec } from '../objects/pod.js';
import type { ServiceSpec } from '../objects/service.js';

export interface EdgeNode {
  readonly name: string;
  /** IPv4 and IPv6. */
  readonly addresses: readonly [string, string];
  /** First the IPv4, then the IPv6 range. */
  readonly podCIDRs: readonly [string, string];
  readonly server: boolean;
}

export const edgeNodes: readonly EdgeNode[] = [
  {
    name: 'edge-1',
    addresses: ['192.168.40.11', 'fd00:40::11'],
    podCIDRs: ['10.60.0.0/24', 'fd00:60::/64'],
    server: true,
  },
  {
    name: 'edge-2',
    addresses: ['192.168.40.12', 'fd00:40::12'],
    podCIDRs: ['10.60.1.0/24', 'fd00:60:0:1::/64'],
    server: false,
  },
  {
    name: 'edge-3',
    addresses: ['192.168.40.13', 'fd00:40::13'],
    podCIDRs: ['10.60.2.0/24', 'fd00:60:0:2::/64'],
    server: false,
  },
];

/** What k3s was started with; it writes this to its node. The pod range holds all of harbour's. */
export const serverArgs: readonly string[] = [
  'server',
  '--cluster-cidr=10.60.0.0/16,fd00:60::/56',
  '--service-cidr=10.96.0.0/16,fd00:96::/112',
  '--flannel-backend=host-gw',
  '--disable=traefik',
  '--disable=servicelb',
];

/** Deployments and StatefulSets, 34 pods in all. */
export interface EdgeWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly kind?: 'Deployment' | 'StatefulSet';
  readonly pods: number;
  readonly container: ContainerSpec;
  readonly labels?: Readonly<Record<string, string>>;
}

export const edgeWorkloads: readonly EdgeWorkload[] = [
  workload('kube-system', 'coredns', 2, 53, 'dns-tcp'),
  workload('kube-system', 'local-path-provisioner', 1),
  workload('kube-system', 'metrics-server', 1, 10250, 'https'),
  workload('scanner', 'gate', 6),
  workload('scanner', 'label', 4),
  workload('scanner', 'queue', 3, 5672, 'amqp', 'StatefulSet'),
  workload('cameras', 'ingest', 6, 8554, 'rtsp'),
  workload('cameras', 'detect', 5, 9000, 'grpc'),
  workload('kiosk', 'web', 4),
  workload('telemetry', 'agent', 2, 4317, 'otlp'),
];

export const edgeServices: readonly Omit<ServiceSpec, 'createdMs'>[] = [
  service('default', 'kubernetes', 1, [{ name: 'https', port: 443, targetPort: 6443 }], null),
  {
    ...service(
      'kube-system',
      'kube-dns',
      10,
      [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53 },
      ],
      { app: 'coredns' },
    ),
    labels: { 'k8s-app': 'kube-dns' },
  },
  service('kube-system', 'metrics-server', 0x1f7, [{ name: 'https', port: 443, targetPort: 'https' }]),
  service('scanner', 'gate', 0x222, [{ name: 'http', port: 80, targetPort: 8080 }]),
  service('scanner', 'label', 0x30a, [{ name: 'http', port: 80, targetPort: 8080 }]),
  { ...service('scanner', 'queue', 0, [{ name: 'amqp', port: 5672 }]), clusterIPs: ['None', 'None'] },
  {
    ...service('cameras', 'ingest', 0x411, [{ name: 'rtsp', port: 554, targetPort: 'rtsp', nodePort: 30554 }]),
    type: 'NodePort',
    more: { externalTrafficPolicy: 'Local' },
  },
  service('cameras', 'detect', 0x488, [{ name: 'grpc', port: 9000 }]),
  service('kiosk', 'web', 0x5c3, [{ name: 'http', port: 80, targetPort: 8080 }]),
];

function workload(
  namespace: string,
  name: string,
  pods: number,
  port = 8080,
  portName = 'http',
  kind?: 'StatefulSet',
): EdgeWorkload {
  const ports = [
    { name: portName, containerPort: port },
    ...(port === 53 ? [{ name: 'dns', containerPort: 53, protocol: 'UDP' }] : []),
  ];
  const container = { name, image: `registry.edge.example/${name}:1.8.0`, ports };
  return { namespace, name, pods, container, ...(kind ? { kind } : {}) };
}

/** @param offset of both addresses in the Service ranges. */
function service(
  namespace: string,
  name: string,
  offset: number,
  ports: NonNullable<ServiceSpec['ports']>,
  selector: Record<string, string> | null = { app: name },
): Omit<ServiceSpec, 'createdMs'> {
  const clusterIPs = [`10.96.${offset >> 8}.${offset & 255}`, `fd00:96::${offset.toString(16)}`];
  return { namespace, name, clusterIPs, ports, ...(selector ? { selector } : {}) };
}
