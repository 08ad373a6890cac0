import { setPodsReady } from '../../controllers/pod-state.js';
import { reportReady } from '../../objects/node.js';
import { scaleTo, startWhenGone } from '../../workloads/rollout.js';
import { harbourNodes, silence, SILENT_NODE } from './nodes.js';
import type { Stage } from './stage.js';

const minuteMs = 60_000;
const unschedulableTaint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** Nodes whose blocks the screens show as full or nearly so, and on which the failing pods stand. */
const kept = new Set(['a-04', 'a-17', 'b-03', 'b-10', 'c-07', 'c-09', 'c-17'].map((node) => `harbour-${node}`));

/** The node that is silent from the beginning comes back. */
export function returnSilentNode(stage: Stage): void {
  stage.busy.add(SILENT_NODE);
  stage.cluster.after(8 * minuteMs, () => wake(stage, SILENT_NODE));
}

/** A node is taken out of service, emptied pod by pod, and comes back some minutes later. */
export function drainSome(stage: Stage): void {
  const { cluster, scheduler, random } = stage;
  const node = freeNode(stage);
  if (node === null) return;
  stage.busy.add(node);
  scheduler.close(node);
  cordon(stage, node, true);
  const evictedMs = evictAll(stage, node);
  cluster.after(evictedMs + random.between(90_000, 240_000), () => {
    cordon(stage, node, false);
    scheduler.open(node);
    stage.busy.delete(node);
  });
}

/** A node's kubelet falls silent; after some minutes it reports again. */
export function failSomeNode(stage: Stage): void {
  const node = freeNode(stage);
  if (node === null) return;
  stage.busy.add(node);
  stage.scheduler.close(node);
  stage.cluster.patch('nodes', '', node, (draft) => silence(draft, stage.cluster.clock.now()));
  setPodsReady(stage.cluster, node, false);
  stage.cluster.after(stage.random.between(2 * minuteMs, 6 * minuteMs), () => wake(stage, node));
}

function wake(stage: Stage, node: string): void {
  const { cluster, scheduler } = stage;
  cluster.patch('nodes', '', node, (draft) => {
    reportReady(draft, true, cluster.clock.now());
    delete (draft['spec'] as { taints?: unknown }).taints;
  });
  cluster.after(4000, () => setPodsReady(cluster, node, true));
  scheduler.open(node);
  stage.busy.delete(node);
}

function freeNode({ random, busy, scheduler }: Stage): string | null {
  const names = harbourNodes.map(({ name }) => name);
  const free = names.filter((name) => !busy.has(name) && !kept.has(name) && scheduler.isOpen(name));
  return free.length === 0 ? null : random.pick(free);
}

function cordon({ cluster }: Stage, node: string, closed: boolean): void {
  cluster.patch('nodes', '', node, (draft) => {
    const spec = draft['spec'] as { unschedulable?: boolean; taints?: object[] };
    if (closed) Object.assign(spec, { unschedulable: true, taints: [unschedulableTaint] });
    else {
      delete spec.unschedulable;
      delete spec.taints;
    }
  });
}

/** Evicts a node's pods two seconds apart; their workloads start others elsewhere. Returns how long it takes. */
function evictAll({ cluster, operator }: Stage, node: string): number {
  const pods = operator.podsOn(node);
  pods.forEach((pod, index) => {
    cluster.after((index + 1) * 2000, () => {
      const workload = operator.workloadOf(pod.uid);
      if (!workload || pod.leaving) return;
      operator.stop(pod);
      if (workload.spec.kind === 'StatefulSet') startWhenGone(operator, workload, pod);
      else if (workload.spec.kind === 'Deployment') scaleTo(operator, workload, workload.replicas);
    });
  });
  return pods.length * 2000;
}
