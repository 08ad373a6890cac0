import { canonicalJson, type AdminPolicyRule, type JsonValue } from '@netkaart/topology';
import { metaOf } from './meta-fields.js';
import { policyRulesOf, selectorOf } from './format.js';
import type { FieldTable } from './field.js';

export const NETWORK_POLICY_FIELDS: FieldTable<'NetworkPolicy'> = {
  ...metaOf<'NetworkPolicy'>(),
  podSelector: { path: 'spec.podSelector', show: (selector) => [selectorOf(selector)] },
  policyTypes: { path: 'spec.policyTypes' },
  ingress: { path: 'spec.ingress', show: (rules) => policyRulesOf(rules, 'from') },
  egress: { path: 'spec.egress', show: (rules) => policyRulesOf(rules, 'to') },
};

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
