import type { Labels } from '@netkaart/topology';
import { child, clean, type Json } from './fields.js';

const VALUE_MAX = 4096;

/** The annotations that `keep` lets through (it returns what to store, or null); too long ones are left out. */
export function annotations(object: Json, keep: (key: string, value: string) => string | null): Labels {
  const from = child(child(object, 'metadata'), 'annotations');
  const to: Record<string, string> = {};
  for (const key of Object.keys(from).sort()) {
    const value = from[key];
    const kept = typeof value === 'string' ? keep(key, value) : null;
    if (kept !== null && kept.length <= VALUE_MAX) to[key] = clean(kept);
  }
  return to;
}

/** One annotation; '' when it is absent or no text. */
export function annotation(object: Json, key: string): string {
  const value = child(child(object, 'metadata'), 'annotations')[key];
  return typeof value === 'string' ? clean(value.slice(0, VALUE_MAX)) : '';
}
