import { isReady } from '../controllers/pod-state.js';
import type { Fate, Operator } from './operator.js';
import type { LivePod, Workload } from './workload.js';

/** A rollout that makes no progress looks again after this long. */
const lookMs = 4000;

/**
 * Replaces a workload's pods by those of a new revision: a Deployment with a quarter more than it needs and never fewer
 * ready than it needs, a StatefulSet one by one from its highest ordinal. `done` is called when no old pod is left.
 */
export function rollOut(
  operator: Operator,
  workload: Workload,
  fate: Fate = 'Running',
  done: () => void = () => undefined,
): void {
  workload.nextRevision();
  if (workload.spec.kind === 'StatefulSet') replaceNext(operator, workload, workload.revision, done);
  else new Rollout(operator, workload, fate, done).step();
}

/** Takes back a rollout: pods of the failed revision go, those of the one before it stay. */
export function rollBack(operator: Operator, workload: Workload): void {
  const failed = workload.revision;
  workload.previousRevision();
  for (const pod of workload.staying()) if (pod.revision === failed) operator.stop(pod);
  scaleTo(operator, workload, workload.replicas);
}

/** Starts or stops pods until the workload has so many. */
export function scaleTo(operator: Operator, workload: Workload, replicas: number): void {
  workload.replicas = replicas;
  const staying = workload.staying();
  for (let missing = replicas - staying.length; missing > 0; missing--) operator.start(workload);
  for (const pod of staying.slice(replicas).toReversed()) operator.stop(pod);
}

class Rollout {
  private readonly revision: number;
  private looking = false;
  private finished = false;

  constructor(
    private readonly operator: Operator,
    private readonly workload: Workload,
    private readonly fate: Fate,
    private readonly done: () => void,
  ) {
    this.revision = workload.revision;
  }

  step(): void {
    if (this.isOver()) return;
    this.retire();
    const { replicas } = this.workload;
    const staying = this.workload.staying();
    const fresh = staying.length - this.old().length;
    const surge = Math.max(1, Math.ceil(replicas / 4));
    const starting = Math.min(replicas - fresh, replicas + surge - staying.length);
    for (let i = 0; i < starting; i++) this.operator.start(this.workload, this.fate, () => this.step());
    if (fresh === staying.length && fresh >= replicas) this.finish();
    else this.lookAgain();
  }

  /** Old pods go: those that are not ready at once, the others as far as enough are ready. */
  private retire(): void {
    const ready = this.workload.staying().filter((pod) => this.isReady(pod));
    let spare = ready.length - this.workload.replicas;
    for (const pod of this.old()) {
      if (!ready.includes(pod)) this.operator.stop(pod);
      else if (spare-- > 0) this.operator.stop(pod);
    }
  }

  private isReady({ namespace, name }: LivePod): boolean {
    const pod = this.operator.cluster.get('pods', namespace, name);
    return pod !== undefined && isReady(pod);
  }

  private lookAgain(): void {
    if (this.looking) return;
    this.looking = true;
    this.operator.cluster.after(lookMs, () => {
      this.looking = false;
      this.step();
    });
  }

  private finish(): void {
    this.finished = true;
    this.done();
  }

  /** Finished, or overtaken by another rollout. */
  private isOver(): boolean {
    return this.finished || this.workload.revision !== this.revision;
  }

  private old(): LivePod[] {
    return this.workload.staying().filter(({ revision }) => revision !== this.revision);
  }
}

/** A StatefulSet's pod must be gone before its successor, which has its name, begins. */
function replaceNext(operator: Operator, workload: Workload, revision: number, done: () => void): void {
  if (workload.revision !== revision) return;
  const old = workload.staying().filter((pod) => pod.revision !== revision);
  const last = old.toSorted((a, b) => ordinalOf(a) - ordinalOf(b)).at(-1);
  if (!last) return done();
  operator.stop(last);
  startWhenGone(operator, workload, last, () => replaceNext(operator, workload, revision, done));
}

/** Starts the successor of a StatefulSet's pod, under the same name, as soon as that one is gone. */
export function startWhenGone(
  operator: Operator,
  workload: Workload,
  pod: LivePod,
  then: () => void = () => undefined,
): void {
  operator.cluster.after(1000, () => {
    if (workload.pods.get(pod.name)?.uid === pod.uid) startWhenGone(operator, workload, pod, then);
    else if (!workload.pods.has(pod.name)) operator.start(workload, 'Running', then);
  });
}

function ordinalOf(pod: LivePod): number {
  return Number(pod.name.split('-').at(-1));
}
