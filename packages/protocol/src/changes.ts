import { KINDS, type Change, type Kind, type NetRecord, type RecordPatch } from '@netkaart/topology';
import { z } from 'zod';

export const kindSchema = z.enum(KINDS as unknown as [Kind, ...Kind[]]);

const recordSchema = z.custom<NetRecord>((value) => isObjectOf(value) && typeof value['uid'] === 'string');
const patchSchema = z.custom<RecordPatch>((value) => isObjectOf(value));

/** A change on the wire: the shape of {@link Change}; records are trusted beyond their identity, because the server pruned them. */
export const changeSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('add'), kind: kindSchema, uid: z.string(), record: recordSchema }),
  z.object({ op: z.literal('update'), kind: kindSchema, uid: z.string(), patch: patchSchema }),
  z.object({ op: z.literal('delete'), kind: kindSchema, uid: z.string() }),
]) satisfies z.ZodType<Change>;

function isObjectOf(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
