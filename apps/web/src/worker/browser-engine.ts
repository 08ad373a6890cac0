import { Engine } from './engine';
import type { FromEngine } from './messages';
import type { Socket } from './socket-line';

/** The engine with a browser's own clock, network and frames; for a worker or a page. */
export function createEngine(post: (message: FromEngine) => void): Engine {
  const frame =
    typeof requestAnimationFrame === 'function' ? requestAnimationFrame : (run: () => void) => setTimeout(run, 16);
  return new Engine(
    {
      now: () => Date.now(),
      random: () => Math.random(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      connect: (url) => new WebSocket(url) as unknown as Socket,
      fetch: (url) => fetch(url, { cache: 'no-cache' }),
      measure: () => performance.now(),
      frame: (run) => void frame(run),
      fonts: globalThis,
    },
    post,
  );
}
