import type { JsonValue, LabelSelector, Meta } from './common.js';

export interface PolicyPort {
  readonly protocol: string;
  /** A number, a port name, or null (every port of the protocol). */
  readonly port: number | string | null;
  readonly endPort: number | null;
}
export interface PolicyPeer {
  readonly podSelector: LabelSelector | null;
  readonly namespaceSelector: LabelSelector | null;
  readonly ipBlock: { readonly cidr: string; readonly except: readonly string[] } | null;
}
/** peers/ports null: section absent; [] : present and empty (both mean "all", but are kept apart as evidence). */
export interface PolicyRule {
  readonly peers: readonly PolicyPeer[] | null;
  readonly ports: readonly PolicyPort[] | null;
}
export interface NetworkPolicyRecord extends Meta {
  readonly kind: 'NetworkPolicy';
  readonly podSelector: LabelSelector;
  /** As written; null when absent (the default then depends on the sections). */
  readonly policyTypes: readonly string[] | null;
  readonly ingress: readonly PolicyRule[] | null;
  readonly egress: readonly PolicyRule[] | null;
}

/** One peer or port of the admin policy generations, as written (their schemas still move); unknown fields are kept. */
export interface AdminPolicyRule {
  readonly name: string;
  /** Allow | Accept | Deny | Pass */
  readonly action: string;
  /** from/to */
  readonly peers: readonly JsonValue[];
  /** ports (v1alpha1) or protocols (v1alpha2); null when absent. */
  readonly ports: readonly JsonValue[] | null;
}
interface AdminPolicyBase extends Meta {
  readonly apiVersion: string;
  /** Admin | Baseline; '' where the kind implies it. */
  readonly tier: string;
  readonly priority: number | null;
  readonly subject: JsonValue;
  readonly ingress: readonly AdminPolicyRule[];
  readonly egress: readonly AdminPolicyRule[];
}
export interface ClusterNetworkPolicyRecord extends AdminPolicyBase {
  readonly kind: 'ClusterNetworkPolicy';
}
export interface AdminNetworkPolicyRecord extends AdminPolicyBase {
  readonly kind: 'AdminNetworkPolicy';
}
export interface BaselineAdminNetworkPolicyRecord extends AdminPolicyBase {
  readonly kind: 'BaselineAdminNetworkPolicy';
}
