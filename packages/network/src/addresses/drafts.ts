import {
  bitsOf,
  offsetIn,
  parseAddress,
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
import { placeIn } from './fill-block.js';
import { CELLS_MAX, isSlotted } from './groups.js';
import type { Draft } from './draft.js';
import type { Group, Known, Reserved } from './plan.js';
import type { Subnet } from './subnets.js';

/** First address of a lot: its identity among the lots of a cluster. */
type LotKey = number | bigint;

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

  /** Puts a pod into the lot of its address, which is opened where there is none. False outside all groups. */
  put(pod: PodRecord, address: Address): boolean {
    const at = this.groupOf(address);
    const group = this.groups[at];
    if (!group) return false;
    const draft = this.all.get(lotFirst(group, address)) ?? this.guess(group, at, address);
    if (!draft) return false;
    draft.pods.push(pod);
    draft.ats.push(placeIn(draft.prefix, address));
    return true;
  }

  private groupOf(address: Address): number {
    for (let i = 0; i < this.groups.length; i++) {
      const prefix = this.groups[i]?.prefix;
      if (prefix && covers(prefix, address)) return i;
    }
    return -1;
  }

  private guess(group: Group, at: number, address: Address): Draft | null {
    const prefix = prefixOf(address, group.blockLength);
    const source = 'pods have addresses here; no object names the block';
    return prefix && this.open(prefix, at, { evidence: 'inferred', source });
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
      ats: [],
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

function lotFirst(group: Group, address: Address): LotKey {
  const bits = bitsOf(address.family) - group.blockLength;
  if (address.family === 4) return address.value - (address.value % 2 ** bits);
  return (address.value >> BigInt(bits)) << BigInt(bits);
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
