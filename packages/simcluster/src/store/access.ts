import type { ResourceType } from './resources.js';

export type Verb = 'get' | 'list' | 'watch';

/** What RBAC takes away. Everything that no rule names is allowed. */
export interface DenyRule {
  /** User name; absent: every user. */
  readonly user?: string;
  /** Absent: every verb. */
  readonly verbs?: readonly Verb[];
  /** Ids such as `ingresses.networking.k8s.io`, or `*`. */
  readonly resources: readonly string[];
  /** Only requests about this namespace; absent: all requests, cluster-wide ones too. */
  readonly namespace?: string;
}

/** One request, as the authoriser sees it. `namespace` is '' for the cluster scope. */
export interface Attempt {
  readonly user: string;
  readonly verb: Verb;
  readonly type: ResourceType;
  readonly namespace: string;
}

export function isDenied(rules: readonly DenyRule[], attempt: Attempt): boolean {
  return rules.some((rule) => denies(rule, attempt));
}

/** The sentence of the API server's 403. */
export function denialOf({ user, verb, type, namespace }: Attempt): string {
  const resource = type.group === '' ? type.plural : `${type.plural}.${type.group}`;
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const group = `in API group "${type.group}"`;
  return `${resource} is forbidden: User "${user}" cannot ${verb} resource "${type.plural}" ${group} ${scope}`;
}

function denies(rule: DenyRule, { user, verb, type, namespace }: Attempt): boolean {
  if (rule.user !== undefined && rule.user !== user) return false;
  if (rule.verbs && !rule.verbs.includes(verb)) return false;
  if (rule.namespace !== undefined && rule.namespace !== namespace) return false;
  return rule.resources.includes('*') || rule.resources.includes(type.id);
}
