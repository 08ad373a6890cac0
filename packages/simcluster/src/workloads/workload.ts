import { type Random, templateHash } from '../random.js';
import type { OwnerReference } from '../store/object.js';
import type { WorkloadSpec } from './spec.js';

/** One pod of a workload, as its controllers remember it. */
export interface LivePod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string;
  readonly revision: number;
  leaving: boolean;
}

/** A workload while it lives: its revisions, and the pods of each. */
export class Workload {
  /** Of the current template. */
  revision = 1;
  replicas: number;
  readonly pods = new Map<string, LivePod>();
  private readonly owners = new Map<number, OwnerReference>();
  private latest = 1;
  private previous = 1;

  constructor(
    readonly spec: WorkloadSpec,
    private readonly random: Random,
  ) {
    this.replicas = spec.replicas;
  }

  get key(): string {
    return `${this.spec.namespace}/${this.spec.name}`;
  }

  /** Pods that are not being deleted, oldest first. */
  staying(): LivePod[] {
    return [...this.pods.values()].filter((pod) => !pod.leaving);
  }

  /** The template changes. */
  nextRevision(): void {
    this.previous = this.revision;
    this.revision = ++this.latest;
  }

  /** The last change of the template is taken back. */
  previousRevision(): void {
    this.revision = this.previous;
  }

  /** pod-template-hash of a revision. */
  hashOf(revision: number): string {
    const { hash } = this.spec;
    if (revision === 1 && hash !== undefined) return hash;
    const text = `${this.key}/${revision}`;
    return templateHash(text, 9 + (text.length % 2));
  }

  /** The name for a pod: `web-HASH-suffix`, `db-0`. */
  podName(revision: number, suffix?: string): string {
    const { kind, name } = this.spec;
    if (kind === 'StatefulSet') return `${name}-${suffix ?? this.freeOrdinal()}`;
    const last = suffix ?? this.random.suffix(5);
    return `${name}-${kind === 'Job' ? this.random.suffix(9) : this.hashOf(revision)}-${last}`;
  }

  /** Labels that the controller adds to a pod. */
  labelsFor(revision: number, podName: string): Record<string, string> {
    const { kind, name } = this.spec;
    const labels = this.spec.template.labels;
    if (kind === 'Deployment') return { ...labels, 'pod-template-hash': this.hashOf(revision) };
    if (kind === 'Job') return { ...labels, 'batch.kubernetes.io/job-name': name, 'job-name': name };
    const index = podName.slice(name.length + 1);
    return { ...labels, 'apps.kubernetes.io/pod-index': index, 'statefulset.kubernetes.io/pod-name': podName };
  }

  /** Controller of the pods of a revision: a ReplicaSet of its own for each, else the workload itself. */
  ownerOf(revision: number): OwnerReference {
    const { kind, name } = this.spec;
    const key = kind === 'Deployment' ? revision : 0;
    const known = this.owners.get(key);
    if (known) return known;
    const made = {
      apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
      kind: kind === 'Deployment' ? 'ReplicaSet' : kind,
      name: kind === 'Deployment' ? `${name}-${this.hashOf(revision)}` : name,
      uid: this.random.uuid(),
      controller: true,
      blockOwnerDeletion: true,
    };
    this.owners.set(key, made);
    return made;
  }

  private freeOrdinal(): number {
    const names = new Set(this.pods.keys());
    let ordinal = 0;
    while (names.has(`${this.spec.name}-${ordinal}`)) ordinal++;
    return ordinal;
  }
}
