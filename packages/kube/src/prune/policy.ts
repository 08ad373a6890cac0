import type { NetworkPolicyRecord, PolicyPeer, PolicyPort, PolicyRule } from '@netkaart/topology';
import { child, FieldError, integer, maybeChild, maybeList, sortedTexts, text, texts, type Json } from './fields.js';
import { portOrName } from './ports.js';
import type { Read } from './read.js';
import { selector } from './selector.js';

const EVERYTHING = { matchLabels: {}, matchExpressions: [] };

/** Rules, peers and ports keep their order, so that a decision can name `ingress[2]`; the exceptions of an ipBlock are sorted. */
export const readNetworkPolicy: Read<NetworkPolicyRecord> = (meta, object, intern) => {
  const spec = child(object, 'spec');
  return {
    kind: 'NetworkPolicy',
    ...meta,
    podSelector: intern(selector(spec, 'podSelector') ?? EVERYTHING),
    policyTypes: spec['policyTypes'] === undefined || spec['policyTypes'] === null ? null : texts(spec, 'policyTypes'),
    ingress: maybeList(spec, 'ingress', (rule) => policyRule(rule, 'from')),
    egress: maybeList(spec, 'egress', (rule) => policyRule(rule, 'to')),
  };
};

function policyRule(rule: Json, side: 'from' | 'to'): PolicyRule {
  return { peers: maybeList(rule, side, peer), ports: maybeList(rule, 'ports', policyPort) };
}

function peer(item: Json): PolicyPeer {
  const block = maybeChild(item, 'ipBlock');
  return {
    podSelector: selector(item, 'podSelector'),
    namespaceSelector: selector(item, 'namespaceSelector'),
    ipBlock: block === null ? null : { cidr: requiredCidr(block), except: sortedTexts(block, 'except') },
  };
}

function requiredCidr(block: Json): string {
  const cidr = text(block, 'cidr');
  if (cidr === '') throw new FieldError(block, 'cidr', 'is missing');
  return cidr;
}

function policyPort(item: Json): PolicyPort {
  return {
    protocol: text(item, 'protocol', 'TCP') || 'TCP',
    port: portOrName(item, 'port'),
    endPort: integer(item, 'endPort'),
  };
}
