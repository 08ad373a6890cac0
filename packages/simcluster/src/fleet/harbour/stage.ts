import type { Random } from '../../random.js';
import type { SimCluster } from '../../store/cluster.js';
import type { Operator } from '../../workloads/operator.js';
import type { Workload } from '../../workloads/workload.js';
import type { Scheduler } from './scheduler.js';

/** Where the scenes of a life take place. Each has a generator of its own; none touches what another one is busy with. */
export interface Stage {
  readonly cluster: SimCluster;
  readonly operator: Operator;
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** Keys of workloads and names of nodes with which a scene is busy. */
  readonly busy: Set<string>;
}

/** Plays a scene again and again, with pauses between two bounds, the first one after a part of a pause. */
export function repeat(stage: Stage, name: string, fromMs: number, toMs: number, play: (stage: Stage) => void): void {
  const own = { ...stage, random: stage.random.fork(name) };
  const next = (pauseMs: number): void => {
    stage.cluster.after(pauseMs, () => {
      play(own);
      next(own.random.between(fromMs, toMs));
    });
  };
  next(Math.round(own.random.between(fromMs, toMs) * (0.2 + 0.6 * own.random.next())));
}

/** A workload that no scene is busy with, or null. */
export function freeWorkload(
  { operator, random, busy }: Stage,
  fits: (workload: Workload) => boolean,
): Workload | null {
  const candidates = [...operator.workloads.values()].filter((workload) => !busy.has(workload.key) && fits(workload));
  return candidates.length === 0 ? null : random.pick(candidates);
}
