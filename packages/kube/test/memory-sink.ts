import type { NetRecord } from '@netkaart/topology';
import {
  belongsTo,
  type Certainty,
  type ClusterSink,
  type Quarantine,
  type Resource,
  type ResourceState,
  type ResumePoint,
} from '../src/index.js';

/** One call to the sink that carries news. */
export type Told =
  | { readonly call: 'upsert'; readonly id: string; readonly records: readonly NetRecord[]; readonly at: number }
  | {
      readonly call: 'remove';
      readonly id: string;
      readonly uids: readonly string[];
      readonly at: number;
      readonly certainty: Certainty;
    }
  | { readonly call: 'advance'; readonly id: string; readonly resume: ResumePoint; readonly at: number }
  | { readonly call: 'proven'; readonly id: string; readonly at: number };

/** A sink that keeps everything in memory, and every call. `hold` makes it slow. */
export class MemorySink implements ClusterSink {
  readonly records = new Map<string, NetRecord>();
  readonly told: Told[] = [];
  readonly states = new Map<string, ResourceState[]>();
  readonly problems: (Quarantine & { readonly id: string })[] = [];
  readonly identities: { readonly uid: string; readonly version: string }[] = [];
  readonly connections: { readonly reachable: boolean; readonly detail: string; readonly retryAt: number | null }[] =
    [];
  readonly resume = new Map<string, ResumePoint>();
  /** Awaited before each call that carries news. */
  hold: () => Promise<void> = () => Promise.resolve();
  #busy = new Set<string>();

  async identity(identity: { readonly uid: string; readonly version: string }): Promise<void> {
    this.identities.push(identity);
    await Promise.resolve();
  }

  known(resource: Resource): Iterable<string> {
    return [...this.records.values()].filter((record) => belongsTo(resource, record)).map(({ uid }) => uid);
  }

  upsert(resource: Resource, records: readonly NetRecord[], at: number): Promise<void> {
    return this.#alone(resource, () => {
      for (const record of records) this.records.set(record.uid, record);
      this.told.push({ call: 'upsert', id: resource.id, records, at });
    });
  }

  remove(resource: Resource, uids: readonly string[], at: number, certainty: Certainty): Promise<void> {
    return this.#alone(resource, () => {
      for (const uid of uids) this.records.delete(uid);
      this.told.push({ call: 'remove', id: resource.id, uids, at, certainty });
    });
  }

  advance(resource: Resource, resume: ResumePoint, at: number): Promise<void> {
    return this.#alone(resource, () => {
      this.resume.set(resource.id, resume);
      this.told.push({ call: 'advance', id: resource.id, resume, at });
    });
  }

  proven(resource: Resource, at: number): void {
    this.told.push({ call: 'proven', id: resource.id, at });
  }

  state(resource: Resource, state: ResourceState): void {
    this.states.set(resource.id, [...(this.states.get(resource.id) ?? []), state]);
  }

  quarantine(resource: Resource, problem: Quarantine): void {
    this.problems.push({ ...problem, id: resource.id });
  }

  connection(state: { readonly reachable: boolean; readonly detail: string; readonly retryAt: number | null }): void {
    this.connections.push(state);
  }

  /** The present state of a resource. */
  stateOf(id: string): ResourceState | undefined {
    return this.states.get(id)?.at(-1);
  }

  phases(id: string): string[] {
    return (this.states.get(id) ?? []).map(({ phase }) => phase);
  }

  named(kind: string, name: string): NetRecord | undefined {
    return [...this.records.values()].find((record) => record.kind === kind && record.name === name);
  }

  calls<C extends Told['call']>(call: C, id: string): Extract<Told, { call: C }>[] {
    return this.told.filter((each): each is Extract<Told, { call: C }> => each.call === call && each.id === id);
  }

  /** Calls about one resource must not overlap. */
  async #alone(resource: Resource, work: () => void): Promise<void> {
    if (this.#busy.has(resource.id)) throw new Error(`two calls about ${resource.id} at a time`);
    this.#busy.add(resource.id);
    try {
      await this.hold();
      work();
    } finally {
      this.#busy.delete(resource.id);
    }
  }
}
