import type { JsonValue } from '@netkaart/topology';
import { clean, FieldError, isObject, type Json } from './fields.js';

const DEPTH_MAX = 16;
const NODES_MAX = 10_000;
const TEXT_MAX = 4096;

/** A field kept as written, within bounds: depth 16, 10,000 values, texts of 4,096 characters; null when absent. */
export function jsonValue(holder: Json, name: string): JsonValue {
  return copyOf(holder[name], holder, name);
}

/** As jsonValue, for a value that is not in a named field. */
export function copyOf(value: unknown, holder: Json, name: string): JsonValue {
  let nodes = 0;
  const copy = (from: unknown, depth: number): JsonValue => {
    nodes += 1;
    if (nodes > NODES_MAX) throw new FieldError(holder, name, `holds more than ${NODES_MAX} values`);
    if (depth > DEPTH_MAX) throw new FieldError(holder, name, `is nested more than ${DEPTH_MAX} levels deep`);
    if (Array.isArray(from)) return from.map((item) => copy(item, depth + 1));
    if (isObject(from)) return copyObject(from, (item) => copy(item, depth + 1));
    return scalar(from, holder, name);
  };
  return copy(value, 0);
}

function copyObject(from: Json, copy: (value: unknown) => JsonValue): JsonValue {
  const to: Record<string, JsonValue> = {};
  for (const key of Object.keys(from)) {
    if (key !== '__proto__') to[clean(key)] = copy(from[key]);
  }
  return to;
}

function scalar(value: unknown, holder: Json, name: string): JsonValue {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  if (value.length > TEXT_MAX) throw new FieldError(holder, name, `holds a text of ${value.length} characters`);
  return clean(value);
}
