import { parseCursor, type Cursor } from '@netkaart/protocol';
import { z } from 'zod';
import { AppError } from '../errors/app-error.js';

/** A query value by a schema; an AppError names the parameter. */
export function parseQuery<T>(name: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError('bad_request', `The parameter ${name} is wrong: ${result.error.issues[0]?.message ?? 'invalid'}.`);
}

/** A whole number in a range, from text; `fallback` when absent. */
export function wholeNumber(min: number, max: number, fallback: number): z.ZodType<number> {
  return z.coerce.number().int().min(min).max(max).default(fallback);
}

/** The cursor in a parameter `epoch:seq`. */
export function parseSince(value: unknown): Cursor {
  const cursor = typeof value === 'string' ? parseCursor(value) : null;
  if (cursor === null)
    throw new AppError('bad_request', 'The parameter since is wrong: give epoch:seq, such as 1767225600:42.');
  return cursor;
}
