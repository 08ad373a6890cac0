import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions {
  everyMs?: number;
  withinMs?: number;
  /** Why waiting any longer is pointless, if it is. */
  givenUp?: () => string | undefined;
}

/** Asks again and again, one question at a time, until the answer is yes; rejects with `what` when it is not in time. A failed question counts as a no. */
export async function until(what: string, isSo: () => Promise<boolean>, options: UntilOptions = {}): Promise<void> {
  const { everyMs = 100, withinMs = 120_000, givenUp } = options;
  const deadline = Date.now() + withinMs;
  for (;;) {
    const last = await isSo().catch((error: unknown) => error);
    if (last === true) return;
    const reason = givenUp?.() ?? (Date.now() > deadline ? `not within ${withinMs / 1000} s` : undefined);
    if (reason !== undefined) throw new Error(`${what}: ${reason}`, { cause: last });
    await sleep(everyMs);
  }
}
