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
  /** Place of each pod within the prefix, as in `pods`. */
  ats: number[];
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

/** The finished block: pods in address order, free addresses counted. */
export function blockOf(draft: Draft): Block {
  const { prefix, group, node, others, evidence, source, usable, reserved, slotted } = draft;
  const size = prefixSize(prefix);
  const base = {
    cidr: formatPrefix(prefix),
    prefix,
    group,
    node,
    others,
    size,
    usable,
    reserved,
    slotted,
    evidence,
    source,
  };
  return filled(base, draft.pods, draft.ats);
}

/** A block in which some pods changed but kept their address: the same places, newer records. Null when one did not. */
export function renewed(block: Block, came: readonly PodRecord[]): Block | null {
  if (block.slotted) return null;
  const pods = block.pods.slice();
  for (const pod of came) {
    const rank = rankOf(block.offsets, atOf(block.prefix, pod));
    if (pods[rank]?.uid !== pod.uid) return null;
    pods[rank] = pod;
  }
  return { ...block, pods };
}

function rankOf(offsets: readonly number[], offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return offsets[low] === offset ? low : -1;
}

/** A block after some pods left it and some came; everything but its pods stays. */
export function refilled(block: Block, gone: ReadonlySet<string>, came: readonly PodRecord[]): Block {
  const pods: PodRecord[] = [];
  const ats: number[] = [];
  block.pods.forEach((pod, rank) => {
    if (gone.has(pod.uid)) return;
    pods.push(pod);
    ats.push(block.slotted ? atOf(block.prefix, pod) : (block.offsets[rank] ?? 0));
  });
  for (const pod of came) {
    pods.push(pod);
    ats.push(atOf(block.prefix, pod));
  }
  return filled(block, pods, ats);
}

function filled(
  base: Omit<Block, 'pods' | 'offsets' | 'free'>,
  pods: readonly PodRecord[],
  ats: readonly number[],
): Block {
  const order = inOrder(pods, ats);
  const sorted = order ? order.map((i) => pods[i]).filter((pod) => pod !== undefined) : pods;
  const places = order ? order.map((i) => ats[i] ?? 0) : ats;
  const { prefix, reserved, usable, slotted } = base;
  const free = Math.max(0, usable - taken(places, reserved, usable === base.size));
  return {
    cidr: base.cidr,
    prefix,
    group: base.group,
    node: base.node,
    others: base.others,
    size: base.size,
    usable,
    free,
    reserved,
    pods: sorted,
    offsets: slotted ? places.map((_, rank) => rank) : places,
    slotted,
    evidence: base.evidence,
    source: base.source,
  };
}

/** Indexes by place, then UID; null when they are in order already. */
function inOrder(pods: readonly PodRecord[], ats: readonly number[]): number[] | null {
  let sorted = true;
  for (let i = 1; sorted && i < ats.length; i++) sorted = (ats[i - 1] ?? 0) < (ats[i] ?? 0);
  if (sorted) return null;
  const uid = (i: number) => pods[i]?.uid ?? '';
  return ats.map((_, i) => i).sort((a, b) => (ats[a] ?? 0) - (ats[b] ?? 0) || (uid(a) < uid(b) ? -1 : 1));
}

function atOf(prefix: Prefix, pod: PodRecord): number {
  const address = placedAddress(pod, prefix.family);
  return address ? placeIn(prefix, address) : 0;
}

function placeIn(prefix: Prefix, address: Address): number {
  if (prefix.family === 4 && address.family === 4) return address.value - prefix.first;
  return Number(BigInt(address.value) - BigInt(prefix.first));
}

function lotFirst(group: Group, address: Address): LotKey {
  const bits = bitsOf(address.family) - group.blockLength;
  if (address.family === 4) return address.value - (address.value % 2 ** bits);
  return (address.value >> BigInt(bits)) << BigInt(bits);
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
