import {
  compareAddresses,
  formatAddress,
  parseAddress,
  type Address,
  type Family,
  type NodeRecord,
  type PodRecord,
} from '@netkaart/topology';
import { bridgeOf, tunnelOf } from './devices.js';
import { isSilent, nodeState } from '../core/states.js';
import type { NodeNetwork, PlanNode } from './plan.js';
import { shortNames } from './short-names.js';

const ROLE = 'node-role.kubernetes.io/';
const ZONES = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];

/** A node without its blocks and pods. */
export type BareNode = Omit<PlanNode, 'blocks' | 'hostPods'>;

/** The nodes by eth0 address (those without one last), then name. */
export function bareNodes(records: readonly NodeRecord[], family: Family): BareNode[] {
  const names = shortNames(records.map((node) => node.name));
  const placed = records.map((record) => ({ record, eth0: eth0Of(record, family) }));
  placed.sort((a, b) => compareEth0(a.eth0, b.eth0) || (a.record.name < b.record.name ? -1 : 1));
  return placed.map(({ record }) => bareNode(record, names.get(record.name) ?? record.name, family));
}

/** One node as the plan shows it. */
export function bareNode(record: NodeRecord, shortName: string, family: Family): BareNode {
  return {
    uid: record.uid,
    name: record.name,
    shortName,
    roles: rolesOf(record),
    zone: zoneOf(record),
    state: nodeState(record),
    silent: isSilent(record),
    reason: record.readyReason,
    message: record.readyMessage,
    since: record.readySince,
    addresses: internalAddresses(record, family),
    podCIDRs: record.podCIDRs,
    tunnel: tunnelOf(record, family),
    bridge: bridgeOf(record, family),
  };
}

/** First and last InternalIP of each family. */
export function nodeNetworks(nodes: readonly BareNode[]): NodeNetwork[] {
  const all = nodes
    .flatMap((node) => node.addresses)
    .map(parseAddress)
    .filter((address) => address !== null);
  return ([4, 6] as const).flatMap((family) => {
    const own = all.filter((address) => address.family === family).sort(compareAddresses);
    const [first] = own;
    const last = own.at(-1);
    return first && last ? [{ family, first: formatAddress(first), last: formatAddress(last), count: own.length }] : [];
  });
}

/** By namespace, then name. */
export function byName(a: PodRecord, b: PodRecord): number {
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1;
  return a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
}

function internalAddresses(node: NodeRecord, family: Family): string[] {
  const all = node.addresses.filter(({ type }) => type === 'InternalIP').map(({ address }) => address);
  const first = (text: string) => (parseAddress(text)?.family === family ? 0 : 1);
  return all.sort((a, b) => first(a) - first(b));
}

function eth0Of(node: NodeRecord, family: Family): Address | null {
  return parseAddress(internalAddresses(node, family)[0] ?? '');
}

function compareEth0(a: Address | null, b: Address | null): number {
  if (a && b) return compareAddresses(a, b);
  return a ? -1 : b ? 1 : 0;
}

function rolesOf(node: NodeRecord): string[] {
  const roles = new Set<string>();
  for (const key of Object.keys(node.labels)) if (key.startsWith(ROLE)) roles.add(key.slice(ROLE.length));
  return [...roles].sort();
}

function zoneOf(node: NodeRecord): string {
  for (const key of ZONES) {
    const zone = node.labels[key];
    if (zone) return zone;
  }
  return '';
}
