/** A seeded generator: the same seed gives the same numbers in the same order, on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [0, below). */
  int(below: number): number;
  /** Whole number in [from, to]. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  /** One of the list. Throws on an empty list. */
  pick<T>(list: readonly T[]): T;
  /** The same elements in another order; the list itself stays as it is. */
  shuffle<T>(list: readonly T[]): T[];
  /** Letters and digits that Kubernetes uses in generated names (no vowels, no 0, 1, 3). */
  suffix(length: number): string;
  hex(length: number): string;
  /** In the form of a version 4 UUID. */
  uuid(): string;
  /** A generator of its own, so that one part may draw more without moving another. */
  fork(label: string): Random;
}

const nameLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** @param seed any text; equal texts give equal generators. */
export function createRandom(seed: string): Random {
  const next = sfc32(seed);
  const int = (below: number): number => Math.floor(next() * below);
  const letters = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(int(alphabet.length))).join('');
  const hex = (length: number): string => letters('0123456789abcdef', length);
  return {
    next,
    int,
    between: (from, to) => from + int(to - from + 1),
    chance: (probability) => next() < probability,
    pick: (list) => elementAt(list, int(list.length)),
    shuffle: (list) => shuffled(list, int),
    suffix: (length) => letters(nameLetters, length),
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${letters('89ab', 1)}${hex(3)}-${hex(12)}`,
    fork: (label) => createRandom(`${seed}/${label}`),
  };
}

/** FNV-1a, 32 bits: a number for a text. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The letters that a ReplicaSet's pod-template-hash is written with; equal templates give equal hashes. */
export function templateHash(text: string, length = 10): string {
  return createRandom(`template/${text}`).suffix(length);
}

/** Small fast counter generator of the PractRand family: 128 bits of state, passes the usual batteries. */
function sfc32(seed: string): () => number {
  let [a, b, c, counter] = [hashOf(seed), hashOf(`${seed}#b`), hashOf(`${seed}#c`), 1];
  const step = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let i = 0; i < 12; i++) step();
  return step;
}

function shuffled<T>(list: readonly T[], int: (below: number) => number): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = int(i + 1);
    const moved = elementAt(result, i);
    result[i] = elementAt(result, j);
    result[j] = moved;
  }
  return result;
}

function elementAt<T>(list: readonly T[], index: number): T {
  if (index >= list.length) throw new RangeError('Cannot pick from an empty list.');
  return list[index] as T;
}
