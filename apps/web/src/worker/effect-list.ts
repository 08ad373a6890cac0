import type { Change } from '@netkaart/topology';
import type { Effect } from '../map/view';

/** Rings and ghosts fade within 30 s; more than 300 at a time say nothing. */
export const EFFECT_MS = 30_000;
export const EFFECTS_MAX = 300;

const TYPE = { add: 'arrive', update: 'change', delete: 'leave' } as const;

/** What the newest changes leave to be seen: the newest change of each object, newest last, at most {@link EFFECTS_MAX}. */
export function withChanges(effects: readonly Effect[], changes: readonly Change[], now: number): readonly Effect[] {
  if (changes.length > EFFECTS_MAX) return [];
  const seen = new Map<string, Effect>();
  for (const effect of living(effects, now)) seen.set(effect.target, effect);
  for (const change of changes) {
    if (change.kind !== 'Pod' && change.kind !== 'Node' && change.kind !== 'Service') continue;
    const target = `uid:${change.uid}`;
    seen.delete(target);
    seen.set(target, { target, type: TYPE[change.op], at: now });
  }
  return [...seen.values()].slice(-EFFECTS_MAX);
}

/** The effects that are still to be seen at `now`. */
export function living(effects: readonly Effect[], now: number): readonly Effect[] {
  return effects.every((effect) => now - effect.at < EFFECT_MS)
    ? effects
    : effects.filter((effect) => now - effect.at < EFFECT_MS);
}
