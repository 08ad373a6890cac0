import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the condition holds; fails with `what` after a minute. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`not within a minute: ${what}`);
    await sleep(15);
  }
}
