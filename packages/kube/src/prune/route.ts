import type { BackendRef, HeaderMatch, JsonValue, ParentRef, ParentStatus, RouteFilter } from '@netkaart/topology';
import { child, integer, list, sortedTexts, text, type Json } from './fields.js';
import { copyOf } from './json-value.js';
import { conditionStatus, condition } from './meta.js';
import { port } from './ports.js';

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** What the four kinds of routes share. parentRefs keep their order; hostnames are sorted; parents are sorted by parent. */
export function routeBase(object: Json) {
  const spec = child(object, 'spec');
  return {
    parentRefs: list(spec, 'parentRefs', parentRef),
    hostnames: sortedTexts(spec, 'hostnames'),
    parents: list(child(object, 'status'), 'parents', parentStatus).sort(byParent),
  };
}

function parentRef(ref: Json): ParentRef {
  return {
    group: text(ref, 'group', GATEWAY_GROUP),
    kind: text(ref, 'kind', 'Gateway'),
    namespace: text(ref, 'namespace'),
    name: text(ref, 'name'),
    sectionName: text(ref, 'sectionName'),
    port: port(ref, 'port'),
  };
}

function parentStatus(status: Json): ParentStatus {
  return {
    parent: parentRef(child(status, 'parentRef')),
    accepted: conditionStatus(status, 'Accepted'),
    acceptedReason: reasonOf(status, 'Accepted'),
    resolvedRefs: conditionStatus(status, 'ResolvedRefs'),
    resolvedRefsReason: reasonOf(status, 'ResolvedRefs'),
  };
}

function reasonOf(status: Json, type: string): string {
  return text(condition(status, type) ?? {}, 'reason');
}

function byParent(a: ParentStatus, b: ParentStatus): number {
  const left = parentKey(a.parent);
  const right = parentKey(b.parent);
  return left < right ? -1 : left > right ? 1 : 0;
}

function parentKey({ namespace, name, sectionName, port: number }: ParentRef): string {
  return [namespace, name, sectionName, number].join('/');
}

export function backendRefs(rule: Json): BackendRef[] {
  return list(rule, 'backendRefs', (ref) => ({
    group: text(ref, 'group'),
    kind: text(ref, 'kind', 'Service'),
    namespace: text(ref, 'namespace'),
    name: text(ref, 'name'),
    port: port(ref, 'port'),
    weight: integer(ref, 'weight') ?? 1,
  }));
}

/** Filters keep their order. */
export function filters(rule: Json): RouteFilter[] {
  return list(rule, 'filters', (filter) => ({ type: text(filter, 'type'), config: filterConfig(filter) }));
}

/** A filter holds its type and one more field with its settings. */
function filterConfig(filter: Json): JsonValue {
  const names = Object.keys(filter).filter((name) => name !== 'type');
  const [only] = names;
  if (names.length === 1 && only !== undefined) return copyOf(filter[only], filter, only);
  return names.length === 0 ? null : copyOf(filter, filter, 'type');
}

export function headerMatches(match: Json, name: string): HeaderMatch[] {
  return list(match, name, (item) => ({
    type: text(item, 'type', 'Exact'),
    name: text(item, 'name'),
    value: text(item, 'value'),
  }));
}
