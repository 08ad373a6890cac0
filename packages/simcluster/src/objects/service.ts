import { timestamp } from '../clock.js';
import type { KubeObject } from '../store/object.js';
import { managedBy, type Labels } from './labels.js';

export interface ServicePortSpec {
  readonly name?: string;
  readonly protocol?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

export interface ServiceSpec {
  readonly namespace: string;
  readonly name: string;
  readonly labels?: Labels;
  /** Default ClusterIP. */
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** Addresses, primary family first; 'None' per family for headless; [] for ExternalName. */
  readonly clusterIPs: readonly string[];
  readonly ports?: readonly ServicePortSpec[];
  /** Absent: endpoints are managed by somebody else. */
  readonly selector?: Labels;
  /** Fields of spec beyond these, as written. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** status.loadBalancer.ingress: addresses that a provider gave. */
  readonly loadBalancer?: readonly string[];
  readonly createdMs: number;
}

export function serviceObject(service: ServiceSpec): KubeObject {
  const { namespace, name, labels, type = 'ClusterIP', createdMs, loadBalancer } = service;
  const ingress = loadBalancer?.map((ip) => ({ ip, ipMode: 'VIP' }));
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace,
      creationTimestamp: timestamp(createdMs),
      ...(labels ? { labels } : {}),
      managedFields: managedBy('kubectl-client-side-apply', timestamp(createdMs)),
    },
    spec: { ...specOf(service, type), ...service.more },
    status: { loadBalancer: ingress ? { ingress } : {} },
  };
}

function specOf({ clusterIPs, ports = [], selector }: ServiceSpec, type: string): Record<string, unknown> {
  const portList = ports.map(({ targetPort, protocol, ...port }) => ({
    ...port,
    protocol: protocol ?? 'TCP',
    targetPort: targetPort ?? port.port,
  }));
  const base = {
    type,
    ...(portList.length > 0 ? { ports: portList } : {}),
    ...(selector ? { selector } : {}),
    sessionAffinity: 'None',
  };
  if (type === 'ExternalName') return base;
  const families = clusterIPs.map((ip, index) => (ip.includes(':') || (ip === 'None' && index > 0) ? 'IPv6' : 'IPv4'));
  return {
    ...base,
    clusterIP: clusterIPs[0],
    clusterIPs: clusterIPs[0] === 'None' ? ['None'] : clusterIPs,
    internalTrafficPolicy: 'Cluster',
    ...(type === 'ClusterIP' ? {} : { externalTrafficPolicy: 'Cluster' }),
    ...(type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
    ipFamilies: families,
    ipFamilyPolicy: families.length > 1 ? 'PreferDualStack' : 'SingleStack',
  };
}
