import { setPodState } from '../controllers/pod-state.js';
import { podObject } from '../objects/pod.js';
import type { Random } from '../random.js';
import type { SimCluster } from '../store/cluster.js';
import type { TableEvent } from '../store/table.js';
import { podIPsOf } from '../controllers/pod-state.js';
import type { AddressSource } from './address-blocks.js';
import type { PlacedPod, WorkloadSpec } from './spec.js';
import { Workload, type LivePod } from './workload.js';

/** How a started pod ends up. */
export type Fate = 'Running' | 'CrashLoopBackOff' | 'ImagePullBackOff';

const graceSeconds = 30;

/** What an Operator needs to know of its cluster. */
export interface Surroundings {
  readonly addresses: AddressSource;
  /** All addresses of a pod, given the one that was allocated: dual-stack clusters add the second family. */
  readonly podIPs: (address: string) => readonly string[];
  /** Addresses of a node. */
  readonly hostIPs: (node: string) => readonly string[];
  /** A node for a new pod, or null when none takes it. */
  readonly schedule: (workload: Workload) => string | null;
}

/** Starts and stops pods as scheduler, kubelet and network plugin do together; remembers which belong to which workload. */
export class Operator {
  readonly workloads = new Map<string, Workload>();
  private readonly random: Random;
  private readonly byPod = new Map<string, Workload>();

  constructor(
    readonly cluster: SimCluster,
    private readonly surroundings: Surroundings,
  ) {
    this.random = cluster.random.fork('operator');
    cluster.subscribe('pods', (event) => this.forgetIfGone(event));
  }

  /** Makes a workload known, with the pods that it has already. */
  adopt(spec: WorkloadSpec, placed: readonly PlacedPod[]): Workload {
    const workload = new Workload(spec, this.random);
    this.workloads.set(workload.key, workload);
    for (const pod of placed) this.place(workload, pod);
    return workload;
  }

  /** Addresses for a pod that is placed on a node when a cluster is built. Throws when the node has none. */
  reserve(node: string): readonly string[] {
    const address = this.surroundings.addresses.allocate(node);
    if (address === null) throw new Error(`Node ${node} has no address left.`);
    return this.surroundings.podIPs(address);
  }

  /** The workload of a pod, by UID. */
  workloadOf(podUid: string): Workload | undefined {
    return this.byPod.get(podUid);
  }

  /** Pods of all workloads on a node that are not being deleted. */
  podsOn(node: string): LivePod[] {
    return [...this.workloads.values()].flatMap((workload) => workload.staying().filter((pod) => pod.node === node));
  }

  /**
   * Creates one more pod of a workload; it gets its address and becomes ready, or fails, within seconds.
   * `then` is called once it has come so far, unless it is deleted before.
   */
  start(workload: Workload, fate: Fate = 'Running', then: (pod: LivePod) => void = () => undefined): LivePod {
    const node = this.surroundings.schedule(workload) ?? '';
    const pod = this.create(workload, {
      node,
      ips: [],
      state: node === '' ? 'Unschedulable' : 'ContainerCreating',
      createdMs: this.cluster.clock.now(),
    });
    if (node !== '') this.cluster.after(this.random.between(800, 2600), () => this.connect(pod, fate, then));
    return pod;
  }

  /** Deletes a pod with grace; it is gone after some seconds. */
  stop(pod: LivePod): void {
    if (pod.leaving) return;
    pod.leaving = true;
    this.cluster.delete('pods', pod.namespace, pod.name, graceSeconds);
    this.cluster.after(this.random.between(2000, 28_000), () => this.removeIfSame(pod));
  }

  /** Removes a pod at once. */
  remove(pod: LivePod): void {
    pod.leaving = true;
    this.removeIfSame(pod);
  }

  /** Whether the pod still exists and is not being deleted. */
  isAlive(pod: LivePod): boolean {
    return !pod.leaving && this.byPod.has(pod.uid);
  }

  private place(workload: Workload, placed: PlacedPod): void {
    const pod = this.create(workload, placed);
    if (placed.leavingMs === undefined) return;
    pod.leaving = true;
    this.cluster.delete('pods', pod.namespace, pod.name, Math.ceil(graceSeconds - placed.leavingMs / 1000));
  }

  private create(workload: Workload, placed: PlacedPod): LivePod {
    const { spec, revision } = workload;
    const name = workload.podName(revision, placed.suffix);
    const { createdMs } = placed;
    const nowMs = this.cluster.clock.now();
    const restarts = placed.state === 'CrashLoopBackOff' ? 7 : 0;
    const object = this.cluster.create(
      podObject(
        {
          ...spec.template,
          namespace: spec.namespace,
          name,
          generateName: name.replace(/[^-]*$/, ''),
          labels: workload.labelsFor(revision, name),
          owner: workload.ownerOf(revision),
          ...(spec.kind === 'StatefulSet' ? { hostname: name } : {}),
          node: placed.node,
          createdMs,
        },
        {
          state: placed.state,
          ips: placed.ips,
          hostIPs: placed.node === '' ? [] : this.surroundings.hostIPs(placed.node),
          sinceMs: placed.sinceMs ?? Math.min(nowMs, createdMs + 10_000),
          restarts,
        },
      ),
    );
    const pod = {
      namespace: spec.namespace,
      name,
      uid: object.metadata.uid ?? '',
      node: placed.node,
      revision,
      leaving: false,
    };
    workload.pods.set(name, pod);
    this.byPod.set(pod.uid, workload);
    return pod;
  }

  private connect(pod: LivePod, fate: Fate, then: (pod: LivePod) => void): void {
    if (!this.isAlive(pod)) return;
    const address = this.surroundings.addresses.allocate(pod.node);
    if (address === null) {
      this.cluster.after(10_000, () => this.connect(pod, fate, then));
      return;
    }
    setPodState(this.cluster, pod, fate === 'ImagePullBackOff' ? fate : 'Starting', {
      ips: this.surroundings.podIPs(address),
    });
    this.cluster.after(this.random.between(2000, 7000), () => {
      if (!this.isAlive(pod)) return;
      if (fate !== 'ImagePullBackOff') setPodState(this.cluster, pod, fate, { restarts: fate === 'Running' ? 0 : 3 });
      then(pod);
    });
  }

  private removeIfSame(pod: LivePod): void {
    if (this.byPod.has(pod.uid)) this.cluster.delete('pods', pod.namespace, pod.name);
  }

  private forgetIfGone({ type, object }: TableEvent): void {
    const workload = type === 'DELETED' ? this.byPod.get(object.uid) : undefined;
    if (!workload) return;
    this.byPod.delete(object.uid);
    workload.pods.delete(object.name);
    const [address] = podIPsOf(object.read());
    if (address !== undefined && workload.spec.template.hostNetwork !== true)
      this.surroundings.addresses.release(address);
  }
}
