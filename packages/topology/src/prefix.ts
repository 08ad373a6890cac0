import { formatAddress, parseAddress, type Address } from './address.js';

/** A range of addresses that share their first `length` bits. `first` is its lowest address. */
export interface IPv4Prefix {
  readonly family: 4;
  readonly first: number;
  readonly length: number;
}
export interface IPv6Prefix {
  readonly family: 6;
  readonly first: bigint;
  readonly length: number;
}
export type Prefix = IPv4Prefix | IPv6Prefix;

const LENGTH = /^(0|[1-9]\d{0,2})$/;

/** Bits of an address of the family: 32 or 128. */
export function bitsOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

/**
 * The prefix in a text like `10.244.1.0/24`, or null when it is none. Bits behind the length are dropped, as Go's
 * ParseCIDR does: `10.244.1.5/24` is 10.244.1.0/24.
 */
export function parsePrefix(text: string): Prefix | null {
  const slash = text.indexOf('/');
  const length = text.slice(slash + 1);
  const address = slash < 0 || !LENGTH.test(length) ? null : parseAddress(text.slice(0, slash));
  return address && prefixOf(address, Number(length));
}

/** The prefix of `length` bits that holds the address, or null when the family has no such length. */
export function prefixOf(address: Address, length: number): Prefix | null {
  if (!Number.isInteger(length) || length < 0 || length > bitsOf(address.family)) return null;
  if (address.family === 4) return { family: 4, first: maskIPv4(address.value, length), length };
  return { family: 6, first: maskIPv6(address.value, length), length };
}

/** Canonical text, `first/length`. */
export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress(firstAddress(prefix))}/${prefix.length}`;
}

/** Total order: IPv4 before IPv6, then by first address, then the wider before the narrower. */
export function comparePrefixes(a: Prefix, b: Prefix): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.length - b.length;
}

/** The lowest address: the network's own on IPv4. */
export function firstAddress(prefix: Prefix): Address {
  return prefix.family === 4 ? { family: 4, value: prefix.first } : { family: 6, value: prefix.first };
}

/** The highest address: the broadcast address on IPv4. */
export function lastAddress(prefix: Prefix): Address {
  if (prefix.family === 4) return { family: 4, value: prefix.first + 2 ** (32 - prefix.length) - 1 };
  return { family: 6, value: prefix.first + (1n << BigInt(128 - prefix.length)) - 1n };
}

/** Number of addresses: a power of two, exact even for IPv6. */
export function prefixSize(prefix: Prefix): number {
  return 2 ** (bitsOf(prefix.family) - prefix.length);
}

/** Whether the address lies in the prefix. Families never mix. */
export function prefixContains(prefix: Prefix, address: Address): boolean {
  if (prefix.family === 4) return address.family === 4 && maskIPv4(address.value, prefix.length) === prefix.first;
  return address.family === 6 && maskIPv6(address.value, prefix.length) === prefix.first;
}

/** Whether every address of `inner` lies in `outer`; true for equal ones. */
export function prefixCovers(outer: Prefix, inner: Prefix): boolean {
  return outer.length <= inner.length && prefixContains(outer, firstAddress(inner));
}

/** Whether the two share an address. */
export function prefixesOverlap(a: Prefix, b: Prefix): boolean {
  return prefixCovers(a, b) || prefixCovers(b, a);
}

/** The longest prefix that covers all of them; null for an empty list or mixed families. */
export function enclosingPrefix(prefixes: Iterable<Prefix>): Prefix | null {
  let result: Prefix | null = null;
  for (const prefix of prefixes) {
    const joined: Prefix | null = result === null ? prefix : join(result, prefix);
    if (joined === null) return null;
    result = joined;
  }
  return result;
}

/** Which of the equal parts of `outer` with `inner`'s length is `inner`, from 0; null when outer does not cover it. */
export function subnetIndex(outer: Prefix, inner: Prefix): number | null {
  if (!prefixCovers(outer, inner)) return null;
  if (outer.family === 4 && inner.family === 4) return (inner.first - outer.first) / 2 ** (32 - inner.length);
  return Number((BigInt(inner.first) - BigInt(outer.first)) >> BigInt(128 - inner.length));
}

/** The `index`-th (from 0) of the parts of `length` bits into which `outer` divides; null when there is none. */
export function subnetAt(outer: Prefix, length: number, index: number): Prefix | null {
  if (!Number.isInteger(length) || length < outer.length || length > bitsOf(outer.family)) return null;
  if (!Number.isSafeInteger(index) || index < 0 || index >= 2 ** (length - outer.length)) return null;
  if (outer.family === 4) return { family: 4, first: outer.first + index * 2 ** (32 - length), length };
  return { family: 6, first: outer.first + (BigInt(index) << BigInt(128 - length)), length };
}

/** Place of an address within the prefix, from 0; null when it lies outside. Exact up to 2^53. */
export function offsetIn(prefix: Prefix, address: Address): number | null {
  if (!prefixContains(prefix, address)) return null;
  if (address.family === 4) return address.value - Number(prefix.first);
  return Number(address.value - BigInt(prefix.first));
}

/** The address at a place within the prefix, from 0; null when it lies outside. */
export function addressAt(prefix: Prefix, offset: number): Address | null {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= prefixSize(prefix)) return null;
  if (prefix.family === 4) return { family: 4, value: prefix.first + offset };
  return { family: 6, value: prefix.first + BigInt(offset) };
}

function join(a: Prefix, b: Prefix): Prefix | null {
  if (a.family !== b.family) return null;
  const length = Math.min(a.length, b.length, commonBits(a, b));
  return prefixOf(firstAddress(a), length);
}

function commonBits(a: Prefix, b: Prefix): number {
  if (a.family === 4) return Math.clz32(a.first ^ Number(b.first));
  const different = a.first ^ BigInt(b.first);
  return different === 0n ? 128 : 128 - different.toString(2).length;
}

function maskIPv4(value: number, length: number): number {
  return length === 0 ? 0 : (value & (-1 << (32 - length))) >>> 0;
}

function maskIPv6(value: bigint, length: number): bigint {
  const hostBits = BigInt(128 - length);
  return (value >> hostBits) << hostBits;
}
