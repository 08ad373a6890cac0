import { addressPlan, updatePlan, type AddressPlan } from '@netkaart/network';
import { emptyTopology, KINDS, type Change, type Kind, type NetRecord, type Topology } from '@netkaart/topology';
import type { Cursor } from '@netkaart/protocol';
import type { Target } from '../map/view';
import { parseReference, referenceOf, type Reference } from '../url/reference';
import { SearchIndex } from './search-index';

/** The opened cluster as the engine knows it: its records, an index for search, names of things. */
export class World {
  readonly search = new SearchIndex();
  #topology: Topology = emptyTopology();
  #cursor: Cursor | null = null;
  #revision = 0;
  #plan: AddressPlan | null = null;
  #unplanned: Change[] = [];

  get topology(): Topology {
    return this.#topology;
  }

  get cursor(): Cursor | null {
    return this.#cursor;
  }

  /** Rises with every change: what was derived from an older revision is out of date. */
  get revision(): number {
    return this.#revision;
  }

  load(topology: Topology, cursor: Cursor | null): void {
    this.#topology = topology;
    this.#cursor = cursor;
    this.#revision += 1;
    this.#plan = null;
    this.#unplanned = [];
    this.search.load(topology);
  }

  apply(cursor: Cursor, changes: readonly Change[]): void {
    this.#cursor = cursor;
    this.#revision += 1;
    if (this.#plan) for (const change of changes) this.#unplanned.push(change);
    this.search.apply(this.#topology, changes);
  }

  /** Which address belongs to what, as of now. Worked out when it is asked for. */
  plan(): AddressPlan {
    if (!this.#plan) this.#plan = addressPlan(this.#topology);
    else if (this.#unplanned.length > 0) this.#plan = updatePlan(this.#plan, this.#topology, this.#unplanned);
    this.#unplanned = [];
    return this.#plan;
  }

  recordOf(uid: string): NetRecord | null {
    for (const kind of KINDS) {
      const record = this.#topology.kinds[kind].get(uid);
      if (record) return record;
    }
    return null;
  }

  named(kind: Kind, namespace: string, name: string): NetRecord | null {
    for (const record of this.#topology.kinds[kind].values()) {
      if (record.name === name && record.namespace === namespace) return record;
    }
    return null;
  }

  /** What a view calls the thing of a reference, or null when the cluster has no such object (any more). */
  targetOf(reference: Reference): Target | null {
    const parsed = parseReference(reference);
    if (!parsed) return null;
    if (parsed.type === 'place') return parsed.target;
    if (parsed.kind === 'Namespace') return `ns:${parsed.name}`;
    const record = this.named(parsed.kind, parsed.namespace, parsed.name);
    return record && `uid:${record.uid}`;
  }

  /** What a link calls the thing of a view. */
  referenceOf(target: Target): Reference {
    const record = this.recordAt(target);
    return record ? referenceOf(record) : target;
  }

  /** The object behind a target: an object's UID or a namespace's name. */
  recordAt(target: Target): NetRecord | null {
    if (target.startsWith('uid:')) return this.recordOf(target.slice(4));
    return target.startsWith('ns:') ? this.named('Namespace', '', target.slice(3)) : null;
  }
}
