import type { Meta } from './common.js';

export interface ServiceCIDRRecord extends Meta {
  readonly kind: 'ServiceCIDR';
  readonly cidrs: readonly string[];
  readonly ready: string;
}

/** A range from which blocks are cut: Calico's IPPool, Cilium's CiliumPodIPPool. */
export interface IPPoolRecord extends Meta {
  readonly kind: 'IPPool';
  readonly source: 'calico' | 'cilium';
  readonly cidrs: readonly string[];
  /** Prefix length of the blocks cut from it, or null when unknown. */
  readonly blockPrefix: number | null;
  /** Calico's spec.nodeSelector as written; '' when none. */
  readonly nodeSelector: string;
  readonly disabled: boolean;
  /** 'VXLAN' | 'VXLANCrossSubnet' | 'IPIP' | 'IPIPCrossSubnet' | '' */
  readonly encapsulation: string;
  readonly natOutgoing: boolean;
}

/** The blocks that one allocator object hands to a node: Calico's IPAMBlock (one cidr), Cilium's CiliumNode (several). */
export interface AddressBlockRecord extends Meta {
  readonly kind: 'AddressBlock';
  readonly source: 'calico' | 'cilium';
  readonly cidrs: readonly string[];
  /** The node that owns it; '' when none. */
  readonly node: string;
  /** Name of the pool, '' when unknown. */
  readonly pool: string;
}
