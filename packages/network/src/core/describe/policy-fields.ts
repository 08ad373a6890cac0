import {
  canonicalJson,
  type AdminPolicyRule,
  type JsonValue,
  type NetworkPolicyRecord,
  type PolicyRule,
} from '@netkaart/topology';
import { isolates, type Direction } from '../isolation.js';
import { metaOf } from './meta-fields.js';
import { policyRulesOf, selectorOf } from './format.js';
import type { FieldSpec, FieldTable } from './field.js';

export const NETWORK_POLICY_FIELDS: FieldTable<'NetworkPolicy'> = {
  ...metaOf<'NetworkPolicy'>(),
  podSelector: { path: 'spec.podSelector', show: (selector) => [selectorOf(selector)] },
  policyTypes: { path: 'spec.policyTypes' },
  ingress: section('Ingress'),
  egress: section('Egress'),
};

function section(direction: Direction): FieldSpec<NetworkPolicyRecord, readonly PolicyRule[] | null> {
  const isImplied = (rules: readonly PolicyRule[] | null, policy: NetworkPolicyRecord) =>
    rules === null && isolates(policy, direction);
  return {
    path: `spec.${direction.toLowerCase()}`,
    show: (_, policy) => sectionOf(policy, direction),
    evidence: (rules, policy) => (isImplied(rules, policy) ? 'inferred' : 'read'),
    rule: (rules, policy) =>
      isImplied(rules, policy) ? `policyTypes isolates for ${direction}, and no rule allows` : '',
  };
}

/** What a section allows; also what follows where it is absent or not named by policyTypes. */
function sectionOf(policy: NetworkPolicyRecord, direction: Direction): string[] {
  const rules = direction === 'Ingress' ? policy.ingress : policy.egress;
  if (!isolates(policy, direction))
    return rules === null ? [] : [`has no effect: policyTypes does not name ${direction}`];
  if (rules === null || rules.length === 0) return ['no rule: nothing is allowed'];
  return policyRulesOf(rules, direction === 'Ingress' ? 'from' : 'to');
}

const adminFields = {
  apiVersion: { path: 'apiVersion' },
  tier: { path: 'spec.tier' },
  priority: { path: 'spec.priority' },
  subject: { path: 'spec.subject', show: (subject: JsonValue) => (subject === null ? [] : [canonicalJson(subject)]) },
  ingress: {
    path: 'spec.ingress',
    show: (rules: readonly AdminPolicyRule[]) => rules.map((rule) => adminRuleOf(rule, 'from')),
  },
  egress: {
    path: 'spec.egress',
    show: (rules: readonly AdminPolicyRule[]) => rules.map((rule) => adminRuleOf(rule, 'to')),
  },
};

export const CLUSTER_NETWORK_POLICY_FIELDS: FieldTable<'ClusterNetworkPolicy'> = {
  ...metaOf<'ClusterNetworkPolicy'>(),
  ...adminFields,
};
export const ADMIN_NETWORK_POLICY_FIELDS: FieldTable<'AdminNetworkPolicy'> = {
  ...metaOf<'AdminNetworkPolicy'>(),
  ...adminFields,
};
export const BASELINE_ADMIN_NETWORK_POLICY_FIELDS: FieldTable<'BaselineAdminNetworkPolicy'> = {
  ...metaOf<'BaselineAdminNetworkPolicy'>(),
  ...adminFields,
};

function adminRuleOf({ name, action, peers, ports }: AdminPolicyRule, preposition: string): string {
  const title = name === '' ? action : `${name}: ${action}`;
  const what = ports === null ? 'every port' : ports.map(canonicalJson).join(', ');
  return `${title} ${preposition} ${peers.map(canonicalJson).join(' or ')}: ${what}`;
}
