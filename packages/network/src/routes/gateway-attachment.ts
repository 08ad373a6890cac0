import type { GatewayListener, GatewayRecord, ParentRef } from '@netkaart/topology';
import { intersectHostnames } from './hostname.js';
import { matchesSelector } from '../core/selector.js';
import type { RuleKind } from './graph.js';
import type { Sources } from './sources.js';

export type RouteKind = Exclude<RuleKind, 'Ingress'>;

/** What attachment needs to know of a route. */
export interface Attaching {
  readonly kind: RouteKind;
  readonly namespace: string;
  readonly hostnames: readonly string[];
}

/** One listener that takes the route, with the host names left after intersection (`*` = any). */
export interface Attachment {
  readonly listener: GatewayListener;
  readonly hostnames: readonly string[];
}

/** Why no listener takes the route: the first hurdle that none clears. */
export type Refusal = 'listener-missing' | 'listener-kind' | 'listener-namespace' | 'listener-hostname';

export type AttachmentResult = { readonly attached: readonly Attachment[] } | { readonly refused: Refusal };

/**
 * The listeners of a Gateway to which a route attaches by one parentRef: named by sectionName and port, of a kind that
 * they allow (by default what their protocol carries), from a namespace that allowedRoutes.namespaces admits (Same by
 * default), with a host name in common. Gateway API, ParentReference and AllowedRoutes.
 */
export function attach(
  route: Attaching,
  parent: ParentRef,
  gateway: GatewayRecord,
  sources: Sources,
): AttachmentResult {
  const named = gateway.listeners.filter((listener) => isNamed(listener, parent));
  if (named.length === 0) return { refused: 'listener-missing' };
  const kinds = named.filter((listener) => takesKind(listener, route.kind));
  if (kinds.length === 0) return { refused: 'listener-kind' };
  const admitting = kinds.filter((listener) => admits(listener, gateway.namespace, route.namespace, sources));
  if (admitting.length === 0) return { refused: 'listener-namespace' };
  const attached = admitting
    .map((listener) => ({ listener, hostnames: hostsOf(listener, route) }))
    .filter((attachment) => attachment.hostnames.length > 0);
  return attached.length === 0 ? { refused: 'listener-hostname' } : { attached };
}

function isNamed(listener: GatewayListener, parent: ParentRef): boolean {
  if (parent.sectionName !== '' && parent.sectionName !== listener.name) return false;
  return parent.port === null || parent.port === listener.port;
}

/** Kinds that a protocol carries when allowedRoutes.kinds is empty; a protocol that is not known carries any. */
const CARRIES: Readonly<Record<string, readonly RouteKind[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: [],
};

function takesKind(listener: GatewayListener, kind: RouteKind): boolean {
  if (listener.allowedKinds.length > 0) return listener.allowedKinds.some((allowed) => allowed.kind === kind);
  return CARRIES[listener.protocol]?.includes(kind) ?? true;
}

function admits(listener: GatewayListener, own: string, from: string, sources: Sources): boolean {
  if (listener.allowedFrom === 'All') return true;
  if (listener.allowedFrom !== 'Selector') return own === from;
  const namespace = sources.namespace(from);
  return namespace !== null && matchesSelector(listener.allowedSelector, namespace.labels);
}

/** TCP knows no host names. */
function hostsOf(listener: GatewayListener, route: Attaching): readonly string[] {
  return route.kind === 'TCPRoute' ? ['*'] : intersectHostnames(listener.hostname, route.hostnames);
}
