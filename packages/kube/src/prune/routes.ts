import type {
  GRPCRouteRecord,
  HTTPRouteRecord,
  HTTPRouteRule,
  TCPRouteRecord,
  TLSRouteRecord,
} from '@netkaart/topology';
import { child, list, text, type Json } from './fields.js';
import type { Read } from './read.js';
import { backendRefs, filters, headerMatches, routeBase } from './route.js';

/** Rules and matches keep their order in all routes: the first of equal ones wins. */
export const readHTTPRoute: Read<HTTPRouteRecord> = (meta, object) => ({
  kind: 'HTTPRoute',
  ...meta,
  ...routeBase(object),
  rules: list(child(object, 'spec'), 'rules', httpRule),
});

export const readGRPCRoute: Read<GRPCRouteRecord> = (meta, object) => ({
  kind: 'GRPCRoute',
  ...meta,
  ...routeBase(object),
  rules: list(child(object, 'spec'), 'rules', grpcRule),
});

export const readTLSRoute: Read<TLSRouteRecord> = (meta, object) => ({
  kind: 'TLSRoute',
  ...meta,
  ...routeBase(object),
  rules: list(child(object, 'spec'), 'rules', plainRule),
});

export const readTCPRoute: Read<TCPRouteRecord> = (meta, object) => ({
  kind: 'TCPRoute',
  ...meta,
  ...routeBase(object),
  rules: list(child(object, 'spec'), 'rules', plainRule),
});

function httpRule(rule: Json): HTTPRouteRule {
  const matches = list(rule, 'matches', httpMatch);
  return {
    name: text(rule, 'name'),
    matches: matches.length === 0 ? [httpMatch({})] : matches,
    filters: filters(rule),
    backendRefs: backendRefs(rule),
  };
}

function httpMatch(match: Json): HTTPRouteRule['matches'][number] {
  const path = child(match, 'path');
  return {
    pathType: text(path, 'type', 'PathPrefix'),
    path: text(path, 'value', '/'),
    method: text(match, 'method'),
    headers: headerMatches(match, 'headers'),
    queryParams: headerMatches(match, 'queryParams'),
  };
}

function grpcRule(rule: Json): GRPCRouteRecord['rules'][number] {
  return {
    name: text(rule, 'name'),
    matches: list(rule, 'matches', grpcMatch),
    filters: filters(rule),
    backendRefs: backendRefs(rule),
  };
}

function grpcMatch(match: Json): GRPCRouteRecord['rules'][number]['matches'][number] {
  const method = child(match, 'method');
  return {
    type: text(method, 'type', 'Exact'),
    service: text(method, 'service'),
    method: text(method, 'method'),
    headers: headerMatches(match, 'headers'),
  };
}

function plainRule(rule: Json): TCPRouteRecord['rules'][number] {
  return { name: text(rule, 'name'), backendRefs: backendRefs(rule) };
}
