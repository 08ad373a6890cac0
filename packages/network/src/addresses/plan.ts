import type { Family, PodRecord, Prefix, Seconds } from '@netkaart/topology';
import type { Evidence } from '../core/evidence.js';
import type { NodeState } from '../core/states.js';

/** Where a value comes from: an object and its field, or the rule by which it was inferred. */
export interface Known {
  readonly evidence: Evidence;
  readonly source: string;
}

export type Cni = 'flannel' | 'calico' | 'cilium' | 'unknown';
export type OverlayType = 'vxlan' | 'ipip' | 'wireguard' | 'host-gw' | 'none' | 'unknown';

/** How pod traffic crosses from node to node. */
export interface Overlay extends Known {
  readonly cni: Cni;
  readonly type: OverlayType;
  /** VXLAN network identifier, or null when there is none or nothing says it. */
  readonly vni: number | null;
}

/** A range from which the pods of the cluster get their addresses. */
export interface PodRange extends Known {
  readonly cidr: string;
  readonly prefix: Prefix;
}

/**
 * A range that the map shows as one: an IP pool, or else a pod range. All its blocks are drawn in lots of
 * `blockLength` bits. `zone` is '' unless the pool's node selector names one.
 */
export interface Group extends Known {
  readonly cidr: string;
  readonly prefix: Prefix;
  readonly blockLength: number;
  /** Name of the pool; '' for a range. */
  readonly pool: string;
  readonly zone: string;
  /** Number of lots of `blockLength` in the range. */
  readonly lots: number;
}

export type ReservedRole = 'network' | 'tunnel-end' | 'gateway' | 'broadcast';

/** An address of a block that no pod gets. `offset` counts from the block's first address. */
export interface Reserved extends Known {
  readonly offset: number;
  readonly role: ReservedRole;
}

/**
 * One lot of a group that is in use: a node's subnet, an allocator's block, or a part of one that is larger than a lot.
 * `pods` are sorted by address; `offsets[i]` is the place of `pods[i]` within the block, in slot mode its rank by address.
 */
export interface Block extends Known {
  readonly cidr: string;
  readonly prefix: Prefix;
  /** Index in `AddressPlan.groups`. */
  readonly group: number;
  /** Name of the owning node; '' when no object says it. */
  readonly node: string;
  /** Further owners, when smaller blocks of several nodes share the lot. */
  readonly others: readonly string[];
  /** Addresses in the block, reserved ones included. */
  readonly size: number;
  /** Addresses that a pod can get. */
  readonly usable: number;
  readonly free: number;
  readonly reserved: readonly Reserved[];
  readonly pods: readonly PodRecord[];
  readonly offsets: readonly number[];
  /** Too large for one cell per address (more than 4,096 addresses): pods sit in slots, not at their address. */
  readonly slotted: boolean;
}

/** A network device of a node. `address` null: it has none, or nothing says it. */
export interface Device extends Known {
  readonly name: string;
  readonly address: string | null;
}
export interface Tunnel extends Device {
  readonly type: OverlayType;
  readonly vni: number | null;
  /** MAC of the tunnel end; '' when unknown. */
  readonly mac: string;
  /** Address of the node to which the outer packets go; '' when unknown. */
  readonly publicIp: string;
}

export interface PlanNode {
  readonly uid: string;
  readonly name: string;
  /** The name without the beginning that all node names share. */
  readonly shortName: string;
  /** From node-role.kubernetes.io labels, sorted; [] for a plain worker. */
  readonly roles: readonly string[];
  /** Label topology.kubernetes.io/zone; '' when none. */
  readonly zone: string;
  readonly state: NodeState;
  /** Its kubelet says it is not Ready, or says nothing any more: nobody knows how its pods are. */
  readonly silent: boolean;
  readonly reason: string;
  readonly message: string;
  readonly since: Seconds | null;
  /** InternalIPs of the node: eth0. */
  readonly addresses: readonly string[];
  readonly podCIDRs: readonly string[];
  readonly tunnel: Tunnel | null;
  readonly bridge: Device | null;
  /** Indexes in `AddressPlan.blocks`, in address order. */
  readonly blocks: readonly number[];
  /** Pods on the node's own network, by namespace and name. */
  readonly hostPods: readonly PodRecord[];
}

/** The Service range and what it gave out. */
export interface ServiceRange extends Known {
  readonly cidr: string;
  readonly prefix: Prefix;
}
export interface ServiceAddress {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly address: string;
  /** Index in `AddressPlan.serviceRanges`, or -1 when it lies in none. */
  readonly range: number;
  /** Place within the range. */
  readonly offset: number;
}

/** First and last InternalIP of a family. The API holds no prefix length of the node network. */
export interface NodeNetwork {
  readonly family: Family;
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

/** Two or more living pods with one address. */
export interface DuplicateAddress {
  readonly address: string;
  readonly pods: readonly PodRecord[];
}

/** `all` = here + host + without + outside. */
export interface PodCounts {
  readonly all: number;
  /** At an address of a block. */
  readonly here: number;
  /** On the network of their node. */
  readonly host: number;
  /** Without an address: waiting, or finished (a finished pod has given its address back). */
  readonly without: number;
  /** With an address in no known range. */
  readonly outside: number;
}

/** Which address belongs to what in one cluster. Built from a topology; see addressPlan. */
export interface AddressPlan {
  /** Family of the addresses that the map shows; pods of a dual-stack cluster are placed by it. */
  readonly family: Family;
  readonly overlay: Overlay;
  readonly ranges: readonly PodRange[];
  /** Pod ranges of the other family of a dual-stack cluster. */
  readonly otherRanges: readonly PodRange[];
  readonly groups: readonly Group[];
  /** In address order. */
  readonly blocks: readonly Block[];
  /** By eth0 address, then name. */
  readonly nodes: readonly PlanNode[];
  readonly nodeNetworks: readonly NodeNetwork[];
  readonly serviceRanges: readonly ServiceRange[];
  /** By range and offset. */
  readonly services: readonly ServiceAddress[];
  readonly withoutAddress: readonly PodRecord[];
  readonly outside: readonly PodRecord[];
  readonly duplicates: readonly DuplicateAddress[];
  readonly counts: PodCounts;
  /** Pods of the control plane that carry flags of which the plan may be made. */
  readonly flagged: ReadonlySet<string>;
  /** uid of a pod -> index in `blocks`, or one of HOST, WITHOUT, OUTSIDE. */
  readonly podAt: ReadonlyMap<string, number>;
  /** Node name -> index in `nodes`. */
  readonly nodeAt: ReadonlyMap<string, number>;
  /** cidr of a block -> index in `blocks`. */
  readonly blockAt: ReadonlyMap<string, number>;
}

export const HOST = -1;
export const WITHOUT = -2;
export const OUTSIDE = -3;

/** A slot of the subnet map, for ever. */
export interface Place {
  readonly group: string;
  readonly key: string;
  readonly slot: number;
}
