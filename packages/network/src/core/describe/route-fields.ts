import type {
  BackendRef,
  GRPCRouteRecord,
  HTTPRouteRule,
  Kind,
  NetRecord,
  ObjectRef,
  ParentRef,
  ParentStatus,
  RouteFilter,
} from '@netkaart/topology';
import type { RecordIndex } from '../record-index.js';
import { metaOf } from './meta-fields.js';
import { backendOf, linesOf, parentOf } from './format.js';
import type { FieldTable } from './field.js';

const routeFields = {
  parentRefs: {
    path: 'spec.parentRefs',
    show: (refs: readonly ParentRef[]) => refs.map(parentOf),
    links: (refs: readonly ParentRef[], index: RecordIndex, route: NetRecord) => linksOf(refs, index, route),
  },
  hostnames: { path: 'spec.hostnames' },
  parents: { path: 'status.parents', show: (parents: readonly ParentStatus[]) => parents.map(parentStatusOf) },
};

type Rule = { readonly name: string; readonly backendRefs: readonly BackendRef[] };
const plainRules = {
  path: 'spec.rules',
  show: (rules: readonly Rule[]) => rules.flatMap((rule) => ruleOf(rule, [], [])),
  links: (rules: readonly Rule[], index: RecordIndex, route: NetRecord) => backendLinks(rules, index, route),
};

export const HTTP_ROUTE_FIELDS: FieldTable<'HTTPRoute'> = {
  ...metaOf<'HTTPRoute'>(),
  ...routeFields,
  rules: {
    ...plainRules,
    show: (rules) => rules.flatMap((rule) => ruleOf(rule, rule.matches.map(httpMatchOf), rule.filters)),
  },
};

export const GRPC_ROUTE_FIELDS: FieldTable<'GRPCRoute'> = {
  ...metaOf<'GRPCRoute'>(),
  ...routeFields,
  rules: {
    ...plainRules,
    show: (rules) => rules.flatMap((rule) => ruleOf(rule, rule.matches.map(grpcMatchOf), rule.filters)),
  },
};

export const TLS_ROUTE_FIELDS: FieldTable<'TLSRoute'> = { ...metaOf<'TLSRoute'>(), ...routeFields, rules: plainRules };
export const TCP_ROUTE_FIELDS: FieldTable<'TCPRoute'> = { ...metaOf<'TCPRoute'>(), ...routeFields, rules: plainRules };

export const REFERENCE_GRANT_FIELDS: FieldTable<'ReferenceGrant'> = {
  ...metaOf<'ReferenceGrant'>(),
  from: {
    path: 'spec.from',
    show: (from) => from.map(({ kind, namespace }) => `${kind} in ${namespace}`),
    links: (from, index) => from.map(({ namespace }) => index.byName('Namespace', '', namespace)),
  },
  to: {
    path: 'spec.to',
    show: (to) => to.map(({ kind, name }) => (name === '' ? `every ${kind}` : `${kind} ${name}`)),
    links: (to, index, grant) => to.map((ref) => linkOf({ ...ref, namespace: grant.namespace }, index, grant)),
  },
};

/** The match, its filters and each backend, joined to one line a backend. */
function ruleOf({ name, backendRefs }: Rule, matches: readonly string[], filters: readonly RouteFilter[]): string[] {
  const what = [name, matches.join(' or '), ...filters.map(filterOf)].filter(Boolean).join(', ') || 'everything';
  return backendRefs.length === 0 ? [`${what} → no backend`] : backendRefs.map((ref) => `${what} → ${backendOf(ref)}`);
}

function filterOf({ type, config }: RouteFilter): string {
  return [type, ...linesOf(config)].join(' ');
}

function httpMatchOf({ pathType, path, method, headers, queryParams }: HTTPRouteRule['matches'][number]): string {
  const conditions = [
    ...headers.map((each) => ({ what: 'header', ...each })),
    ...queryParams.map((each) => ({ what: 'query', ...each })),
  ];
  return [method, path, `(${pathType})`, ...conditions.map(({ what, name, value }) => `${what} ${name}=${value}`)]
    .filter(Boolean)
    .join(' ');
}

function grpcMatchOf({ type, service, method, headers }: GRPCRouteRecord['rules'][number]['matches'][number]): string {
  return [
    `${service || '*'}/${method || '*'}`,
    `(${type})`,
    ...headers.map(({ name, value }) => `header ${name}=${value}`),
  ].join(' ');
}

function parentStatusOf({ parent, accepted, acceptedReason, resolvedRefs, resolvedRefsReason }: ParentStatus): string {
  return `${parentOf(parent)}: Accepted ${accepted || 'not said'} ${acceptedReason}, ResolvedRefs ${resolvedRefs || 'not said'} ${resolvedRefsReason}`;
}

function backendLinks(rules: readonly Rule[], index: RecordIndex, route: NetRecord): (NetRecord | undefined)[] {
  return linksOf(
    rules.flatMap((rule) => rule.backendRefs),
    index,
    route,
  );
}

function linksOf(refs: readonly ObjectRef[], index: RecordIndex, referrer: NetRecord): (NetRecord | undefined)[] {
  return refs.map((ref) => linkOf(ref, index, referrer));
}

const LINKED: readonly Kind[] = ['Service', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'];

function linkOf(ref: ObjectRef, index: RecordIndex, referrer: NetRecord): NetRecord | undefined {
  const kind = LINKED.find((each) => each === ref.kind);
  return kind && index.byName(kind, ref.namespace || referrer.namespace, ref.name);
}
