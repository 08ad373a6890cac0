import { isList } from './equal.js';
import { KINDS, type NetRecord } from './records.js';
import { type JsonValue } from './records/common.js';
import type { Topology } from './topology.js';

/** JSON text with sorted keys: equal values have equal texts, whatever the order in which they were built. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = value;
  const keys = Object.keys(entries).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(entries[key] ?? null)}`).join(',')}}`;
}

/** Canonical JSON of one record. */
export function canonicalRecord(record: NetRecord): string {
  return canonicalJson(record as unknown as JsonValue);
}

/** Canonical JSON of a topology: kinds in the order of KINDS, records by UID, one record a line. */
export function canonicalTopology(topology: Topology): string {
  const kinds = KINDS.map((kind) => {
    const records: NetRecord[] = [...topology.kinds[kind].values()];
    return `"${kind}":[\n${records.sort(byUid).map(canonicalRecord).join(',\n')}\n]`;
  });
  return `{${kinds.join(',\n')}}`;
}

function byUid(a: NetRecord, b: NetRecord): number {
  return a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0;
}
