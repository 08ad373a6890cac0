import { formatIPv4, parseIPv4 } from './ipv4.js';

const GROUP = /^[0-9a-fA-F]{1,4}$/;
const MAPPED_HIGH = 0xffffn;

/** The 128-bit value of an IPv6 address in any textual form of RFC 4291 2.2, or null. Zones (`%eth0`) are refused. */
export function parseIPv6(text: string): bigint | null {
  if (text.length > 45 || !text.includes(':')) return null;
  const plain = dottedTailAsGroups(text);
  if (plain === null) return null;
  const halves = plain.split('::');
  if (halves.length > 2) return null;
  const head = groupsOf(halves[0] ?? '');
  const tail = groupsOf(halves[1] ?? '');
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  return valueOf([...head, ...new Array<number>(missing).fill(0), ...tail]);
}

/** Canonical text of a 128-bit value: RFC 5952, with the dotted form for IPv4-mapped addresses (its section 5). */
export function formatIPv6(value: bigint): string {
  if (value >> 32n === MAPPED_HIGH) return `::ffff:${formatIPv4(Number(value & 0xffffffffn))}`;
  const groups = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
  const zeros = longestZeroRun(groups);
  if (zeros === null) return hexOf(groups);
  return `${hexOf(groups.slice(0, zeros.start))}::${hexOf(groups.slice(zeros.end))}`;
}

function dottedTailAsGroups(text: string): string | null {
  if (!text.includes('.')) return text;
  const colon = text.lastIndexOf(':');
  const value = parseIPv4(text.slice(colon + 1));
  if (value === null) return null;
  return `${text.slice(0, colon + 1)}${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}`;
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  return parts.every((part) => GROUP.test(part)) ? parts.map((part) => parseInt(part, 16)) : null;
}

function valueOf(groups: readonly number[]): bigint {
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

function hexOf(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16)).join(':');
}

/** The first of the longest runs of two or more zero groups, or null. */
function longestZeroRun(groups: readonly number[]): { start: number; end: number } | null {
  let best = { start: 0, end: 1 };
  let start = 0;
  for (let i = 0; i <= groups.length; i++) {
    if (groups[i] === 0) continue;
    if (i - start > best.end - best.start) best = { start, end: i };
    start = i + 1;
  }
  return best.end - best.start >= 2 ? best : null;
}
