import { canonicalJson } from '../canonical.js';
import type { JsonValue } from '../records/common.js';
import type { ByteWriter } from './byte-writer.js';
import { EARLIER, ENCODING, INTEGER_MAX, NEXT, SAME, UUID } from './encodings.js';

/** Writes one column in the encoding that fits its values; the choice depends on the values alone. */
export function encodeColumn(writer: ByteWriter, values: readonly JsonValue[]): void {
  if (values.every(isInteger)) return writeIntegers(writer, values);
  if (values.every(isPlainText)) return writeTextColumn(writer, values);
  writeDictionary(writer, values);
}

function writeTextColumn(writer: ByteWriter, values: readonly string[]): void {
  if (values.every((value) => UUID.test(value))) return writeUuids(writer, values);
  const distinct = new Set(values).size;
  if (distinct * 2 <= values.length) return writeDictionary(writer, values);
  writer.byte(ENCODING.texts);
  writeTexts(writer, values);
}

function isInteger(value: JsonValue): value is number | null {
  return (
    value === null || (Number.isInteger(value) && Math.abs(value as number) <= INTEGER_MAX && !Object.is(value, -0))
  );
}

/** A text without surrogates, so that it may be cut anywhere and still be UTF-8. */
function isPlainText(value: JsonValue): value is string {
  return typeof value === 'string' && !/[\ud800-\udfff]/.test(value);
}

function writeIntegers(writer: ByteWriter, values: readonly (number | null)[]): void {
  writer.byte(ENCODING.integers);
  let previous = 0;
  for (const value of values) {
    if (value === null) writer.varint(0);
    else {
      const step = value - previous;
      writer.varint((step < 0 ? -2 * step - 1 : 2 * step) + 1);
      previous = value;
    }
  }
}

function writeUuids(writer: ByteWriter, values: readonly string[]): void {
  writer.byte(ENCODING.uuids);
  for (const value of values) {
    const hex = value.replaceAll('-', '');
    for (let i = 0; i < 32; i += 2) writer.byte(parseInt(hex.slice(i, i + 2), 16));
  }
}

/** All shared lengths, all remaining lengths, then the remaining texts as one: like beside like compresses best. */
function writeTexts(writer: ByteWriter, texts: readonly string[]): void {
  const shared = texts.map((text, i) => sharedLength(texts[i - 1] ?? '', text));
  for (const length of shared) writer.varint(length);
  const rests = texts.map((text, i) => text.slice(shared[i]));
  for (const rest of rests) writer.varint(rest.length);
  writer.text(rests.join(''));
}

function sharedLength(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let i = 0;
  while (i < end && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

function writeDictionary(writer: ByteWriter, values: readonly JsonValue[]): void {
  const { texts, rows } = dictionaryOf(values);
  if (texts.length === 1) {
    writer.byte(ENCODING.constant);
    writer.text(texts[0] ?? '');
    return;
  }
  writer.byte(ENCODING.dictionary);
  writer.varint(texts.length);
  writeTexts(writer, texts);
  for (const row of rows) writer.varint(row);
}

/** The distinct values as ASCII-safe JSON texts in order of first appearance, and each row's reference to them. */
function dictionaryOf(values: readonly JsonValue[]): { texts: string[]; rows: number[] } {
  const numbers = new Map<string, number>();
  const known = new Map<JsonValue, number>();
  let previous = -1;
  const rows = values.map((value) => {
    const count = numbers.size;
    const number = known.get(value) ?? numberOf(numbers, value);
    known.set(value, number);
    const row = number === previous ? SAME : number === count ? NEXT : number + EARLIER;
    previous = number;
    return row;
  });
  return { texts: [...numbers.keys()], rows };
}

function numberOf(numbers: Map<string, number>, value: JsonValue): number {
  const text = withoutSurrogates(canonicalJson(value));
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}

/** Surrogates as JSON escapes, so that the text may be cut anywhere. */
function withoutSurrogates(json: string): string {
  return json.replace(/[\ud800-\udfff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}
