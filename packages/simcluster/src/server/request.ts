import { badRequest } from './status.js';

/** What a path of the API addresses. */
export type Target =
  | { readonly type: 'root'; readonly path: string }
  | { readonly type: 'group'; readonly group: string }
  | { readonly type: 'version'; readonly group: string; readonly version: string }
  | {
      readonly type: 'resource';
      readonly group: string;
      readonly version: string;
      /** '' for all namespaces. */
      readonly namespace: string;
      readonly plural: string;
      /** '' for the collection. */
      readonly name: string;
    };

/** The query of a list or watch, checked. Absent numbers are null. */
export interface ListQuery {
  readonly watch: boolean;
  readonly limit: number | null;
  readonly continue: string;
  readonly resourceVersion: number | null;
  readonly resourceVersionMatch: string;
  readonly allowWatchBookmarks: boolean;
  readonly sendInitialEvents: boolean;
  readonly timeoutSeconds: number | null;
  readonly labelSelector: string;
  readonly fieldSelector: string;
}

/** Path of a request to what it addresses; null for a path that no API server has. */
export function targetOf(path: string): Target | null {
  const [root = '', ...rest] = path.split('/').filter(Boolean).map(decoded);
  if (root === 'api') return rest.length === 0 ? { type: 'root', path: '/api' } : inVersion('', rest);
  if (root !== 'apis') return rest.length === 0 ? { type: 'root', path: `/${root}` } : null;
  const [group, ...inGroup] = rest;
  if (group === undefined) return { type: 'root', path: '/apis' };
  return inGroup.length === 0 ? { type: 'group', group } : inVersion(group, inGroup);
}

/** Reads the query of a list or watch. Throws a 400 that names the parameter. */
export function listQueryOf(params: URLSearchParams): ListQuery {
  return {
    watch: flag(params, 'watch'),
    limit: wholeNumber(params, 'limit'),
    continue: params.get('continue') ?? '',
    resourceVersion: wholeNumber(params, 'resourceVersion'),
    resourceVersionMatch: params.get('resourceVersionMatch') ?? '',
    allowWatchBookmarks: flag(params, 'allowWatchBookmarks'),
    sendInitialEvents: flag(params, 'sendInitialEvents'),
    timeoutSeconds: wholeNumber(params, 'timeoutSeconds'),
    labelSelector: params.get('labelSelector') ?? '',
    fieldSelector: params.get('fieldSelector') ?? '',
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function inVersion(group: string, parts: readonly string[]): Target | null {
  const [version = '', first, ...rest] = parts;
  if (first === undefined) return { type: 'version', group, version };
  const [namespace, plural, ...names] =
    first === 'namespaces' && rest.length > 1 ? [rest[0], ...rest.slice(1)] : ['', first, ...rest];
  if (namespace === undefined || plural === undefined || names.length > 1) return null;
  return { type: 'resource', group, version, namespace, plural, name: names[0] ?? '' };
}

function flag(params: URLSearchParams, name: string): boolean {
  const value = params.get(name);
  return value === '1' || value === 'true' || value === '';
}

function wholeNumber(params: URLSearchParams, name: string): number | null {
  const value = params.get(name);
  if (value === null || value === '') return null;
  if (!/^\d{1,15}$/.test(value)) throw badRequest(`${name}: Invalid value: "${value}": must be a whole number`);
  return Number(value);
}
