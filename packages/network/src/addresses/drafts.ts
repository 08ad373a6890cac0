import {
  bitsOf,
  formatPrefix,
  offsetIn,
  parseAddress,
  parseIPv4,
  parsePrefix,
  prefixCovers,
  prefixOf,
  prefixSize,
  subnetAt,
  type Address,
  type NodeRecord,
  type PodRecord,
  type Prefix,
} from '@netkaart/topology';
import { bridgeOf, cniOf, tunnelOf } from './devices.js';
import { CELLS_MAX, isSlotted } from './groups.js';
import type { Evidence } from '../core/evidence.js';
import type { Block, Group, Known, Reserved } from './plan.js';
import type { Subnet } from './subnets.js';

/** First address of a lot: its identity among the lots of a cluster. */
type LotKey = number | bigint;

/** A block while it is being filled. */
export interface Draft {
  readonly prefix: Prefix;
  readonly group: number;
  readonly slotted: boolean;
  node: string;
  others: string[];
  evidence: Evidence;
  source: string;
  reserved: Reserved[];
  usable: number;
  pods: PodRecord[];
}

/** The lots in use, found by address. */
export class Drafts {
  readonly all = new Map<LotKey, Draft>();

  constructor(readonly groups: readonly Group[]) {}

  /** Lots of a subnet that an object hands to a node. */
  addSubnet(subnet: Subnet): void {
    const at = this.groups.findIndex((group) => prefixCovers(group.prefix, subnet.prefix));
    const group = this.groups[at];
    if (!group) return;
    const parts = Math.max(1, 2 ** (group.blockLength - subnet.prefix.length));
    for (let i = 0; i < Math.min(parts, CELLS_MAX); i++) {
      const prefix = parts === 1 ? lotAround(group, subnet.prefix) : subnetAt(subnet.prefix, group.blockLength, i);
      if (prefix) this.own(prefix, at, subnet);
    }
  }

  /** The lot of an address that lies in a group; made when `create`. Null outside all groups. */
  lotOf(address: Address, create: boolean): Draft | null {
    for (let i = 0; i < this.groups.length; i++) {
      const group = this.groups[i];
      if (!group || group.prefix.family !== address.family || !covers(group.prefix, address)) continue;
      const prefix = prefixOf(address, group.blockLength);
      if (!prefix) return null;
      const known = this.all.get(prefix.first);
      if (known || !create) return known ?? null;
      return this.open(prefix, i, {
        evidence: 'inferred',
        source: 'pods have addresses here; no object names the block',
      });
    }
    return null;
  }

  private own(prefix: Prefix, group: number, subnet: Subnet): void {
    const known = this.all.get(prefix.first);
    if (!known) {
      this.open(prefix, group, subnet).node = subnet.node;
    } else if (subnet.node !== '' && subnet.node !== known.node && !known.others.includes(subnet.node)) {
      if (known.node === '') known.node = subnet.node;
      else known.others.push(subnet.node);
    }
  }

  private open(prefix: Prefix, group: number, { evidence, source }: Known): Draft {
    const of = this.groups[group];
    const slotted = of !== undefined && isSlotted(of);
    const draft: Draft = {
      prefix,
      group,
      slotted,
      node: '',
      others: [],
      evidence,
      source,
      reserved: [],
      usable: prefixSize(prefix),
      pods: [],
    };
    this.all.set(prefix.first, draft);
    return draft;
  }
}

/** Who owns a lot that no object names: the one node on which all its pods run. */
export function inferOwner(draft: Draft): void {
  if (draft.evidence !== 'inferred' || draft.node !== '') return;
  const [first, ...rest] = draft.pods;
  if (first && rest.every((pod) => pod.node === first.node)) draft.node = first.node;
}

/** The addresses of a lot that no pod gets, by the rules of the owner's network plugin. */
export function reserve(draft: Draft, node: NodeRecord | undefined): void {
  const { prefix } = draft;
  const cni = node ? cniOf(node) : 'unknown';
  const tunnel = node ? tunnelOf(node, prefix.family) : null;
  const bridge = node ? bridgeOf(node, prefix.family) : null;
  const marks: (Reserved | null)[] = [];
  const ofNode = cni !== 'calico' && node?.podCIDRs.some((cidr) => within(cidr, prefix));
  if (ofNode) marks.push(...edges(prefix));
  marks.push(mark(prefix, tunnel?.address, 'tunnel-end', tunnel), mark(prefix, bridge?.address, 'gateway', bridge));
  draft.reserved = unique(marks);
  draft.usable = prefixSize(prefix) - (cni === 'calico' ? 0 : draft.reserved.length);
}

