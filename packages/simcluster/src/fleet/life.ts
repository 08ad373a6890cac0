import type { SimCluster } from '../store/cluster.js';

export interface LifeOptions {
  /** Simulated seconds per second. Default 1. */
  readonly speed?: number;
}

const stepMs = 100;
/** After a pause of the process a cluster catches up in steps of this size, so that nothing stalls. */
const catchUpMs = 5000;

/** Moves a cluster's clock along with the real one, on a timer that keeps no process alive. */
export function startLife(cluster: SimCluster, { speed = 1 }: LifeOptions = {}): { stop(): void } {
  const startMs = Date.now();
  let lived = 0;
  const timer = setInterval(() => {
    const due = Math.floor((Date.now() - startMs) * speed) - lived;
    const step = Math.max(0, Math.min(due, catchUpMs * Math.max(1, speed)));
    lived += step;
    if (step > 0) cluster.advance(step);
  }, stepMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
