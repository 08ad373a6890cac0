import {
  formatPrefix,
  parseAddress,
  parseIPv4,
  prefixSize,
  type Address,
  type PodRecord,
  type Prefix,
} from '@netkaart/topology';
import type { Draft } from './draft.js';
import type { Block, Reserved } from './plan.js';

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

/** Place of an address within the prefix that holds it. */
export function placeIn(prefix: Prefix, address: Address): number {
  if (prefix.family === 4 && address.family === 4) return address.value - prefix.first;
  return Number(BigInt(address.value) - BigInt(prefix.first));
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
