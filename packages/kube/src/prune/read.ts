import type { NetRecord } from '@netkaart/topology';
import type { Resource } from '../sink.js';
import type { Json } from './fields.js';
import type { Intern } from './intern.js';
import type { ReadMeta } from './meta.js';

/** Reads one object of a kind; the metadata is read already. Throws FieldError. */
export type Read<R extends NetRecord> = (meta: ReadMeta, object: Json, intern: Intern, resource: Resource) => R;
