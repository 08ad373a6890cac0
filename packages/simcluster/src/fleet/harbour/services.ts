import type { Random } from '../../random.js';
import type { PodTemplate } from '../../objects/pod.js';
import { serviceObject, type ServicePortSpec } from '../../objects/service.js';
import { timestamp } from '../../clock.js';
import type { KubeObject } from '../../store/object.js';
import type { WorkloadSpec } from '../../workloads/spec.js';
import type { Row } from './row.js';

/** Seconds that harbour's pods stay bound to a silent node. */
const unreachableSeconds = 900;

/** ClusterIPs out of 10.43.0.0/16, none twice. */
export class ClusterIPs {
  private readonly taken = new Set(['10.43.0.1', '10.43.0.10']);

  constructor(private readonly random: Random) {}

  /** Notes addresses that are given. */
  reserve(addresses: readonly string[]): void {
    for (const address of addresses) this.taken.add(address);
  }

  next(): string {
    const address = `10.43.${this.random.int(256)}.${this.random.between(1, 254)}`;
    if (this.taken.has(address)) return this.next();
    this.taken.add(address);
    return address;
  }
}

export function workloadOf(row: Row): WorkloadSpec {
  const { namespace, name, kind = 'Deployment', pods, hash } = row;
  return { namespace, name, kind, replicas: pods, template: templateOf(row), ...(hash === undefined ? {} : { hash }) };
}

export function serviceOf(row: Row, ips: ClusterIPs, oldMs: number, nowMs: number): KubeObject {
  const { namespace, name, ip, type, more, loadBalancer, selector, serviceAgeMs } = row;
  const port = portOf(row);
  return serviceObject({
    namespace,
    name,
    labels: { app: name },
    ...(type === undefined ? {} : { type }),
    clusterIPs: [ip ?? ips.next()],
    ports: [port],
    selector: selector ?? row.labels ?? { app: name },
    ...(more ? { more } : {}),
    ...(loadBalancer ? { loadBalancer } : {}),
    createdMs: serviceAgeMs === undefined ? oldMs : nowMs - serviceAgeMs,
  });
}

function portOf({
  name,
  port = 80,
  container = 8080,
  targetPort,
  portName = 'http',
  type,
  nodePort,
}: Row): ServicePortSpec {
  const exposed = type === 'NodePort' || type === 'LoadBalancer';
  const given = nodePort ?? (exposed ? 30_000 + ((name.length * 331 + port) % 2768) : undefined);
  return {
    name: portName,
    port,
    targetPort: targetPort ?? container,
    ...(given === undefined ? {} : { nodePort: given }),
  };
}

function templateOf({ name, container = 8080, portName = 'http', labels, kind, alone }: Row): PodTemplate {
  const ports = [
    { name: portName, containerPort: container, protocol: 'TCP' },
    ...(container === 53 ? [{ name: 'dns', containerPort: 53, protocol: 'UDP' }] : []),
    { containerPort: 9102, protocol: 'TCP' },
  ];
  return {
    labels: labels ?? { app: name },
    containers: [
      {
        name: name.split('-')[0] ?? name,
        image: `registry.harbour.example/${name}:${name.length}.4.2`,
        ports: alone === true && labels === undefined ? ports.slice(-1) : ports,
      },
    ],
    serviceAccount: name,
    unreachableSeconds,
    ...(kind === 'StatefulSet' ? { subdomain: name } : {}),
  };
}

/** What stands in harbour beside its rows: the API server, CoreDNS, a name outside, a machine outside, and two mistakes. */
export function specialServices(ips: ClusterIPs, oldMs: number): KubeObject[] {
  const api = { name: 'https', port: 443, targetPort: 6443 };
  const dns = [
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53 },
    { name: 'metrics', port: 9153 },
  ];
  const http = { name: 'http', port: 80, targetPort: 8080 };
  const mainframe = { name: 'tn3270', port: 23 };
  const at = { createdMs: oldMs };
  return [
    serviceObject({ namespace: 'default', name: 'kubernetes', clusterIPs: ['10.43.0.1'], ports: [api], ...at }),
    serviceObject({
      namespace: 'kube-system',
      name: 'kube-dns',
      labels: { 'k8s-app': 'kube-dns' },
      clusterIPs: ['10.43.0.10'],
      ports: dns,
      selector: { 'k8s-app': 'kube-dns' },
      ...at,
    }),
    serviceObject({
      namespace: 'staging',
      name: 'legacy-billing',
      type: 'ExternalName',
      clusterIPs: [],
      more: { externalName: 'billing.legacy.example' },
      ...at,
    }),
    serviceObject({ namespace: 'staging', name: 'mainframe', clusterIPs: [ips.next()], ports: [mainframe], ...at }),
    serviceObject({
      namespace: 'staging',
      name: 'checkout-v2',
      labels: { app: 'checkout' },
      clusterIPs: [ips.next()],
      ports: [http],
      selector: { app: 'chekout' },
      ...at,
    }),
    serviceObject({
      namespace: 'staging',
      name: 'promo',
      clusterIPs: [ips.next()],
      ports: [http],
      selector: { app: 'promo' },
      ...at,
    }),
    ownSlice('default', 'kubernetes', ['10.20.0.11', '10.20.0.12', '10.20.0.13'], { name: 'https', port: 6443 }, oldMs),
    ownSlice('staging', 'mainframe', ['192.0.2.10', '192.0.2.11'], { name: 'tn3270', port: 23 }, oldMs),
  ];
}

/** An EndpointSlice that people or components write themselves. */
function ownSlice(
  namespace: string,
  service: string,
  addresses: readonly string[],
  port: object,
  createdMs: number,
): KubeObject {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: service === 'kubernetes' ? service : `${service}-manual`,
      namespace,
      creationTimestamp: timestamp(createdMs),
      labels: { 'kubernetes.io/service-name': service },
    },
    addressType: 'IPv4',
    endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
    ports: [{ ...port, protocol: 'TCP' }],
  };
}
