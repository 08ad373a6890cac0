import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves with the first value that is not null, undefined or false. Throws, naming what was waited for, after `ms`. */
export async function until<T>(what: string, probe: () => T | Promise<T>, ms = 20_000): Promise<NonNullable<T>> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await probe();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`Waited ${ms} ms in vain until ${what}.`);
    await sleep(10);
  }
}
