import { setPodState } from '../../controllers/pod-state.js';
import type { Operator } from '../../workloads/operator.js';
import { rollBack, rollOut, scaleTo, startWhenGone } from '../../workloads/rollout.js';
import type { LivePod, Workload } from '../../workloads/workload.js';
import { freeWorkload, type Stage } from './stage.js';

/** Namespaces whose pods the screens name, and those that everything depends on: nothing is rolled out there. */
const still = new Set(['gateway-system', 'kube-system', 'media', 'payments', 'calico-system']);
/** Workloads that stay as drawn, and those whose mistakes are to stay. */
const kept = new Set([
  'shop/api',
  'shop/sessions',
  'shop/storefront',
  'ci/runner',
  'ci/webhooks',
  'ml-serving/trainer',
  'batch/replay',
  'data-lake/compact',
  'accounts/api',
  'orders/orders',
  'orders/intake',
  'reports/render',
  'search/query',
  'search/indexer',
  'staging/checkout',
]);

/** A rollout that does not come to its end is no longer waited for. */
const patienceMs = 600_000;
const restartMs = 300_000;

/** A pod of continuous integration runs for a minute or so, is done, and goes. */
export function build({ cluster, operator, random }: Stage): void {
  const runner = operator.workloads.get('ci/runner');
  if (!runner) return;
  for (const old of runner.staying().slice(0, Math.max(0, runner.staying().length - 11))) operator.stop(old);
  operator.start(runner, 'Running', (pod) => {
    cluster.after(random.between(60_000, 200_000), () => {
      if (!operator.isAlive(pod)) return;
      setPodState(cluster, pod, 'Completed');
      cluster.after(random.between(5000, 15_000), () => operator.remove(pod));
    });
  });
}

/** A pod fails its readiness probe for some seconds. */
export function flap(stage: Stage): void {
  const { cluster, operator, random, scheduler } = stage;
  const workload = freeWorkload(stage, (candidate) => rollable(candidate) && candidate.staying().length > 3);
  const pods = workload?.staying().filter((pod) => isRunning(stage, pod) && scheduler.isOpen(pod.node)) ?? [];
  if (!workload || pods.length === 0) return;
  const pod = random.pick(pods);
  setPodState(cluster, pod, 'NotReady');
  cluster.after(random.between(5000, 20_000), () => {
    if (operator.isAlive(pod) && scheduler.isOpen(pod.node)) setPodState(cluster, pod, 'Running');
  });
}

/** A new version of something of middling size; rarely of something large. */
export function rollOutSome(stage: Stage): void {
  const most = stage.random.chance(0.12) ? 60 : 14;
  const workload = freeWorkload(stage, (candidate) => rollable(candidate) && candidate.replicas <= most);
  if (!workload) return;
  occupy(stage, workload, patienceMs);
  rollOut(stage.operator, workload, 'Running', () => stage.busy.delete(workload.key));
}

/** A few replicas more for some minutes, or fewer. */
export function scaleSome(stage: Stage): void {
  const { cluster, operator, random } = stage;
  const workload = freeWorkload(stage, (candidate) => rollable(candidate) && candidate.replicas >= 4);
  if (!workload) return;
  const before = workload.replicas;
  const change = random.between(1, 3) * (random.chance(0.7) ? 1 : -1);
  const pauseMs = random.between(120_000, 300_000);
  occupy(stage, workload, pauseMs + 60_000);
  scaleTo(operator, workload, before + change);
  cluster.after(pauseMs, () => scaleTo(operator, workload, before));
}

/** One member of a StatefulSet goes and comes back under its name, with another address. */
export function restartMember(stage: Stage): void {
  const { operator, random, scheduler } = stage;
  const workload = freeWorkload(stage, ({ spec }) => spec.kind === 'StatefulSet' && !still.has(spec.namespace));
  const members = workload?.staying().filter(({ node }) => scheduler.isOpen(node)) ?? [];
  if (!workload || members.length === 0) return;
  const pod = random.pick(members);
  operator.stop(pod);
  startWhenGone(operator, workload, pod);
}

/** A version that does not start; somebody takes it back after two minutes or so. */
export function failRollout(stage: Stage): void {
  const { cluster, operator, random } = stage;
  const workload = freeWorkload(
    stage,
    (candidate) => rollable(candidate) && candidate.replicas >= 5 && candidate.replicas <= 12,
  );
  if (!workload) return;
  const backMs = random.between(90_000, 200_000);
  occupy(stage, workload, backMs + 60_000);
  rollOut(operator, workload, random.chance(0.7) ? 'CrashLoopBackOff' : 'ImagePullBackOff');
  cluster.after(backMs, () => rollBack(operator, workload));
}

/** What crashes is restarted every five minutes, counts it, and crashes again. */
export function keepCrashing({ cluster, operator }: Stage): void {
  const crashing = cluster.list('pods').filter((pod) => JSON.stringify(pod['status']).includes('CrashLoopBackOff'));
  crashing.forEach(({ metadata: { namespace = '', name, uid = '' } }, index) => {
    const again = (restarts: number): void => {
      if (!isKnown(operator, uid)) return;
      setPodState(cluster, { namespace, name }, 'CrashLoopBackOff', { restarts });
      cluster.after(restartMs, () => again(restarts + 1));
    };
    cluster.after(restartMs / 2 + index * 20_000, () => again(8));
  });
}

function rollable({ spec, key }: Workload): boolean {
  return spec.kind === 'Deployment' && !still.has(spec.namespace) && !kept.has(key);
}

function isKnown(operator: Operator, uid: string): boolean {
  return operator.workloadOf(uid) !== undefined;
}

function isRunning({ cluster }: Stage, { namespace, name }: LivePod): boolean {
  const pod = cluster.get('pods', namespace, name);
  return pod !== undefined && JSON.stringify(pod['status']).includes('"ready":true');
}

function occupy({ cluster, busy }: Stage, workload: Workload, ms: number): void {
  busy.add(workload.key);
  cluster.after(ms, () => busy.delete(workload.key));
}
