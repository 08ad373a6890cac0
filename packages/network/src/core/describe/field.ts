import type { Kind, NetRecord, RecordOf } from '@netkaart/topology';
import type { Evidence } from '../evidence.js';
import type { RecordIndex } from '../record-index.js';

/** One row of the side panel. */
export interface Field {
  /** The record's field, or a name of our own for what follows from several; the label is the message `field.<key>`. */
  readonly key: string;
  /** One text a line; [] where the object says nothing. */
  readonly values: readonly string[];
  readonly evidence: Evidence;
  /** Where it stands: `Pod default/web`, `spec.nodeName`. */
  readonly source: { readonly object: string; readonly path: string };
  /** By which rule it follows; '' for what was read. */
  readonly rule: string;
  /** UIDs of the objects in this topology that the field names. */
  readonly links: readonly string[];
}

/** How one field of a record is shown. Without `show`, plain JSON is written out. */
export interface FieldSpec<R, V> {
  /** Path in the Kubernetes object. */
  readonly path: string | ((record: R) => string);
  readonly show?: (value: V, record: R) => readonly string[];
  readonly links?: (value: V, index: RecordIndex, record: R) => readonly (NetRecord | undefined)[];
  readonly evidence?: (value: V, record: R) => Evidence;
  /** By which rule an inferred value follows. */
  readonly rule?: (value: V, record: R) => string;
}

/** A row for every field of a kind: a field without one does not compile. */
export type FieldTable<K extends Kind> = { readonly [F in keyof RecordOf<K>]: FieldSpec<RecordOf<K>, RecordOf<K>[F]> };

/** `Pod default/web`, `Node worker1`. */
export function objectName({ kind, namespace, name }: { kind: string; namespace: string; name: string }): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
