const DECIMAL = /^\d+$/;

/**
 * -1, 0 or 1 as `a` is older than, equal to or newer than `b`; null when they can't be compared. Resource versions of
 * one resource are decimal numbers that grow (KEP-5504); any other form is only ever equal or not comparable.
 */
export function compareVersions(a: string, b: string): -1 | 0 | 1 | null {
  if (a === b) return 0;
  if (!DECIMAL.test(a) || !DECIMAL.test(b)) return null;
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  return a < b ? -1 : 1;
}

/** Whether `a` is known to be no newer than `b`. */
export function isStale(a: string, b: string | null): boolean {
  if (b === null) return false;
  const order = compareVersions(a, b);
  return order !== null && order <= 0;
}
