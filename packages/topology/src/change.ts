import type { JsonValue } from './records/common.js';
import type { Kind, NetRecord } from './records.js';

/**
 * One step from a topology to the next. Identity is the UID: delete and recreate of one name is a delete and an add.
 * `patch` holds the whole new value of each top-level field that differs.
 */
export type Change =
  | { readonly op: 'add'; readonly kind: Kind; readonly uid: string; readonly record: NetRecord }
  | { readonly op: 'update'; readonly kind: Kind; readonly uid: string; readonly patch: RecordPatch }
  | { readonly op: 'delete'; readonly kind: Kind; readonly uid: string };

export type RecordPatch = { readonly [field: string]: JsonValue };
