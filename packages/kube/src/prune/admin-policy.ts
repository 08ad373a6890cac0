import type {
  AdminNetworkPolicyRecord,
  AdminPolicyRule,
  BaselineAdminNetworkPolicyRecord,
  ClusterNetworkPolicyRecord,
  JsonValue,
} from '@netkaart/topology';
import type { Resource } from '../sink.js';
import { child, integer, items, text, list, type Json } from './fields.js';
import { copyOf, jsonValue } from './json-value.js';
import type { Read } from './read.js';

export const readClusterNetworkPolicy: Read<ClusterNetworkPolicyRecord> = (meta, object, _intern, resource) => ({
  kind: 'ClusterNetworkPolicy',
  ...meta,
  ...adminPolicy(object, resource),
});

export const readAdminNetworkPolicy: Read<AdminNetworkPolicyRecord> = (meta, object, _intern, resource) => ({
  kind: 'AdminNetworkPolicy',
  ...meta,
  ...adminPolicy(object, resource),
});

export const readBaselineAdminNetworkPolicy: Read<BaselineAdminNetworkPolicyRecord> = (meta, object, _i, resource) => ({
  kind: 'BaselineAdminNetworkPolicy',
  ...meta,
  ...adminPolicy(object, resource),
});

/** Rules, peers and ports keep their order: the first rule that matches decides. */
function adminPolicy(object: Json, resource: Resource) {
  const spec = child(object, 'spec');
  return {
    apiVersion: text(object, 'apiVersion', `${resource.group}/${resource.version}`),
    tier: text(spec, 'tier'),
    priority: integer(spec, 'priority'),
    subject: jsonValue(spec, 'subject'),
    ingress: list(spec, 'ingress', (rule) => adminRule(rule, 'from')),
    egress: list(spec, 'egress', (rule) => adminRule(rule, 'to')),
  };
}

function adminRule(rule: Json, side: 'from' | 'to'): AdminPolicyRule {
  return {
    name: text(rule, 'name'),
    action: text(rule, 'action'),
    peers: asWritten(rule, side) ?? [],
    ports: asWritten(rule, 'protocols') ?? asWritten(rule, 'ports'),
  };
}

function asWritten(rule: Json, name: string): JsonValue[] | null {
  if (rule[name] === undefined || rule[name] === null) return null;
  return items(rule, name).map((item, index) => copyOf(item, rule, `${name}[${index}]`));
}
