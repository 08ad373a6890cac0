/** Readers of untrusted JSON. A missing or null field is its fallback; a field of a wrong type is a FieldError. */
export type Json = Readonly<Record<string, unknown>>;

/** A field that can't be used; `holder` is the object it is in, from which its path is found when it has to be told. */
export class FieldError extends Error {
  constructor(
    readonly holder: unknown,
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

const LIST_MAX = 10_000;
const TEXT_MAX = 4096;
const EMPTY: Json = Object.freeze({});
// Control characters, zero-width and direction marks: they make one name look like another.
// eslint-disable-next-line no-control-regex -- these are the characters to be removed
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
const UNSAFE_ALL = new RegExp(UNSAFE.source, 'g');

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text without control and direction characters. */
export function clean(value: string): string {
  return UNSAFE.test(value) ? value.replace(UNSAFE_ALL, '') : value;
}

export function text(holder: Json, name: string, fallback = ''): string {
  const value = holder[name];
  if (value === undefined || value === null) return fallback;
  return checkedText(value, holder, name, TEXT_MAX);
}

/** A text for people; cut at `max` characters. */
export function prose(holder: Json, name: string, max = 1024): string {
  const value = holder[name];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new FieldError(holder, name, `is ${typeName(value)}, not a string`);
  return clean(value.length > max ? `${value.slice(0, max - 1)}…` : value);
}

export function requiredText(holder: Json, name: string, max: number): string {
  const value = holder[name];
  if (value === undefined || value === null || value === '') throw new FieldError(holder, name, 'is missing');
  return checkedText(value, holder, name, max);
}

function checkedText(value: unknown, holder: Json, name: string, max: number): string {
  if (typeof value !== 'string') throw new FieldError(holder, name, `is ${typeName(value)}, not a string`);
  if (value.length > max) throw new FieldError(holder, name, `is ${value.length} characters long; at most ${max}`);
  return clean(value);
}

export function integer(holder: Json, name: string): number | null {
  const value = holder[name];
  if (value === undefined || value === null) return null;
  if (!Number.isSafeInteger(value)) throw new FieldError(holder, name, `is ${typeName(value)}, not a whole number`);
  return value as number;
}

export function flag(holder: Json, name: string, fallback: boolean): boolean {
  return maybeFlag(holder, name) ?? fallback;
}

export function maybeFlag(holder: Json, name: string): boolean | null {
  const value = holder[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'boolean') throw new FieldError(holder, name, `is ${typeName(value)}, not true or false`);
  return value;
}

/** The object in a field; an empty one when it is absent. */
export function child(holder: Json, name: string): Json {
  return maybeChild(holder, name) ?? EMPTY;
}

export function maybeChild(holder: Json, name: string): Json | null {
  const value = holder[name];
  if (value === undefined || value === null) return null;
  if (!isObject(value)) throw new FieldError(holder, name, `is ${typeName(value)}, not an object`);
  return value;
}

/** The list in a field; [] when it is absent. */
export function items(holder: Json, name: string): readonly unknown[] {
  const value = holder[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new FieldError(holder, name, `is ${typeName(value)}, not a list`);
  if (value.length > LIST_MAX) throw new FieldError(holder, name, `has ${value.length} entries; at most ${LIST_MAX}`);
  return value;
}

/** Each object of the list in a field, read by `each`. */
export function list<T>(holder: Json, name: string, each: (item: Json) => T): T[] {
  return items(holder, name).map((item, index) => {
    if (!isObject(item)) throw new FieldError(holder, `${name}[${index}]`, `is ${typeName(item)}, not an object`);
    return each(item);
  });
}

/** As list, but null when the field is absent. */
export function maybeList<T>(holder: Json, name: string, each: (item: Json) => T): T[] | null {
  const value = holder[name];
  return value === undefined || value === null ? null : list(holder, name, each);
}

export function texts(holder: Json, name: string): string[] {
  return items(holder, name).map((item, index) => checkedText(item, holder, `${name}[${index}]`, TEXT_MAX));
}

/** The list of texts in a field whose order carries no meaning. */
export function sortedTexts(holder: Json, name: string): string[] {
  return texts(holder, name).sort();
}

/** Whole seconds since 1970 of an RFC 3339 time; null when absent. */
export function seconds(holder: Json, name: string): number | null {
  const value = holder[name];
  if (value === undefined || value === null) return null;
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw new FieldError(holder, name, 'is not a time such as 2026-01-31T12:00:00Z');
  return Math.floor(ms / 1000);
}

export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** `spec.ports[2].protocol`: where in `root` the field of `holder` is; the field alone when it can't be found. */
export function pathOfField(root: unknown, holder: unknown, field: string): string {
  const path = pathTo(root, holder, 0);
  return path === null || path === '' ? field : `${path}.${field}`;
}

function pathTo(at: unknown, wanted: unknown, depth: number): string | null {
  if (at === wanted) return '';
  if (depth > 20 || typeof at !== 'object' || at === null) return null;
  for (const [key, value] of Object.entries(at)) {
    const rest = pathTo(value, wanted, depth + 1);
    if (rest !== null) return join(Array.isArray(at) ? `[${key}]` : key, rest);
  }
  return null;
}

function join(head: string, rest: string): string {
  return rest === '' || rest.startsWith('[') ? head + rest : `${head}.${rest}`;
}
