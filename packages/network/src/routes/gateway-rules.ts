import type {
  BackendRef,
  GRPCRouteRecord,
  HTTPRouteRecord,
  RouteFilter,
  TCPRouteRecord,
  TLSRouteRecord,
} from '@netkaart/topology';
import { type Backend, backendLink } from './backend.js';
import type { RouteLink } from './graph.js';
import { grantFor } from './reference-grant.js';
import { type Remark, remark } from './remark.js';
import { grpcMatchText, httpMatchText } from './route-match.js';
import type { Sources } from './sources.js';

export type GatewayRoute = HTTPRouteRecord | GRPCRouteRecord | TLSRouteRecord | TCPRouteRecord;

/** A rule of any route kind, reduced to what the picture needs. */
export interface GatewayRule {
  readonly id: string;
  readonly route: GatewayRoute;
  readonly match: string;
  readonly path: string;
  readonly backendRefs: readonly BackendRef[];
  readonly redirects: boolean;
}

/** The rules of a route, in order. */
export function gatewayRules(route: GatewayRoute): readonly GatewayRule[] {
  return route.rules.map((rule, index) => ({
    id: `rule:${route.namespace}/${route.kind}/${route.name}/${index}`,
    route,
    match: matchOf(route, index),
    path: `spec.rules[${index}]`,
    backendRefs: rule.backendRefs,
    redirects: 'filters' in rule && rule.filters.some((filter: RouteFilter) => filter.type === 'RequestRedirect'),
  }));
}

function matchOf(route: GatewayRoute, index: number): string {
  if (route.kind === 'HTTPRoute') return httpMatchText(route.rules[index]?.matches ?? []);
  if (route.kind === 'GRPCRoute') return grpcMatchText(route.rules[index]?.matches ?? []);
  return route.kind === 'TLSRoute' ? 'TLS by name' : 'every connection';
}

/** What is special about a rule as a whole: no backend, a redirect, all weights 0 (HTTPRouteRule.backendRefs: 500). */
export function ruleRemarks(rule: GatewayRule): readonly Remark[] {
  const { uid } = rule.route;
  if (rule.redirects) return [remark('redirect', uid, `${rule.path}.filters`)];
  if (rule.backendRefs.length === 0) return [remark('no-backend', uid, `${rule.path}.backendRefs`)];
  if (totalWeight(rule) === 0) return [remark('weights-zero', uid, `${rule.path}.backendRefs[].weight`)];
  return [];
}

const totalWeight = (rule: GatewayRule): number => rule.backendRefs.reduce((sum, ref) => sum + ref.weight, 0);

/** One link for each backend; a backend of another kind than Service leads nowhere that the map shows. */
export function ruleLinks(rule: GatewayRule, sources: Sources): readonly RouteLink[] {
  return rule.backendRefs.flatMap((ref, index) => {
    if (!isService(ref)) return [];
    const evidence = { uid: rule.route.uid, path: `${rule.path}.backendRefs[${index}]` };
    return [backendLink(rule.id, backendOf(rule, ref, evidence.path, sources), evidence, sources)];
  });
}

/** Remarks on backends that are no Services. */
export function foreignBackends(rule: GatewayRule): readonly Remark[] {
  return rule.backendRefs.flatMap((ref, index) => {
    if (isService(ref)) return [];
    const path = `${rule.path}.backendRefs[${index}]`;
    return [remark('backend-kind', rule.route.uid, path, { kind: ref.kind, name: ref.name })];
  });
}

const isService = (ref: BackendRef): boolean => (ref.kind === 'Service' || ref.kind === '') && ref.group === '';

function backendOf(rule: GatewayRule, ref: BackendRef, path: string, sources: Sources): Backend {
  const total = totalWeight(rule);
  const weightless = ref.weight === 0 && total > 0 ? [remark('weight-zero', rule.route.uid, `${path}.weight`)] : [];
  const crossing = crossingRemark(rule, ref, path, sources);
  return {
    namespace: ref.namespace || rule.route.namespace,
    name: ref.name,
    port: ref.port,
    share: total === 0 ? 0 : ref.weight / total,
    remarks: crossing ? [crossing, ...weightless] : weightless,
  };
}

function crossingRemark(rule: GatewayRule, ref: BackendRef, path: string, sources: Sources): Remark | null {
  const { route } = rule;
  if (ref.namespace === '' || ref.namespace === route.namespace) return null;
  const reference = {
    fromKind: route.kind,
    fromNamespace: route.namespace,
    toKind: 'Service',
    toGroup: '',
    toName: ref.name,
  };
  const grant = grantFor(reference, sources.records('ReferenceGrant', ref.namespace));
  const values = { namespace: ref.namespace, service: ref.name };
  if (!grant) return remark('cross-namespace-refused', route.uid, `${path}.namespace`, values);
  return remark('cross-namespace', route.uid, `${path}.namespace`, { ...values, grant: grant.name });
}
