import { createEngine } from './browser-engine';
import type { ToEngine } from './messages';

/** A dedicated worker's own scope, as far as it is used. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToEngine>) => void) | null;
  postMessage(message: unknown): void;
}

const scope = globalThis as unknown as WorkerScope;
const engine = createEngine((message) => scope.postMessage(message));
scope.onmessage = (event) => engine.take(event.data);
