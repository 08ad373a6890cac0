import { equalJson, isList } from './equal.js';
import type { NetRecord } from './records.js';
import type { JsonValue } from './records/common.js';
import type { EndpointRecord } from './records/service.js';

/**
 * Gives equal values one and the same reference, so that thousands of pods of a workload hold its labels, owner and ports
 * once. Forgets what was not asked for within two generations: it never holds more than twice its limit of each.
 */
export interface Interner {
  /** The shared copy of a text. */
  text(text: string): string;
  /** The shared copy of plain JSON; `value` itself becomes it when it is the first, so don't change it afterwards. */
  value<T>(value: T): T;
  /** The record with all its values shared, except those that are its own: UID, name, addresses. */
  record<R extends NetRecord>(record: R): R;
}

const LIMIT = 50_000;

/** An interner that remembers `limit` to `2 * limit` texts and as many values. */
export function createInterner(limit: number = LIMIT): Interner {
  const texts = new Generations<string, string>(limit);
  const values = new Generations<number, JsonValue>(limit);
  const text = (each: string): string => texts.get(each) ?? texts.put(each, each);
  const json = (each: JsonValue): JsonValue => {
    if (typeof each === 'string') return text(each);
    if (typeof each !== 'object' || each === null) return each;
    const key = hashOf(each, 0);
    const known = values.get(key);
    return known !== undefined && equalJson(known, each) ? known : values.put(key, each);
  };
  const value = <T>(each: T): T => json(each as JsonValue) as T;
  const record = <R extends NetRecord>(each: R): R => {
    const shared: Record<string, unknown> = { ...each };
    for (const field of Object.keys(each)) if (!OWN.has(field)) shared[field] = json(shared[field] as JsonValue);
    if (each.kind === 'EndpointSlice')
      shared['endpoints'] = each.endpoints.map((endpoint) => shareEndpoint(endpoint, value));
    return shared as unknown as R;
  };
  return { text, value, record };
}

/** Fields whose values belong to one record alone; sharing them would only push others out. */
const OWN: ReadonlySet<string> = new Set(['uid', 'name', 'ips', 'endpoints']);

function shareEndpoint(endpoint: EndpointRecord, value: <T>(value: T) => T): EndpointRecord {
  const { target } = endpoint;
  return {
    ...endpoint,
    node: value(endpoint.node),
    zone: value(endpoint.zone),
    target: target && { ...target, kind: value(target.kind), namespace: value(target.namespace) },
    zoneHints: value(endpoint.zoneHints),
    nodeHints: value(endpoint.nodeHints),
  };
}

/** A map that forgets: when the young half is full, the old half goes and the young one ages. What is found stays young. */
class Generations<K, V> {
  private young = new Map<K, V>();
  private old = new Map<K, V>();

  constructor(private readonly limit: number) {}

  get(key: K): V | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const aged = this.old.get(key);
    return aged === undefined ? undefined : this.put(key, aged);
  }

  put(key: K, value: V): V {
    if (this.young.size >= this.limit) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
    return value;
  }
}

/** 32 bits of a JSON value, independent of the order of keys. */
function hashOf(value: JsonValue, seed: number): number {
  if (typeof value === 'string') return hashOfText(value, seed + 1);
  if (typeof value !== 'object' || value === null) return hashOfText(String(value), seed + 2);
  if (isList(value))
    return value.reduce<number>((hash, item) => Math.imul(hash ^ hashOf(item, 0), 0x85ebca6b), seed + 3);
  let hash = seed + 4;
  for (const key of Object.keys(value)) hash = (hash + hashOf(value[key] ?? null, hashOfText(key, 0))) | 0;
  return hash;
}

function hashOfText(text: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
