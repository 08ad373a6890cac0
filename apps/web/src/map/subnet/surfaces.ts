import type { Ctx } from '../drawing/text';

/** A picture drawn once and blitted often, or null where the platform has no OffscreenCanvas (tests in Node). */
export function surface(width: number, height: number): { canvas: OffscreenCanvas; ctx: Ctx } | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const canvas = new OffscreenCanvas(Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height)));
  const ctx = canvas.getContext('2d');
  return ctx ? { canvas, ctx } : null;
}
