import type { NodeRecord } from '@netkaart/topology';
import { annotations } from './annotations.js';
import { child, flag, list, prose, seconds, text, texts, type Json } from './fields.js';
import { k3sNodeArgs } from './flags.js';
import { condition, conditionStatus } from './meta.js';
import type { Read } from './read.js';

const PREFIXES = ['flannel.alpha.coreos.com/', 'network.cilium.io/'];
const NAMES = new Set([
  'k3s.io/internal-ip',
  'projectcalico.org/IPv4Address',
  'projectcalico.org/IPv4IPIPTunnelAddr',
  'projectcalico.org/IPv4VXLANTunnelAddr',
  'projectcalico.org/IPv6Address',
  'projectcalico.org/IPv6IPIPTunnelAddr',
  'projectcalico.org/IPv6VXLANTunnelAddr',
]);

/** Addresses and podCIDRs keep their order: the first of each is the primary one. Heartbeats and capacity are dropped. */
export const readNode: Read<NodeRecord> = (meta, object, intern) => {
  const spec = child(object, 'spec');
  const status = child(object, 'status');
  const ready = condition(status, 'Ready') ?? {};
  return {
    kind: 'Node',
    ...meta,
    addresses: list(status, 'addresses', (item) => ({ type: text(item, 'type'), address: text(item, 'address') })),
    podCIDRs: podCIDRs(spec),
    unschedulable: flag(spec, 'unschedulable', false),
    ready: intern(text(ready, 'status')),
    readyReason: intern(text(ready, 'reason')),
    readyMessage: intern(prose(ready, 'message')),
    readySince: seconds(ready, 'lastTransitionTime'),
    networkUnavailable: conditionStatus(status, 'NetworkUnavailable') === 'True',
    annotations: annotations(object, kept),
    kubeletVersion: intern(text(child(status, 'nodeInfo'), 'kubeletVersion')),
    maxPods: podCapacity(child(status, 'allocatable')),
  };
};

function podCIDRs(spec: Json): string[] {
  const all = texts(spec, 'podCIDRs');
  const single = text(spec, 'podCIDR');
  return all.length === 0 && single !== '' ? [single] : all;
}

function kept(key: string, value: string): string | null {
  if (key === 'k3s.io/node-args') return k3sNodeArgs(value);
  return NAMES.has(key) || PREFIXES.some((prefix) => key.startsWith(prefix)) ? value : null;
}

/** A quantity such as "110" or "1k"; null when it is something else. */
function podCapacity(allocatable: Json): number | null {
  const value = allocatable['pods'];
  const match = /^(\d{1,7})(k?)$/.exec(
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '',
  );
  return match === null ? null : Number(match[1]) * (match[2] === 'k' ? 1000 : 1);
}
