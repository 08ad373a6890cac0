/**
 * The host names that a Gateway listener and a route have in common (Gateway API, HTTPRoute spec.hostnames). No listener
 * host or no route hosts means any. A wildcard stands for one label or more (unlike Ingress: exactly one) and never for
 * the bare domain. Result: the narrower of each pair that fits, `*` for any; empty: they have nothing in common.
 */
export function intersectHostnames(listener: string, hostnames: readonly string[]): readonly string[] {
  if (hostnames.length === 0) return [listener === '' ? '*' : listener];
  if (listener === '') return [...hostnames];
  const common = hostnames.map((hostname) => narrower(listener, hostname)).filter((name) => name !== null);
  return [...new Set(common)];
}

function narrower(a: string, b: string): string | null {
  const x = a.toLowerCase();
  const y = b.toLowerCase();
  if (x === y) return b;
  if (covers(x, y)) return b;
  return covers(y, x) ? a : null;
}

/** Whether a wildcard covers another host name or a longer wildcard. */
function covers(wildcard: string, name: string): boolean {
  if (!wildcard.startsWith('*.')) return false;
  const rest = name.startsWith('*.') ? name.slice(1) : name;
  const suffix = wildcard.slice(1);
  return rest.length > suffix.length && rest.endsWith(suffix);
}
