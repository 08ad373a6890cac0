import { type Address, compareAddresses, parseAddress } from '@netkaart/topology';

/** Sorts items by an address each, parsing it once: IPv4, IPv6, then what is no address (host names), by code units. Stable. */
export function sortByAddress<T>(items: readonly T[], addressOf: (item: T) => string): T[] {
  const keyed = items.map((item) => ({ item, text: addressOf(item), address: parseAddress(addressOf(item)) }));
  return keyed.sort((a, b) => compareKeys(a, b)).map((key) => key.item);
}

interface Key {
  readonly text: string;
  readonly address: Address | null;
}

function compareKeys(a: Key, b: Key): number {
  if (a.address && b.address) return compareAddresses(a.address, b.address);
  if (a.address || b.address) return a.address ? -1 : 1;
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}
