import { canonicalJson } from '../canonical.js';
import type { JsonValue } from '../records/common.js';
import { asAddressLists, writeAddressLists } from './address-lists.js';
import type { ByteWriter } from './byte-writer.js';
import { EARLIER, ENCODING, INTEGER_MAX, NEXT, SAME, UUID, type Hint } from './encodings.js';
import { asObjectLists, asOptionalObjects, type ObjectLists } from './object-lists.js';

/**
 * Writes one column in the encoding that fits its values. The choice depends on the values and the hint alone, so that
 * equal columns have equal bytes. `groups`: the values of the field that the hint groups by.
 */
export function encodeColumn(
  writer: ByteWriter,
  values: readonly JsonValue[],
  hint?: Hint,
  groups?: readonly JsonValue[],
): void {
  if (values.every(isInteger)) writeIntegers(writer, values);
  else if (values.every(isPlainText)) writeTextColumn(writer, values);
  else if (!writeSpecial(writer, values, hint, groups)) writeDictionary(writer, values);
}

/** Addresses, or objects in columns of their own; false when the values are neither. */
function writeSpecial(
  writer: ByteWriter,
  values: readonly JsonValue[],
  hint: Hint | undefined,
  groups: readonly JsonValue[] | undefined,
): boolean {
  const addresses = asAddressLists(values);
  if (addresses) {
    writer.byte(ENCODING.addresses);
    writer.text(hint && 'groupedBy' in hint ? hint.groupedBy : '');
    writeAddressLists(writer, addresses, groups);
    return true;
  }
  const lists = hint && 'lists' in hint ? asObjectLists(values) : null;
  if (lists) writeObjects(writer, ENCODING.lists, lists);
  return lists !== null;
}

function writeObjects(writer: ByteWriter, encoding: number, { lengths, fields, items }: ObjectLists): void {
  writer.byte(encoding);
  for (const length of lengths) writer.varint(length);
  writer.varint(fields.length);
  for (const field of fields) {
    writer.text(field);
    const values = items.map((item) => item[field] ?? null);
    const optional = values.some((value) => value !== null) ? asOptionalObjects(values) : null;
    if (optional) writeObjects(writer, ENCODING.optional, optional);
    else encodeColumn(writer, values);
  }
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
    for (let i = 0; i < 36; i += 2) {
      if (value.charCodeAt(i) === DASH) i++;
      writer.byte(nibble(value.charCodeAt(i)) * 16 + nibble(value.charCodeAt(i + 1)));
    }
  }
}

const DASH = 45;

function nibble(code: number): number {
  return code > 57 ? code - 87 : code - 48;
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
