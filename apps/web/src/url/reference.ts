import { KINDS, type Kind } from '@netkaart/topology';

/**
 * How a link names a thing: `pod:default/nginx`, `node:worker1`, `ip:10.244.2.81`, `cidr:10.244.2.0/24`,
 * `ns:shop`. Unlike a UID it survives the object and can be typed.
 */
export type Reference = string;

export type ParsedReference =
  | { readonly type: 'object'; readonly kind: Kind; readonly namespace: string; readonly name: string }
  | { readonly type: 'place'; readonly target: string };

const SHORT: Readonly<Partial<Record<Kind, string>>> = {
  Service: 'svc',
  Ingress: 'ing',
  Gateway: 'gw',
  NetworkPolicy: 'netpol',
};
const WORDS = new Map<string, Kind>(KINDS.flatMap((kind) => [[kind.toLowerCase(), kind] as const]));
for (const [kind, word] of Object.entries(SHORT)) WORDS.set(word, kind as Kind);
WORDS.set('ns', 'Namespace');

/** The reference of an object. */
export function referenceOf(object: {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
}): Reference {
  if (object.kind === 'Namespace') return `ns:${object.name}`;
  const word = SHORT[object.kind] ?? object.kind.toLowerCase();
  return `${word}:${object.namespace === '' ? '' : `${object.namespace}/`}${object.name}`;
}

/** What a reference means, or null when it is none. */
export function parseReference(text: Reference): ParsedReference | null {
  const [, word = '', rest = ''] = /^([a-z]+):(.+)$/.exec(text) ?? [];
  if (word === 'ip' || word === 'cidr' || word === 'x') return { type: 'place', target: text };
  const kind = WORDS.get(word);
  if (!kind || rest === '') return null;
  const slash = rest.indexOf('/');
  return { type: 'object', kind, namespace: rest.slice(0, Math.max(0, slash)), name: rest.slice(slash + 1) };
}
