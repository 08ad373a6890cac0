import { parseAddress, formatAddress, type Address } from '../address.js';
import { formatIPv4 } from '../ipv4.js';
import { isList } from '../equal.js';
import type { JsonValue } from '../records/common.js';
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { ColumnsError } from './columns-error.js';
import { flat } from './flat.js';

/** The row's group; rows without groups are all in one. */
type Groups = readonly JsonValue[] | undefined;

/** The addresses of lists that hold nothing else, or null: text that is no address or not canonical must stay as written. */
export function asAddressLists(values: readonly JsonValue[]): (readonly Address[])[] | null {
  const lists: (readonly Address[])[] = [];
  for (const value of values) {
    const list = typeof value === 'object' && value !== null && isList(value) ? value.map(canonical) : [null];
    if (list.includes(null)) return null;
    lists.push(list as readonly Address[]);
  }
  return lists.some((list) => list.length > 0) ? lists : null;
}

function canonical(text: JsonValue): Address | null {
  if (typeof text !== 'string') return null;
  const address = parseAddress(text);
  return address && formatAddress(address) === text ? address : null;
}

/** Lengths of all lists, then for each address an even number (IPv4: the step) or an odd one (IPv6: shared bytes) and bytes. */
export function writeAddressLists(writer: ByteWriter, lists: readonly (readonly Address[])[], groups: Groups): void {
  for (const list of lists) writer.varint(list.length);
  const before = new Neighbours();
  lists.forEach((list, row) => {
    const group = groups?.[row] ?? null;
    for (const address of list) {
      if (address.family === 4) writer.varint(2 * zigzag(address.value - before.ipv4(group, address.value)));
      else writeIPv6(writer, bytesOf(address.value), before, group);
    }
  });
}

/** The texts that {@link writeAddressLists} wrote. */
export function readAddressLists(reader: ByteReader, count: number, groups: Groups): string[][] {
  const lists: string[][] = [];
  const lengths: number[] = [];
  for (let row = 0; row < count; row++) lengths.push(reader.count());
  const before = new Neighbours();
  for (let row = 0; row < count; row++) {
    const group = groups?.[row] ?? null;
    const length = lengths[row] ?? 0;
    lists.push(Array.from({ length }, () => readAddress(reader, before, group)));
  }
  return lists;
}

function readAddress(reader: ByteReader, before: Neighbours, group: JsonValue): string {
  const code = reader.varint();
  if (code % 2 === 1) return readIPv6(reader, (code - 1) / 2, before, group);
  const value = before.ipv4Plus(group, unzigzag(code / 2));
  if (value < 0 || value > 0xffffffff) throw new ColumnsError('damaged', 'an address is out of range');
  return flat(formatIPv4(value));
}

function writeIPv6(writer: ByteWriter, bytes: Uint8Array, before: Neighbours, group: JsonValue): void {
  const previous = before.ipv6(group, bytes);
  let shared = 0;
  while (shared < 16 && previous[shared] === bytes[shared]) shared++;
  writer.varint(2 * shared + 1);
  writer.raw(bytes.subarray(shared));
}

function readIPv6(reader: ByteReader, shared: number, before: Neighbours, group: JsonValue): string {
  if (shared > 16) throw new ColumnsError('damaged', 'an address is too long');
  const bytes = new Uint8Array(16);
  const rest = reader.raw(16 - shared);
  const previous = before.ipv6(group, bytes);
  bytes.set(previous.subarray(0, shared));
  bytes.set(rest, shared);
  return formatAddress({ family: 6, value: bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n) });
}

/** The last address of each family in each group; for the first of a group, the last of all. */
class Neighbours {
  private readonly last4 = new Map<JsonValue, number>();
  private readonly last6 = new Map<JsonValue, Uint8Array>();
  private any4 = 0;
  private any6: Uint8Array = new Uint8Array(16);

  /** The neighbour of `next`, which then takes its place. */
  ipv4(group: JsonValue, next: number): number {
    const last = this.last4.get(group) ?? this.any4;
    this.last4.set(group, next);
    this.any4 = next;
    return last;
  }

  /** The address one step from the neighbour, which then takes its place. */
  ipv4Plus(group: JsonValue, step: number): number {
    const next = (this.last4.get(group) ?? this.any4) + step;
    this.last4.set(group, next);
    this.any4 = next;
    return next;
  }

  ipv6(group: JsonValue, next: Uint8Array): Uint8Array {
    const last = this.last6.get(group) ?? this.any6;
    this.last6.set(group, next);
    this.any6 = next;
    return last;
  }
}

function bytesOf(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, i) => Number((value >> BigInt(120 - 8 * i)) & 255n));
}

function zigzag(step: number): number {
  return step < 0 ? -2 * step - 1 : 2 * step;
}

function unzigzag(code: number): number {
  return code % 2 === 0 ? code / 2 : -(code + 1) / 2;
}
