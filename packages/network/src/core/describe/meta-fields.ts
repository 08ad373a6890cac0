import type { Kind, Labels, Meta, RecordOf, Seconds } from '@netkaart/topology';
import { timeOf } from './format.js';
import type { FieldSpec } from './field.js';

type MetaTable = { readonly [F in keyof Meta | 'kind']: FieldSpec<Meta, F extends keyof Meta ? Meta[F] : string> };

/** Rows of the fields that all kinds have. */
const META: MetaTable = {
  kind: { path: 'kind' },
  uid: { path: 'metadata.uid' },
  namespace: { path: 'metadata.namespace', links: (name: string, index) => [index.byName('Namespace', '', name)] },
  name: { path: 'metadata.name' },
  labels: { path: 'metadata.labels' } satisfies FieldSpec<Meta, Labels>,
  createdAt: { path: 'metadata.creationTimestamp', show: (at: Seconds) => timeOf(at) },
  deletedAt: { path: 'metadata.deletionTimestamp', show: (at: Seconds | null) => timeOf(at) },
};

/** {@link META} for one kind. */
export function metaOf<K extends Kind>(): {
  readonly [F in keyof Meta | 'kind']: FieldSpec<RecordOf<K>, RecordOf<K>[F]>;
} {
  return META;
}
