import type { JsonValue } from '../records/common.js';
import { readAddressLists } from './address-lists.js';
import type { ByteReader } from './byte-reader.js';
import { ColumnsError } from './columns-error.js';
import { flat } from './flat.js';
import { EARLIER, ENCODING, ITEMS_MAX, NEXT, SAME } from './encodings.js';

/**
 * The values of one column of `count` rows. Equal nested values of a dictionary are one and the same reference.
 * `columnOf` gives the columns read before, by field.
 */
export function decodeColumn(
  reader: ByteReader,
  count: number,
  columnOf: (field: string) => readonly JsonValue[] | undefined,
): readonly JsonValue[] {
  const encoding = reader.byte();
  switch (encoding) {
    case ENCODING.constant:
      return new Array<JsonValue>(count).fill(parseJson(reader.text()));
    case ENCODING.uuids:
      return readUuids(reader, count);
    case ENCODING.texts:
      return readTexts(reader, count);
    case ENCODING.integers:
      return readIntegers(reader, count);
    case ENCODING.dictionary:
      return readDictionary(reader, count);
    case ENCODING.addresses:
      return readAddressLists(reader, count, columnOf(reader.text()));
    case ENCODING.lists:
      return readObjectLists(reader, count);
    case ENCODING.optional:
      return readObjectLists(reader, count).map((list) => list[0] ?? null);
    default:
      throw new ColumnsError('damaged', `unknown column encoding ${encoding}`);
  }
}

function readObjectLists(reader: ByteReader, count: number): (readonly JsonValue[])[] {
  const lengths = times(count, () => reader.varint());
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total > ITEMS_MAX) throw new ColumnsError('damaged', 'a list is too long');
  const items = readObjects(reader, total);
  let at = 0;
  return lengths.map((length) => items.slice(at, (at += length)));
}

/** Objects of one shape, each cloned from one pattern so that all share its layout in memory. */
function readObjects(reader: ByteReader, count: number): JsonValue[] {
  const columns = times(reader.count(), () => {
    const field = reader.text();
    return { field, values: decodeColumn(reader, count, () => undefined) };
  });
  if (columns.some(({ field }) => field === '__proto__')) throw new ColumnsError('damaged', 'a field has no name');
  const pattern = JSON.parse(JSON.stringify(Object.fromEntries(columns.map(({ field }) => [field, null])))) as object;
  return times(count, (row) => {
    const item: Record<string, JsonValue> = { ...pattern };
    for (const { field, values } of columns) item[field] = values[row] ?? null;
    return item;
  });
}

function readIntegers(reader: ByteReader, count: number): (number | null)[] {
  let previous = 0;
  return times(count, () => {
    const code = reader.varint() - 1;
    if (code < 0) return null;
    previous += code % 2 === 0 ? code / 2 : -(code + 1) / 2;
    return previous;
  });
}

const DIGITS = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const DASH_BEFORE = [4, 6, 8, 10];
const DASH = 45;

function readUuids(reader: ByteReader, count: number): string[] {
  const units = new Array<number>(36).fill(DASH);
  return times(count, () => {
    const bytes = reader.raw(16);
    let at = 0;
    for (let i = 0; i < 16; i++) {
      const byte = bytes[i] ?? 0;
      if (DASH_BEFORE.includes(i)) at++;
      units[at++] = DIGITS[byte >> 4] ?? DASH;
      units[at++] = DIGITS[byte & 15] ?? DASH;
    }
    return String.fromCharCode(...units);
  });
}

function readTexts(reader: ByteReader, count: number): string[] {
  const shared = times(count, () => reader.varint());
  const lengths = times(count, () => reader.varint());
  const rests = reader.text();
  let previous = '';
  let at = 0;
  return times(count, (i) => {
    const end = at + (lengths[i] ?? 0);
    if (end > rests.length || (shared[i] ?? 0) > previous.length)
      throw new ColumnsError('damaged', 'a text is cut off');
    previous = flat(previous.slice(0, shared[i]) + rests.slice(at, end));
    at = end;
    return previous;
  });
}

function readDictionary(reader: ByteReader, count: number): JsonValue[] {
  const entries = readTexts(reader, reader.count()).map(parseJson);
  let next = 0;
  let current: JsonValue | undefined;
  return times(count, () => {
    const row = reader.varint();
    if (row !== SAME) current = entries[row === NEXT ? next++ : row - EARLIER];
    if (current === undefined) throw new ColumnsError('damaged', 'a row names no entry');
    return current;
  });
}

function parseJson(text: string): JsonValue {
  return JSON.parse(text) as JsonValue;
}

/** Like Array.from, but a packed array and fast. */
function times<T>(count: number, value: (index: number) => T): T[] {
  const values: T[] = [];
  for (let i = 0; i < count; i++) values.push(value(i));
  return values;
}
