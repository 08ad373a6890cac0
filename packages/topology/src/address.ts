import { formatIPv4, parseIPv4 } from './ipv4.js';
import { formatIPv6, parseIPv6 } from './ipv6.js';

/** An IPv4 address as an unsigned 32-bit number. */
export interface IPv4Address {
  readonly family: 4;
  readonly value: number;
}
/** An IPv6 address as a 128-bit bigint. An IPv4-mapped address stays IPv6, as in Go's netip. */
export interface IPv6Address {
  readonly family: 6;
  readonly value: bigint;
}
export type Address = IPv4Address | IPv6Address;
export type Family = Address['family'];

/** The address in a text, or null when it is not exactly one address (leading zeros, zones, ports and blanks are refused). */
export function parseAddress(text: string): Address | null {
  const v4 = parseIPv4(text);
  if (v4 !== null) return { family: 4, value: v4 };
  const v6 = parseIPv6(text);
  return v6 === null ? null : { family: 6, value: v6 };
}

/** Canonical text: dotted decimal, or RFC 5952. */
export function formatAddress(address: Address): string {
  return address.family === 4 ? formatIPv4(address.value) : formatIPv6(address.value);
}

/** Total order: IPv4 before IPv6, then by value. Negative, 0 or positive. */
export function compareAddresses(a: Address, b: Address): number {
  if (a.family !== b.family) return a.family - b.family;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

/** The canonical text of an address given in any form, or null when it is none. */
export function canonicalAddress(text: string): string | null {
  const address = parseAddress(text);
  return address && formatAddress(address);
}
