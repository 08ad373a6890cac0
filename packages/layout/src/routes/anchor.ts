import type { RouteLayout } from './shapes.js';

/**
 * World px by which a thing moved down from one layout to the next, so that a camera can follow it; 0 when it is in
 * neither. `target`: UID of a Service or pod, id of an entry or rule, or name of a namespace.
 */
export function anchorShift(before: RouteLayout, after: RouteLayout, target: string): number {
  const from = yOf(before, target);
  const to = yOf(after, target);
  return from === null || to === null ? 0 : to - from;
}

function yOf(layout: RouteLayout, target: string): number | null {
  for (const band of layout.bands) {
    if (band.namespace === target) return band.y;
    const { content } = band;
    const plate =
      content?.services.find((one) => one.service.uid === target) ??
      content?.entries.find((one) => one.entry.id === target) ??
      content?.rules.find((one) => one.rule.id === target);
    if (plate) return plate.y;
    const strip = content?.strips.find((one) => one.endpoints.some((endpoint) => endpoint.uid === target));
    if (strip) return strip.strip.y;
  }
  return null;
}
