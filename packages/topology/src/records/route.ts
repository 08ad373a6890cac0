import type { JsonValue, Meta } from './common.js';
import type { ObjectRef } from './gateway.js';

export interface ParentRef extends ObjectRef {
  readonly sectionName: string;
  readonly port: number | null;
}
export interface BackendRef extends ObjectRef {
  readonly port: number | null;
  readonly weight: number;
}
export interface RouteFilter {
  readonly type: string;
  /** The filter's own settings, as written. */
  readonly config: JsonValue;
}
export interface HeaderMatch {
  readonly type: string;
  readonly name: string;
  readonly value: string;
}
export interface ParentStatus {
  readonly parent: ParentRef;
  readonly accepted: string;
  readonly acceptedReason: string;
  readonly resolvedRefs: string;
  readonly resolvedRefsReason: string;
}
interface RouteBase extends Meta {
  readonly parentRefs: readonly ParentRef[];
  readonly hostnames: readonly string[];
  readonly parents: readonly ParentStatus[];
}
export interface HTTPRouteRule {
  readonly name: string;
  readonly matches: readonly {
    readonly pathType: string;
    readonly path: string;
    readonly method: string;
    readonly headers: readonly HeaderMatch[];
    readonly queryParams: readonly HeaderMatch[];
  }[];
  readonly filters: readonly RouteFilter[];
  readonly backendRefs: readonly BackendRef[];
}
export interface HTTPRouteRecord extends RouteBase {
  readonly kind: 'HTTPRoute';
  readonly rules: readonly HTTPRouteRule[];
}
export interface GRPCRouteRecord extends RouteBase {
  readonly kind: 'GRPCRoute';
  readonly rules: readonly {
    readonly name: string;
    readonly matches: readonly {
      readonly type: string;
      readonly service: string;
      readonly method: string;
      readonly headers: readonly HeaderMatch[];
    }[];
    readonly filters: readonly RouteFilter[];
    readonly backendRefs: readonly BackendRef[];
  }[];
}
export interface TLSRouteRecord extends RouteBase {
  readonly kind: 'TLSRoute';
  readonly rules: readonly { readonly name: string; readonly backendRefs: readonly BackendRef[] }[];
}
export interface TCPRouteRecord extends RouteBase {
  readonly kind: 'TCPRoute';
  readonly rules: readonly { readonly name: string; readonly backendRefs: readonly BackendRef[] }[];
}
export interface ReferenceGrantRecord extends Meta {
  readonly kind: 'ReferenceGrant';
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  /** name '' = every object of the kind. */
  readonly to: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
}
