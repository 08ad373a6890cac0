import type { LabelSelector, Meta } from './common.js';

export interface GatewayClassRecord extends Meta {
  readonly kind: 'GatewayClass';
  readonly controller: string;
  readonly accepted: string;
}
export interface GatewayListener {
  readonly name: string;
  readonly hostname: string;
  readonly port: number;
  readonly protocol: string;
  readonly tlsMode: string;
  readonly certificateRefs: readonly ObjectRef[];
  /** 'Same' | 'All' | 'Selector' */
  readonly allowedFrom: string;
  readonly allowedSelector: LabelSelector | null;
  readonly allowedKinds: readonly { readonly group: string; readonly kind: string }[];
  /** status.listeners[name].attachedRoutes, or null. */
  readonly attachedRoutes: number | null;
}
export interface GatewayRecord extends Meta {
  readonly kind: 'Gateway';
  readonly className: string;
  readonly listeners: readonly GatewayListener[];
  readonly requestedAddresses: readonly { readonly type: string; readonly value: string }[];
  /** status.addresses */
  readonly addresses: readonly { readonly type: string; readonly value: string }[];
  /** Condition Programmed: 'True' | 'False' | 'Unknown' | '' */
  readonly programmed: string;
}
export interface ObjectRef {
  readonly group: string;
  readonly kind: string;
  /** '' = the referrer's own namespace. */
  readonly namespace: string;
  readonly name: string;
}
