import type { JsonValue } from '../records/common.js';
import type { ByteReader } from './byte-reader.js';
import { ColumnsError } from './columns-error.js';
import { EARLIER, ENCODING, NEXT, SAME } from './encodings.js';

/** The values of one column of `count` rows. Equal nested values of a column are one and the same reference. */
export function decodeColumn(reader: ByteReader, count: number): readonly JsonValue[] {
  const encoding = reader.byte();
  if (encoding === ENCODING.constant) return new Array<JsonValue>(count).fill(parseJson(reader.text()));
  if (encoding === ENCODING.uuids) return readUuids(reader, count);
  if (encoding === ENCODING.texts) return readTexts(reader, count);
  if (encoding === ENCODING.integers) return readIntegers(reader, count);
  if (encoding === ENCODING.dictionary) return readDictionary(reader, count);
  throw new ColumnsError('damaged', `unknown column encoding ${encoding}`);
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

const HEX = Array.from({ length: 256 }, (_, byte) => {
  const text = byte.toString(16).padStart(2, '0');
  return [text.charCodeAt(0), text.charCodeAt(1)] as const;
});
const DASH_BEFORE = new Set([4, 6, 8, 10]);
const DASH = 45;

function readUuids(reader: ByteReader, count: number): string[] {
  const units = new Array<number>(36).fill(DASH);
  return times(count, () => {
    const bytes = reader.raw(16);
    let at = 0;
    for (let i = 0; i < 16; i++) {
      if (DASH_BEFORE.has(i)) at++;
      const [high, low] = HEX[bytes[i] ?? 0] ?? [DASH, DASH];
      units[at++] = high;
      units[at++] = low;
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
    previous = previous.slice(0, shared[i]) + rests.slice(at, end);
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
