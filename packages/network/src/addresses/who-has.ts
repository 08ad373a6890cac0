import {
  canonicalAddress,
  offsetIn,
  parseAddress,
  prefixContains,
  recordsOf,
  type PodRecord,
  type ServiceRecord,
  type Topology,
} from '@netkaart/topology';
import { addressPlan } from './address-plan.js';
import { isFinished } from './finished.js';
import type { AddressPlan, Block, Group, PlanNode, PodRange, ReservedRole, ServiceRange } from './plan.js';

/** Who has an address, and if nobody: whose it would be. */
export interface AddressHolder {
  readonly address: string;
  /** Living pods with the address as their own; more than one is a fault. */
  readonly pods: readonly PodRecord[];
  /** Pods on the network of the node that has it. */
  readonly hostPods: readonly PodRecord[];
  readonly node: PlanNode | null;
  readonly service: ServiceRecord | null;
  readonly block: Block | null;
  readonly group: Group | null;
  readonly range: PodRange | null;
  readonly serviceRange: ServiceRange | null;
  /** A device that has it by rule or annotation: tunnel end, bridge. */
  readonly reserved: { readonly role: ReservedRole; readonly node: string; readonly device: string } | null;
  /** free: in a block, held by nobody. unused: in a range, in no block. foreign: in nothing that is known here. */
  readonly state: 'pod' | 'node' | 'service' | 'reserved' | 'free' | 'unused' | 'foreign';
}

/** Looks an address up in everything that the cluster says; null when the text is no IP address. */
export function whoHas(topology: Topology, text: string, given: { plan?: AddressPlan } = {}): AddressHolder | null {
  const address = canonicalAddress(text.trim());
  const parsed = address === null ? null : parseAddress(address);
  if (address === null || parsed === null) return null;
  const plan = given.plan ?? addressPlan(topology);
  const block = plan.blocks.find(({ prefix }) => prefixContains(prefix, parsed)) ?? null;
  const node = plan.nodes.find(({ addresses }) => addresses.some((own) => canonicalAddress(own) === address)) ?? null;
  const found = {
    address,
    pods: podsWith(topology, plan, block, address),
    hostPods: node?.hostPods ?? [],
    node,
    service: serviceWith(topology, address),
    block,
    group: plan.groups.find(({ prefix }) => prefixContains(prefix, parsed)) ?? null,
    range: plan.ranges.find(({ prefix }) => prefixContains(prefix, parsed)) ?? null,
    serviceRange: plan.serviceRanges.find(({ prefix }) => prefixContains(prefix, parsed)) ?? null,
    reserved: reservedAt(plan, block, address),
  };
  return { ...found, state: stateOf(found) };
}

function stateOf(found: Omit<AddressHolder, 'state'>): AddressHolder['state'] {
  if (found.pods.length > 0) return 'pod';
  if (found.node) return 'node';
  if (found.service) return 'service';
  if (found.reserved) return 'reserved';
  if (found.block) return 'free';
  return (found.group ?? found.range ?? found.serviceRange) ? 'unused' : 'foreign';
}

function podsWith(topology: Topology, plan: AddressPlan, block: Block | null, address: string): PodRecord[] {
  const candidates = block && parseAddress(address)?.family === plan.family ? block.pods : recordsOf(topology, 'Pod');
  const pods: PodRecord[] = [];
  for (const pod of candidates) {
    if (pod.hostNetwork || isFinished(pod)) continue;
    if (pod.ips.some((ip) => canonicalAddress(ip) === address)) pods.push(pod);
  }
  return pods;
}

function serviceWith(topology: Topology, address: string): ServiceRecord | null {
  for (const service of recordsOf(topology, 'Service')) {
    if (service.clusterIPs.some((ip) => canonicalAddress(ip) === address)) return service;
  }
  return null;
}

function reservedAt(plan: AddressPlan, block: Block | null, address: string): AddressHolder['reserved'] {
  const parsed = parseAddress(address);
  const offset = block && parsed ? offsetIn(block.prefix, parsed) : null;
  const role = block ? block.reserved.find((one) => one.offset === offset)?.role : undefined;
  for (const node of plan.nodes) {
    if (node.tunnel?.address === address)
      return { role: role ?? 'tunnel-end', node: node.name, device: node.tunnel.name };
    if (node.bridge?.address === address) return { role: role ?? 'gateway', node: node.name, device: node.bridge.name };
  }
  return role && block ? { role, node: block.node, device: '' } : null;
}
