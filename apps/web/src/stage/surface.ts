import type { Surface } from '../worker/messages';

/** On the main thread the element itself serves: it has all that is used of an OffscreenCanvas. */
export function surfaceOf(canvas: HTMLCanvasElement, offscreen: boolean): Surface {
  return offscreen ? canvas.transferControlToOffscreen() : (canvas as unknown as Surface);
}
