/** How one column is written. The numbers are part of the format: never reuse one. */
export const ENCODING = {
  /** One JSON text for all rows. */
  constant: 1,
  /** 16 bytes a row: canonical lower-case UUIDs. */
  uuids: 2,
  /** Texts, each as the length that it shares with the one before and the rest. */
  texts: 3,
  /** Whole numbers or null, each as its distance from the one before. */
  integers: 4,
  /** JSON texts in order of first appearance, and for each row which. */
  dictionary: 5,
  /** Lists of canonical IP addresses, each as its distance from the one before of the same group. */
  addresses: 6,
  /** Lists of objects of one shape: lengths, then a column for each of their fields. */
  lists: 7,
  /** Objects of one shape or null, written like lists of one or none. */
  optional: 8,
} as const;

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Largest magnitude of the integers encoding: a doubled distance still fits a varint. */
export const INTEGER_MAX = 2 ** 50;

/** Row references of a dictionary: the same as the row before, the next new entry, or an entry by number plus 2. */
export const SAME = 0;
export const NEXT = 1;
export const EARLIER = 2;

/** Objects in all lists of one column that are read at most: bounds the memory that forged bytes can ask for. */
export const ITEMS_MAX = 2 ** 24;

/**
 * How a field is best written where that can't be seen from its values. `groupedBy`: addresses are close to others with
 * the same value of that field, which must stand before it. `lists`: nearly every item is unique, so a dictionary of
 * whole lists would not pay.
 */
export type Hint = { readonly groupedBy: string } | { readonly lists: true };

const HINTS: Readonly<Record<string, Hint>> = {
  'Pod.ips': { groupedBy: 'node' },
  'EndpointSlice.endpoints': { lists: true },
};

/** The hint for a field of a kind. */
export function hintFor(kind: string, field: string): Hint | undefined {
  return HINTS[`${kind}.${field}`];
}
