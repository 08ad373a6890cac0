import type { GRPCRouteRecord, HTTPRouteRecord } from '@netkaart/topology';

type HTTPMatch = HTTPRouteRecord['rules'][number]['matches'][number];
type GRPCMatch = GRPCRouteRecord['rules'][number]['matches'][number];

/** An HTTPRoute rule's matches in few words: the first, and how many more. None at all is `/` (HTTPRouteRule.matches). */
export function httpMatchText(matches: readonly HTTPMatch[]): string {
  return firstOfMany(matches.map(httpMatch), '/');
}

/** A GRPCRoute rule's matches in few words; none at all is every method. */
export function grpcMatchText(matches: readonly GRPCMatch[]): string {
  return firstOfMany(matches.map(grpcMatch), 'every method');
}

function firstOfMany(texts: readonly string[], none: string): string {
  const [first, ...more] = texts;
  if (first === undefined) return none;
  return more.length === 0 ? first : `${first} +${more.length}`;
}

function httpMatch({ pathType, path, method, headers, queryParams }: HTTPMatch): string {
  const prefix = pathType === 'Exact' ? '= ' : pathType === 'RegularExpression' ? '~ ' : '';
  const more = extras(headers.length, queryParams.length);
  return `${method === '' ? '' : `${method} `}${prefix}${path === '' ? '/' : path}${more}`;
}

function grpcMatch({ type, service, method, headers }: GRPCMatch): string {
  const prefix = type === 'RegularExpression' ? '~ ' : '';
  return `${prefix}${service || '*'}/${method || '*'}${extras(headers.length, 0)}`;
}

function extras(headers: number, params: number): string {
  return (headers > 0 ? ' · header' : '') + (params > 0 ? ' · query' : '');
}
