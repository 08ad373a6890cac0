import type { Labels, PodRecord } from '@netkaart/topology';
import { byText } from './sources.js';

/** A label that pods have where the selector asks for another, and how many pods would match if it asked for theirs. */
export interface SelectorHint {
  readonly label: string;
  readonly count: number;
}

/** Whether a Service's selector (all pairs equal) selects the labels; an empty selector selects nothing here. */
export function selects(selector: Labels, labels: Labels): boolean {
  const pairs = Object.entries(selector);
  return pairs.length > 0 && pairs.every(([key, value]) => labels[key] === value);
}

/** 'app=web,tier=front', by key. */
export function selectorText(selector: Labels): string {
  return Object.entries(selector)
    .sort(([a], [b]) => byText(a, b))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/**
 * The nearest miss: among pods that differ from the selector in one label whose value (or key) is a slip of the pen
 * away, the nearest, then the most frequent, then the first by name. Null when nothing is near.
 */
export function selectorHint(selector: Labels, pods: readonly PodRecord[]): SelectorHint | null {
  const misses = new Map<string, { count: number; distance: number }>();
  for (const pod of pods) {
    const miss = nearMiss(selector, pod.labels);
    if (!miss) continue;
    const known = misses.get(miss.label);
    misses.set(miss.label, { count: (known?.count ?? 0) + 1, distance: miss.distance });
  }
  const [best] = [...misses].sort(([a, x], [b, y]) => x.distance - y.distance || y.count - x.count || byText(a, b));
  return best ? { label: best[0], count: best[1].count } : null;
}

function nearMiss(selector: Labels, labels: Labels): { label: string; distance: number } | null {
  const wrong = Object.entries(selector).filter(([key, value]) => labels[key] !== value);
  const [pair, second] = wrong;
  if (!pair || second) return null;
  const candidates = Object.entries(labels)
    .filter(([key]) => selector[key] === undefined || key === pair[0])
    .map(([key, value]) => ({ label: `${key}=${value}`, distance: pairDistance(pair, [key, value]) }))
    .filter((candidate) => candidate.distance <= 3)
    .sort((a, b) => a.distance - b.distance || byText(a.label, b.label));
  return candidates[0] ?? null;
}

/** Slips between two labels: the value's under the same key, or the key's with the same value. */
function pairDistance(
  [key, value]: readonly [string, string],
  [otherKey, otherValue]: readonly [string, string],
): number {
  if (key === otherKey) return slips(value, otherValue);
  return value === otherValue ? slips(key, otherKey) : Infinity;
}

/** Edit distance, Infinity where it is more than 3 or more than half of the word. A prefix or suffix counts as two. */
function slips(a: string, b: string): number {
  if (a === '' || b === '') return Infinity;
  if (a.startsWith(`${b}-`) || b.startsWith(`${a}-`) || a.endsWith(`-${b}`) || b.endsWith(`-${a}`)) return 2;
  const distance = editDistance(a, b);
  return distance * 2 <= Math.max(a.length, b.length) ? distance : Infinity;
}

/** Letters to insert, drop, replace or swap with their neighbour (optimal string alignment); Infinity when lengths differ by more than 3. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return Infinity;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) [before, row] = [row, nextRow(before, row, a, b, i)];
  return row[b.length] ?? Infinity;
}

function nextRow(
  before: readonly number[],
  row: readonly number[],
  a: string,
  b: string,
  i: number,
): readonly number[] {
  const next = [i];
  for (let j = 1; j <= b.length; j++) {
    const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const swap = swapped ? (before[j - 2] ?? 0) + 1 : Infinity;
    next.push(Math.min(replace, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
  }
  return next;
}
