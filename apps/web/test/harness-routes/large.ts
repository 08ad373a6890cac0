import { build, type EndpointRecord, type NetRecord, type Topology } from '@netkaart/topology';

/** Size of a made-up large cluster. */
export interface LargeOptions {
  readonly nodes: number;
  readonly namespaces: number;
  readonly services: number;
  readonly podsPerService: number;
}

/** 5,000 nodes, 150,000 pods behind 5,000 Services in 300 namespaces; one in fifty pods is in trouble. */
export const LARGE: LargeOptions = { nodes: 5000, namespaces: 300, services: 5000, podsPerService: 30 };

export function large(options: LargeOptions = LARGE): Topology {
  const records: NetRecord[] = [];
  for (let index = 0; index < options.nodes; index++) {
    const labels = { 'topology.kubernetes.io/zone': `z${index % 3}` };
    records.push(build.node({ name: `n${index}`, labels, ready: index % 400 === 7 ? 'Unknown' : 'True' }));
  }
  for (let index = 0; index < options.services; index++) addService(records, index, options);
  return build.topology(records);
}

function addService(records: NetRecord[], index: number, { nodes, namespaces, podsPerService }: LargeOptions): void {
  const namespace = `team-${index % namespaces}`;
  const name = `service-${index}`;
  const labels = { app: name };
  const ports = [
    {
      name: '',
      protocol: 'TCP' as const,
      port: 80,
      targetPort: 8080,
      nodePort: index % 10 === 0 ? 30_000 + (index % 2000) : null,
      appProtocol: '',
    },
  ];
  const clusterIPs = [`10.96.${Math.floor(index / 250)}.${index % 250}`];
  records.push(
    build.service({
      namespace,
      name,
      clusterIPs,
      selector: labels,
      ports,
      type: index % 10 === 0 ? 'NodePort' : 'ClusterIP',
    }),
  );
  const endpoints: EndpointRecord[] = [];
  for (let each = 0; each < podsPerService; each++) {
    const number = index * podsPerService + each;
    const address = `10.${64 + Math.floor(number / 62_500)}.${Math.floor(number / 250) % 250}.${number % 250}`;
    const failing = number % 50 === 3;
    const node = `n${(number * 7919) % nodes}`;
    const pod = build.pod({
      namespace,
      name: `${name}-${each}`,
      labels,
      ips: [address],
      node,
      ready: !failing,
      reason: failing ? 'CrashLoopBackOff' : '',
    });
    records.push(pod);
    const target = { kind: 'Pod', namespace, name: pod.name, uid: pod.uid };
    endpoints.push({
      addresses: [address],
      ready: !failing,
      serving: !failing,
      terminating: false,
      hostname: '',
      node,
      zone: '',
      target,
      zoneHints: [],
      nodeHints: [],
    });
  }
  records.push(
    build.endpointSlice({
      namespace,
      name,
      service: name,
      ports: [{ name: '', protocol: 'TCP', port: 8080, appProtocol: '' }],
      endpoints,
    }),
  );
}
