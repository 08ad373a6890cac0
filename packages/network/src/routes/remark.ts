import type { FieldRef } from './field-ref.js';

/** break: requests fail · wait: something is still to come · note: works, but not as one might think. */
export type Severity = 'break' | 'wait' | 'note';

/**
 * Every special case of a route: how bad it is and the sentence that says it. `{x}` is a value of the remark; values in
 * backquotes are names or numbers as written in the object.
 */
const REMARKS = {
  'external-local': ['note', 'externalTrafficPolicy: Local'],
  'internal-local': ['note', 'internalTrafficPolicy: Local, from pods on {count} of {of} nodes'],
  'address-pending': ['wait', 'NodePort answers meanwhile'],
  'address-pending-alone': ['wait', 'nothing answers meanwhile'],
  'cross-namespace': ['note', 'to {namespace}/{service}, by ReferenceGrant {grant}'],
  'cross-namespace-refused': ['break', 'to {namespace}/{service}: no ReferenceGrant in `{namespace}` allows it'],
  'port-name-unmatched': ['break', 'targetPort `{port}` but the pods name it `{names}`'],
  'port-name-undeclared': ['break', 'targetPort `{port}` but the pods name no port'],
  'selector-no-match': ['break', 'selector `{selector}` matches no pod'],
  'selector-near-match': ['break', 'selector `{selector}` matches no pod; {count} have `{hint}`'],
  'selector-finished-only': ['break', 'selector `{selector}` matches only finished pods'],
  'endpoints-missing': ['break', '{count} pods match but no EndpointSlice lists them'],
  'slices-missing': ['break', 'no selector and no EndpointSlice of this name'],
  'none-ready': ['break', '{reason}'],
  'port-none-ready': ['break', 'port `{port}`: {reason}'],
  draining: ['note', 'only terminating pods still serve'],
  'service-missing': ['break', 'Service `{service}` does not exist'],
  'port-missing': ['break', 'Service `{service}` has no port `{port}`, only `{offered}`'],
  'port-unnamed': ['break', 'backend `{service}` names no port'],
  'class-missing': ['break', 'IngressClass `{class}` does not exist: no controller serves it'],
  'class-unset': ['break', 'no class and no default IngressClass: no controller serves it'],
  'class-annotation': ['note', 'class `{class}` by annotation; no IngressClass of this name'],
  'claimed-twice': ['note', 'also claimed by Ingress {other}, which is older'],
  'resource-backend': ['note', 'to {kind} {name}, not a Service'],
  'backend-kind': ['note', 'to {kind} {name}, not a Service'],
  'gateway-missing': ['break', 'Gateway `{gateway}` does not exist'],
  'gateway-not-programmed': ['break', 'Gateway `{gateway}` is not programmed'],
  'gateway-class-missing': ['break', 'GatewayClass `{class}` does not exist: no controller serves it'],
  'route-not-accepted': ['break', 'not accepted by Gateway {gateway}: {reason}'],
  'route-refs-unresolved': ['break', 'Gateway {gateway} cannot resolve a backend: {reason}'],
  'listener-missing': ['break', 'Gateway {gateway} has no listener `{listener}`'],
  'listener-kind': ['break', 'no listener of Gateway {gateway} takes a {kind}'],
  'listener-namespace': ['break', 'Gateway {gateway} takes no routes from namespace `{namespace}`'],
  'listener-hostname': ['break', 'host `{hosts}` fits no listener of Gateway {gateway}'],
  'parent-unread': ['note', 'parent {kind} {name} is not read'],
  'no-parent': ['break', 'names no Gateway'],
  'no-route': ['note', 'no route attaches'],
  'no-backend': ['break', 'has no backend: requests get an error'],
  redirect: ['note', 'redirects'],
  'weight-zero': ['note', 'weight 0: gets no request'],
  'weights-zero': ['break', 'all weights are 0: requests get an error'],
  'no-node-ports': ['note', 'no node ports allocated'],
} as const satisfies Record<string, readonly [Severity, string]>;

export type RemarkCode = keyof typeof REMARKS;
export type RemarkValues = Readonly<Record<string, string | number>>;

/** One special case with the field that shows it. */
export interface Remark {
  readonly code: RemarkCode;
  readonly severity: Severity;
  readonly values: RemarkValues;
  readonly evidence: FieldRef;
}

export function remark(code: RemarkCode, uid: string, path: string, values: RemarkValues = {}): Remark {
  return { code, severity: REMARKS[code][0], values, evidence: { uid, path } };
}

/** The remark in English; names and numbers as written in the object stand in backquotes. */
export function remarkWords(of: Pick<Remark, 'code' | 'values'>): string {
  return REMARKS[of.code][1].replace(/\{(\w+)\}/g, (_, key: string) => String(of.values[key] ?? ''));
}

export const isBreak = (of: Remark): boolean => of.severity === 'break';
export const isWait = (of: Remark): boolean => of.severity === 'wait';

/** Whether a break comes and goes with the readiness of endpoints alone, while all objects stay as they are. */
export const isOfReadiness = (of: Pick<Remark, 'code'>): boolean =>
  of.code === 'none-ready' || of.code === 'port-none-ready';