/** The finished block: pods in address order, free addresses counted. */
export function blockOf(draft: Draft): Block {
  const { prefix, group, node, others, evidence, source, usable, reserved, slotted } = draft;
  const { pods, offsets } = byAddress(prefix, draft.pods, slotted);
  const free = Math.max(0, usable - taken(offsets, reserved, usable === prefixSize(prefix)));
  return {
    cidr: formatPrefix(prefix),
    prefix,
    group,
    node,
    others,
    size: prefixSize(prefix),
    usable,
    free,
    reserved,
    pods,
    offsets,
    slotted,
    evidence,
    source,
  };
}

/** The address by which a pod is placed: its first one of the family, else null. */
export function placedAddress(pod: PodRecord, family: 4 | 6): Address | null {
  for (const ip of pod.ips) {
    if (family === 4) {
      const value = parseIPv4(ip);
      if (value !== null) return { family, value };
    } else {
      const address = parseAddress(ip);
      if (address?.family === 6) return address;
    }
  }
  return null;
}

function byAddress(
  prefix: Prefix,
  pods: readonly PodRecord[],
  slotted: boolean,
): { pods: PodRecord[]; offsets: number[] } {
  const placed: { pod: PodRecord; at: number }[] = [];
  for (const pod of pods) {
    const address = placedAddress(pod, prefix.family);
    placed.push({ pod, at: (address && offsetIn(prefix, address)) ?? 0 });
  }
  placed.sort((a, b) => a.at - b.at || (a.pod.uid < b.pod.uid ? -1 : 1));
  return { pods: placed.map(({ pod }) => pod), offsets: placed.map(({ at }, rank) => (slotted ? rank : at)) };
}

function taken(offsets: readonly number[], reserved: readonly Reserved[], countAll: boolean): number {
  let count = 0;
  let last = -1;
  for (const offset of offsets) {
    if (offset !== last && (countAll || !reserved.some((one) => one.offset === offset))) count++;
    last = offset;
  }
  return count;
}

function edges(prefix: Prefix): Reserved[] {
  if (prefix.family === 6 || prefix.length > 30) return [];
  const known = {
    evidence: 'inferred',
    source: 'rule: first and last address of an IPv4 subnet are never given to a pod',
  } as const;
  return [
    { offset: 0, role: 'network', ...known },
    { offset: prefixSize(prefix) - 1, role: 'broadcast', ...known },
  ];
}

function mark(
  prefix: Prefix,
  text: string | null | undefined,
  role: Reserved['role'],
  known: Known | null,
): Reserved | null {
  const address = text ? parseAddress(text) : null;
  const offset = address && offsetIn(prefix, address);
  return offset === null || known === null ? null : { offset, role, evidence: known.evidence, source: known.source };
}

/** One mark per address: a device's mark says more than "network". */
function unique(marks: readonly (Reserved | null)[]): Reserved[] {
  const byOffset = new Map<number, Reserved>();
  for (const one of marks) if (one) byOffset.set(one.offset, one);
  return [...byOffset.values()].sort((a, b) => a.offset - b.offset);
}

function within(cidr: string, prefix: Prefix): boolean {
  const subnet = parsePrefix(cidr);
  return subnet !== null && prefixCovers(subnet, prefix) && subnet.length === prefix.length;
}

function lotAround(group: Group, prefix: Prefix): Prefix | null {
  if (prefix.length === group.blockLength) return prefix;
  const first: Address = prefix.family === 4 ? { family: 4, value: prefix.first } : { family: 6, value: prefix.first };
  return prefixOf(first, group.blockLength);
}

function covers(prefix: Prefix, address: Address): boolean {
  if (prefix.family === 4 && address.family === 4) {
    const size = 2 ** (bitsOf(4) - prefix.length);
    return address.value >= prefix.first && address.value < prefix.first + size;
  }
  if (prefix.family === 6 && address.family === 6)
    return address.value >> BigInt(128 - prefix.length) === prefix.first >> BigInt(128 - prefix.length);
  return false;
}
