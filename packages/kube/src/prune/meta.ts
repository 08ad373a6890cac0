import type { Labels, OwnerRef } from '@netkaart/topology';
import {
  child,
  clean,
  FieldError,
  flag,
  items,
  isObject,
  list,
  requiredText,
  seconds,
  text,
  type Json,
} from './fields.js';
import type { Intern } from './intern.js';

const LABELS_MAX = 1000;
const LABEL_KEY_MAX = 317;
const LABEL_VALUE_MAX = 256;
const NO_LABELS: Labels = Object.freeze({});

/** The fields that all records have, in the order in which they have them. */
export interface ReadMeta {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly createdAt: number;
  readonly deletedAt: number | null;
}

export function readMeta(object: Json, intern: Intern): ReadMeta {
  const metadata = child(object, 'metadata');
  if (object['metadata'] === undefined) throw new FieldError(object, 'metadata', 'is missing');
  return {
    uid: requiredText(metadata, 'uid', 128),
    namespace: intern(metadata['namespace'] === undefined ? '' : requiredText(metadata, 'namespace', 253)),
    name: requiredText(metadata, 'name', 253),
    labels: intern(labels(metadata, 'labels')),
    createdAt: seconds(metadata, 'creationTimestamp') ?? 0,
    deletedAt: seconds(metadata, 'deletionTimestamp'),
  };
}

/** A map of short texts, its keys in order; {} when absent. */
export function labels(holder: Json, name: string): Labels {
  const from = child(holder, name);
  const keys = Object.keys(from);
  if (keys.length === 0) return NO_LABELS;
  if (keys.length > LABELS_MAX) throw new FieldError(holder, name, `has ${keys.length} entries; at most ${LABELS_MAX}`);
  const to: Record<string, string> = {};
  for (const key of inOrder(keys)) {
    const value = from[key];
    if (typeof value !== 'string') throw new FieldError(holder, `${name}["${clean(key)}"]`, 'is not a string');
    if (value.length > LABEL_VALUE_MAX || key.length > LABEL_KEY_MAX) {
      throw new FieldError(holder, `${name}["${clean(key.slice(0, 64))}"]`, 'is too long for a label');
    }
    if (key !== '__proto__') to[clean(key)] = clean(value);
  }
  return to;
}

/** Labels in a field, or null when the field is absent. */
export function maybeLabels(holder: Json, name: string): Labels | null {
  const value = holder[name];
  return value === undefined || value === null ? null : labels(holder, name);
}

function inOrder(keys: string[]): string[] {
  for (let i = 1; i < keys.length; i += 1) {
    if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return keys.sort();
  }
  return keys;
}

/** The owner with controller=true, or null. */
export function controllerOf(object: Json): OwnerRef | null {
  const metadata = child(object, 'metadata');
  for (const owner of items(metadata, 'ownerReferences')) {
    if (isObject(owner) && flag(owner, 'controller', false)) {
      return { kind: text(owner, 'kind'), name: text(owner, 'name'), uid: text(owner, 'uid') };
    }
  }
  return null;
}

/** One of status.conditions by its type. */
export function condition(status: Json, type: string): Json | null {
  return list(status, 'conditions', (item) => item).find((item) => item['type'] === type) ?? null;
}

/** 'True' | 'False' | 'Unknown', or '' when the object has no such condition. */
export function conditionStatus(status: Json, type: string): string {
  const found = condition(status, type);
  return found === null ? '' : text(found, 'status');
}
