import { isList } from '../equal.js';
import type { JsonValue } from '../records/common.js';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** Lists of objects that all have the same fields. */
export interface ObjectLists {
  readonly lengths: readonly number[];
  readonly fields: readonly string[];
  readonly items: readonly JsonObject[];
}

/** The lists as objects of one shape, or null when they aren't or there is nothing in them. */
export function asObjectLists(values: readonly JsonValue[]): ObjectLists | null {
  if (!values.every((value) => typeof value === 'object' && value !== null && isList(value))) return null;
  return sameShape(values);
}

/** Objects or null as lists of one or none, or null when they aren't. */
export function asOptionalObjects(values: readonly JsonValue[]): ObjectLists | null {
  if (!values.every((value) => typeof value === 'object' && (value === null || !isList(value)))) return null;
  return sameShape(values.map((value) => (value === null ? [] : [value])));
}

function sameShape(lists: readonly (readonly JsonValue[])[]): ObjectLists | null {
  const items = lists.flat();
  if (!items.every(isObject)) return null;
  const fields = Object.keys(items[0] ?? {}).sort();
  const isShaped = (item: JsonObject) =>
    Object.keys(item).length === fields.length && fields.every((field) => Object.hasOwn(item, field));
  if (fields.length === 0 || fields.includes('__proto__') || !items.every(isShaped)) return null;
  return { lengths: lists.map((list) => list.length), fields, items };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}
