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
} as const;

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Largest magnitude of the integers encoding: a doubled distance still fits a varint. */
export const INTEGER_MAX = 2 ** 50;

/** Row references of a dictionary: the same as the row before, the next new entry, or an entry by number plus 2. */
export const SAME = 0;
export const NEXT = 1;
export const EARLIER = 2;
