import type { Random } from '../random.js';
import type { SimCluster } from '../store/cluster.js';
import { PodRecipe } from './pod-recipe.js';
import type { SliceRecipe } from './slice-recipe.js';

/** Churn keeps about so many pods not ready. */
const unreadyMax = 100;
const slicesId = 'endpointslices.discovery.k8s.io';

/** Makes watch events in a large cluster: replacements, readiness, and changes without a meaning. */
export class Churn {
  private readonly random: Random;
  private readonly pods: PodRecipe[];
  private readonly slices: SliceRecipe[];
  /** Serial of a pod to the index of its slice. */
  private readonly sliceOf = new Map<number, number>();
  /** Indices of pods that were made not ready, oldest first. */
  private readonly unready: number[] = [];
  private serial: number;
  private left = 0;

  constructor(
    private readonly cluster: SimCluster,
    pods: readonly PodRecipe[],
    slices: readonly SliceRecipe[],
  ) {
    this.random = cluster.random.fork('churn');
    this.pods = [...pods];
    this.slices = [...slices];
    this.serial = pods.length;
    slices.forEach((slice, index) => {
      for (const { serial } of slice.pods) this.sliceOf.set(serial, index);
    });
  }

  /** Makes so many events, one after the other. */
  make(events: number): void {
    this.left = events;
    while (this.left > 0 && this.pods.length > 0) this.step();
  }

  private step(): void {
    const index = this.random.int(this.pods.length);
    const pod = this.pods[index];
    if (!pod) return;
    const dice = this.random.next();
    if (dice < 0.25 && this.left >= 5) this.replace(index, pod);
    else if (dice < 0.6 && this.left >= 2) this.turnSome(index, pod);
    else this.store(index, pod.as(pod.state));
  }

  /** Five events: the old pod goes, the new one comes, gets the address, and the slice follows twice. */
  private replace(index: number, old: PodRecipe): void {
    this.cluster.delete('pods', old.namespace, old.name);
    this.left--;
    const born = new PodRecipe(old.workload, this.serial++, old.node, 0, 'ContainerCreating', 0);
    const slice = this.sliceOf.get(old.serial) ?? 0;
    this.sliceOf.delete(old.serial);
    this.sliceOf.set(born.serial, slice);
    this.follow(slice, old, false);
    this.store(index, born);
    const running = born.as('Running', old.host);
    this.store(index, running);
    this.follow(slice, running, true);
  }

  /** One more pod is not ready, or the one that has been so for longest is again: their number stays. */
  private turnSome(index: number, pod: PodRecipe): void {
    const longest = this.unready.length >= unreadyMax ? this.unready.shift() : undefined;
    const other = longest === undefined ? undefined : this.pods[longest];
    if (longest !== undefined && other?.state === 'NotReady') return this.turn(longest, other, 'Running');
    if (pod.state === 'Running') this.unready.push(index);
    this.turn(index, pod, pod.state === 'Running' ? 'NotReady' : 'Running');
  }

  /** Two events: a pod's readiness, and its slice. */
  private turn(index: number, pod: PodRecipe, state: 'Running' | 'NotReady'): void {
    const turned = pod.as(state);
    this.store(index, turned);
    this.follow(this.sliceOf.get(pod.serial) ?? 0, turned, true);
  }

  private store(index: number, pod: PodRecipe): void {
    this.pods[index] = pod;
    this.cluster.createRendered('pods', pod);
    this.left--;
  }

  private follow(index: number, pod: PodRecipe, present: boolean): void {
    const slice = this.slices[index]?.with(pod, present);
    if (!slice) return;
    this.slices[index] = slice;
    this.cluster.createRendered(slicesId, slice);
    this.left--;
  }
}
