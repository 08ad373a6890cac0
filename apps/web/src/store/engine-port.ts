import type { FromEngine, ToEngine } from '../worker/messages';

/** A way to the engine. */
export interface EnginePort {
  readonly offscreen: boolean;
  post(message: ToEngine, transfer: Transferable[]): void;
}

/**
 * Starts the engine in a worker or, where browsers refuse one or its canvas, on the main thread. `refused` is called at
 * most once, when a worker that was started turns out not to run.
 */
export function startEngine(useWorker: boolean, heard: (message: FromEngine) => void, refused: () => void): EnginePort {
  const worker = useWorker ? startWorker() : null;
  return worker ? workerPort(worker, heard, refused) : besidePort(heard);
}

function startWorker(): Worker | null {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return null;
  if (!('transferControlToOffscreen' in HTMLCanvasElement.prototype)) return null;
  try {
    return new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module', name: 'netkaart' });
  } catch {
    return null;
  }
}

function workerPort(worker: Worker, heard: (message: FromEngine) => void, refused: () => void): EnginePort {
  let runs = false;
  worker.onmessage = (event: MessageEvent<FromEngine>) => {
    runs = true;
    heard(event.data);
  };
  worker.onerror = (event) => {
    if (runs) return heard({ type: 'broken', message: event.message });
    worker.terminate();
    refused();
  };
  return { offscreen: true, post: (message, transfer) => worker.postMessage(message, transfer) };
}

function besidePort(heard: (message: FromEngine) => void): EnginePort {
  const engine = import('../worker/browser-engine').then(({ createEngine }) => createEngine(heard));
  return { offscreen: false, post: (message) => void engine.then((started) => started.take(message)) };
}
