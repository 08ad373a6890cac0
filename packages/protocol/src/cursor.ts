import { z } from 'zod';

/**
 * A place in the change log of one cluster. `epoch` rises when a log begins anew (first start, restored database);
 * within an epoch `seq` counts changes from 1 without gaps. Seq 0 is the state before the first change.
 */
export const cursorSchema = z.object({ epoch: z.int().min(0), seq: z.int().min(0) });
export type Cursor = z.infer<typeof cursorSchema>;

/** `epoch:seq`, the form used in links, ETags and headers. */
export function formatCursor(cursor: Cursor): string {
  return `${cursor.epoch}:${cursor.seq}`;
}

/** The cursor written by {@link formatCursor}, or null when the text is not one. */
export function parseCursor(text: string): Cursor | null {
  const match = /^(\d{1,15}):(\d{1,15})$/.exec(text);
  return match ? { epoch: Number(match[1]), seq: Number(match[2]) } : null;
}
