import type { Labels, Meta, Protocol } from './common.js';

export interface ServicePort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** A number, or the name of a container port. */
  readonly targetPort: number | string;
  readonly nodePort: number | null;
  readonly appProtocol: string;
}
export interface LoadBalancerIngress {
  readonly ip: string;
  readonly hostname: string;
  /** 'VIP' | 'Proxy' | '' */
  readonly ipMode: string;
}
export interface ServiceRecord extends Meta {
  readonly kind: 'Service';
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** spec.clusterIPs; ['None'] for headless, [] for ExternalName. */
  readonly clusterIPs: readonly string[];
  readonly ipFamilies: readonly string[];
  readonly ipFamilyPolicy: string;
  /** null: no selector (endpoints are managed by someone else). */
  readonly selector: Labels | null;
  readonly ports: readonly ServicePort[];
  readonly externalName: string;
  readonly externalIPs: readonly string[];
  readonly loadBalancer: readonly LoadBalancerIngress[];
  readonly loadBalancerClass: string;
  readonly loadBalancerSourceRanges: readonly string[];
  readonly externalTrafficPolicy: string;
  readonly internalTrafficPolicy: string;
  readonly trafficDistribution: string;
  readonly sessionAffinity: string;
  readonly sessionAffinityTimeoutSeconds: number | null;
  readonly publishNotReadyAddresses: boolean;
  readonly allocateLoadBalancerNodePorts: boolean;
  readonly healthCheckNodePort: number | null;
}

export interface EndpointRecord {
  readonly addresses: readonly string[];
  /** Conditions as written; null = not set (ready: read as true, serving: as ready, terminating: as false). */
  readonly ready: boolean | null;
  readonly serving: boolean | null;
  readonly terminating: boolean | null;
  readonly hostname: string;
  readonly node: string;
  readonly zone: string;
  readonly target: {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
  } | null;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
}
export interface EndpointSliceRecord extends Meta {
  readonly kind: 'EndpointSlice';
  /** Label kubernetes.io/service-name; '' when none. */
  readonly service: string;
  /** 'IPv4' | 'IPv6' | 'FQDN' */
  readonly addressType: string;
  /** port null: all ports. */
  readonly ports: readonly {
    readonly name: string;
    readonly protocol: Protocol;
    readonly port: number | null;
    readonly appProtocol: string;
  }[];
  readonly endpoints: readonly EndpointRecord[];
}
