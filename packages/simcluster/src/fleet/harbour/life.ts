import type { SimCluster } from '../../store/cluster.js';
import type { Operator } from '../../workloads/operator.js';
import { drainSome, failSomeNode, returnSilentNode } from './node-scenes.js';
import type { Scheduler } from './scheduler.js';
import { repeat, type Stage } from './stage.js';
import { build, failRollout, flap, keepCrashing, restartMember, rollOutSome, scaleSome } from './workload-scenes.js';
import { shiftPolicy } from './policy-scene.js';

const minuteMs = 60_000;

/** Plans harbour's life: about one to three changes a second, a little trouble now and then, and counts that stay near where they began. */
export function liveHarbour(cluster: SimCluster, operator: Operator, scheduler: Scheduler): void {
  const stage: Stage = { cluster, operator, scheduler, random: cluster.random.fork('life'), busy: new Set() };
  repeat(stage, 'build', 9000, 26_000, build);
  repeat(stage, 'flap', 25_000, 80_000, flap);
  repeat(stage, 'rollout', 50_000, 110_000, rollOutSome);
  repeat(stage, 'scale', 3 * minuteMs, 6 * minuteMs, scaleSome);
  repeat(stage, 'restart', 5 * minuteMs, 9 * minuteMs, restartMember);
  repeat(stage, 'policy', 6 * minuteMs, 11 * minuteMs, shiftPolicy);
  repeat(stage, 'incident', 9 * minuteMs, 16 * minuteMs, failRollout);
  repeat(stage, 'drain', 18 * minuteMs, 30 * minuteMs, drainSome);
  repeat(stage, 'failure', 22 * minuteMs, 35 * minuteMs, failSomeNode);
  keepCrashing(stage);
  returnSilentNode(stage);
}
