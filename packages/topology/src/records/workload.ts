import type { Labels, Meta, OwnerRef, Protocol, Seconds } from './common.js';

export interface NamespaceRecord extends Meta {
  readonly kind: 'Namespace';
  readonly phase: string;
}

export interface NodeRecord extends Meta {
  readonly kind: 'Node';
  readonly addresses: readonly { readonly type: string; readonly address: string }[];
  /** spec.podCIDRs, in order (the first is the primary family). */
  readonly podCIDRs: readonly string[];
  readonly unschedulable: boolean;
  /** Condition Ready: 'True' | 'False' | 'Unknown' | '' (no condition). */
  readonly ready: string;
  readonly readyReason: string;
  readonly readyMessage: string;
  readonly readySince: Seconds | null;
  readonly networkUnavailable: boolean;
  /** Allow-listed annotations that describe the node's network (flannel, Calico, Cilium, k3s). */
  readonly annotations: Labels;
  readonly kubeletVersion: string;
  /** status.allocatable.pods, or null. */
  readonly maxPods: number | null;
}

export interface ContainerPort {
  /** '' when unnamed. */
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly hostPort: number | null;
}
export interface ContainerPorts {
  readonly container: string;
  readonly init: boolean;
  readonly ports: readonly ContainerPort[];
}

export interface PodRecord extends Meta {
  readonly kind: 'Pod';
  /** spec.nodeName; '' while unscheduled. */
  readonly node: string;
  /** status.podIPs, in order; on the host network these are the node's addresses. */
  readonly ips: readonly string[];
  readonly hostNetwork: boolean;
  /** Pending | Running | Succeeded | Failed | Unknown */
  readonly phase: string;
  readonly ready: boolean;
  /** Why it is not well: the worst container's waiting/terminated reason, else the pod's reason, else ''. */
  readonly reason: string;
  readonly owner: OwnerRef | null;
  /** Containers that declare ports, init and sidecar containers included. */
  readonly containers: readonly ContainerPorts[];
  readonly hostname: string;
  readonly subdomain: string;
  readonly dnsPolicy: string;
  readonly dnsConfig: DnsConfig | null;
  /** Network flags of control-plane containers in kube-system (`--cluster-cidr`, `--service-cluster-ip-range`, …), else {}. */
  readonly flags: Labels;
}
export interface DnsConfig {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly { readonly name: string; readonly value: string | null }[];
}
