import type { KubeObject, StoredObject } from '../store/object.js';
import { badRequest } from './status.js';

export type Predicate = (object: StoredObject) => boolean;

/** Which objects a list or watch is about. null: all of them, which costs nothing per object. */
export function predicateOf(namespace: string, labelSelector: string, fieldSelector: string): Predicate | null {
  const tests = [...labelTests(labelSelector), ...fieldTests(fieldSelector)];
  if (tests.length === 0) return namespace === '' ? null : (object) => object.namespace === namespace;
  return (stored) => {
    if (namespace !== '' && stored.namespace !== namespace) return false;
    const object = stored.read();
    return tests.every((test) => test(object));
  };
}

type Test = (object: KubeObject) => boolean;

/** `app=web,tier!=db,env in (a,b),env notin (c),canary,!legacy` */
function labelTests(selector: string): Test[] {
  return split(selector).map((part) => {
    const set = /^([^\s!=]+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(part);
    if (set)
      return labelSetTest(
        set[1] ?? '',
        set[2] === 'in',
        (set[3] ?? '').split(',').map((value) => value.trim()),
      );
    const equal = /^([^\s!=]+)\s*(==|=|!=)\s*(\S*)$/.exec(part);
    if (equal) return labelSetTest(equal[1] ?? '', equal[2] !== '!=', [equal[3] ?? '']);
    const exists = /^(!?)([^\s!=]+)$/.exec(part);
    if (exists) return (object) => (labelOf(object, exists[2] ?? '') !== undefined) === (exists[1] === '');
    throw badRequest(`unable to parse requirement: "${part}" in labelSelector`);
  });
}

function labelSetTest(key: string, wanted: boolean, values: readonly string[]): Test {
  return (object) => {
    const value = labelOf(object, key);
    return value === undefined ? !wanted : values.includes(value) === wanted;
  };
}

/** `spec.nodeName=worker1,status.phase!=Failed`: any path of the object. */
function fieldTests(selector: string): Test[] {
  return split(selector).map((part) => {
    const match = /^([\w.]+)\s*(==|=|!=)\s*(.*)$/.exec(part);
    if (!match) throw badRequest(`invalid selector: "${part}" in fieldSelector; can't understand it`);
    const path = (match[1] ?? '').split('.');
    const equal = match[2] !== '!=';
    return (object) => (fieldOf(object, path) === match[3]) === equal;
  });
}

function split(selector: string): string[] {
  const parts = selector.split(/,(?![^(]*\))/).map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

function labelOf(object: KubeObject, key: string): string | undefined {
  return object.metadata.labels?.[key];
}

function fieldOf(object: KubeObject, path: readonly string[]): string {
  let value: unknown = object;
  for (const key of path)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
