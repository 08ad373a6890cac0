import {
  belongsTo,
  type Certainty,
  type ClusterSink,
  type Quarantine,
  type Resource,
  type ResourceState,
  type ResumePoint,
} from '@netkaart/kube';
import type { NetRecord } from '@netkaart/topology';
import type { ClusterHealth } from './cluster-health.js';
import type { Observed } from './observe.js';
import type { Sequencer } from './sequencer.js';

export interface ReaderSinkOptions {
  readonly observed: Observed;
  readonly sequencer: Sequencer;
  readonly health: ClusterHealth;
  /** Who the cluster says it is. Resolves false when this sink's reader must go: it reads another cluster. */
  readonly onIdentity: (identity: { readonly uid: string; readonly version: string }) => Promise<boolean>;
}

/** What one reader of a cluster talks to. After {@link ReaderSink.leave} it hears nothing more. */
export class ReaderSink implements ClusterSink {
  #left = false;

  constructor(private readonly options: ReaderSinkOptions) {}

  leave(): void {
    this.#left = true;
  }

  async identity(identity: { readonly uid: string; readonly version: string }): Promise<void> {
    if (this.#left) return;
    if (!(await this.options.onIdentity(identity))) this.#left = true;
  }

  *known(resource: Resource): Iterable<string> {
    if (this.#left) return;
    for (const [uid, record] of this.options.observed.topology.kinds[resource.kind]) {
      if (belongsTo(resource, record)) yield uid;
    }
  }

  async upsert(resource: Resource, records: readonly NetRecord[], at: number): Promise<void> {
    if (this.#left) return;
    const storable = records.filter((record) => this.#isStorable(resource, record));
    this.options.sequencer.add(this.options.observed.upsert(storable, at));
    this.options.health.proven(resource, at);
    await this.options.sequencer.room();
  }

  async remove(resource: Resource, uids: readonly string[], at: number, certainty: Certainty): Promise<void> {
    if (this.#left) return;
    this.options.sequencer.add(this.options.observed.remove(resource.kind, uids, at, certainty));
    this.options.health.proven(resource, at);
    await this.options.sequencer.room();
  }

  async advance(resource: Resource, resume: ResumePoint, at: number): Promise<void> {
    if (this.#left) return;
    this.options.sequencer.advance({ resource: resource.id, resourceVersion: resume.resourceVersion, at });
    this.options.health.proven(resource, at);
    await this.options.sequencer.room();
  }

  proven(resource: Resource, at: number): void {
    if (!this.#left) this.options.health.proven(resource, at);
  }

  state(resource: Resource, state: ResourceState): void {
    if (!this.#left) this.options.health.state(resource, state);
  }

  quarantine(resource: Resource, problem: Quarantine): void {
    if (!this.#left) this.options.health.quarantine(resource, problem);
  }

  connection(state: { readonly reachable: boolean; readonly detail: string; readonly retryAt: number | null }): void {
    if (!this.#left) this.options.health.connection(state);
  }

  /** Postgres holds no text with U+0000; a UID with one is no UID of an API server. */
  #isStorable(resource: Resource, record: NetRecord): boolean {
    if (!record.uid.includes('\0')) return true;
    this.quarantine(resource, {
      namespace: record.namespace,
      name: record.name,
      uid: record.uid,
      field: 'metadata.uid',
      message: 'holds the character U+0000; the object is left out',
    });
    return false;
  }
}
