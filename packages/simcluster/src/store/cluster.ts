import { createClock, timestamp, type SimClock } from '../clock.js';
import { createRandom, type Random } from '../random.js';
import { type Attempt, type DenyRule, isDenied } from './access.js';
import { keyOf, type KubeObject, type ObjectMeta, type StoredObject } from './object.js';
import { apiVersionOf, builtInTypes, customType, type ResourceType } from './resources.js';
import { type Recipe, RenderedObject, storeParsed } from './stored-object.js';
import { Table, type TableListener } from './table.js';
import { Timers } from './timers.js';

export interface ClusterOptions {
  readonly name: string;
  /** Equal seeds give equal UIDs, names and lives. */
  readonly seed: string | number;
  readonly clock?: SimClock;
  /** Version of the API server, default `v1.34.1`. */
  readonly version?: string;
  /** The resourceVersion before the first write. Default 1. */
  readonly firstRevision?: number;
  /** Events kept per resource; older watches get 410. Default 10,000. */
  readonly historyEvents?: number;
}

/** The state of one cluster behind an API server: objects, their versions, and the past that watches can ask for. */
export class SimCluster {
  readonly name: string;
  readonly version: string;
  readonly clock: SimClock;
  /** The cluster's own generator; parts that draw much should fork it. */
  readonly random: Random;
  private readonly historyEvents: number;
  private readonly tables = new Map<string, Table>();
  private readonly timers = new Timers();
  private readonly afterwards: (() => void)[] = [];
  private readonly typeListeners = new Set<(id: string) => void>();
  private rules: readonly DenyRule[] = [];
  private revision: number;

  constructor(options: ClusterOptions) {
    this.name = options.name;
    this.version = options.version ?? 'v1.34.1';
    this.clock = options.clock ?? createClock();
    this.random = createRandom(`${options.name}/${options.seed}`);
    this.revision = options.firstRevision ?? 1;
    this.historyEvents = options.historyEvents ?? 10_000;
    for (const type of builtInTypes(minorOf(this.version))) this.addTable(type);
  }

  /** The resourceVersion of the latest write. */
  get resourceVersion(): number {
    return this.revision;
  }

  /** Every resource that is served now. */
  types(): ResourceType[] {
    return [...this.tables.values()].map((table) => table.type);
  }

  /** The objects and events of one resource, by id (`pods`, `ingresses.networking.k8s.io`), while it is served. */
  table(id: string): Table | undefined {
    return this.tables.get(id);
  }

  get(id: string, namespace: string, name: string): KubeObject | undefined {
    return this.tables.get(id)?.get(namespace, name)?.read();
  }

  /** All objects of a resource, of one namespace if it is given, in key order. */
  list(id: string, namespace?: string): KubeObject[] {
    const objects = this.served(id).snapshot(this.revision, this.revision)?.objects ?? [];
    return objects.filter((object) => namespace === undefined || object.namespace === namespace).map((o) => o.read());
  }

  /** Adds an object; uid, resourceVersion and creationTimestamp are given to it when absent. Throws if the name is taken. */
  create(object: KubeObject): KubeObject {
    const table = this.tableOf(object);
    const { name, namespace = '' } = object.metadata;
    if (table.get(namespace, name)) throw new Error(`${table.type.id} ${keyOf(namespace, name)} exists already.`);
    const metadata = { ...object.metadata, ...this.birth(object.metadata) };
    return this.write(table, { ...object, metadata });
  }

  /** Adds or replaces an object whose text is written only when somebody asks for it. */
  createRendered(id: string, recipe: Recipe): void {
    this.served(id).put(new RenderedObject(recipe, ++this.revision));
  }

  /** Replaces an object, or adds it; a different uid would be another life and throws. Equal content changes nothing. */
  update(object: KubeObject): KubeObject {
    const table = this.tableOf(object);
    const { name, namespace = '', uid } = object.metadata;
    const old = table.get(namespace, name);
    if (!old) return this.create(object);
    if (uid !== undefined && uid !== old.uid)
      throw new Error(`${keyOf(namespace, name)} lives on under uid ${old.uid}.`);
    const before = old.read().metadata;
    const kept = { uid: old.uid, creationTimestamp: before.creationTimestamp ?? '' };
    return this.writeIfChanged(table, old, { ...object, metadata: { ...object.metadata, ...kept } });
  }

  /** Changes a copy of an object and stores it; undefined when there is none of that name. */
  patch(id: string, namespace: string, name: string, change: (draft: KubeObject) => void): KubeObject | undefined {
    const table = this.served(id);
    const old = table.get(namespace, name);
    if (!old) return undefined;
    const draft = structuredClone(old.read());
    change(draft);
    return this.writeIfChanged(table, old, draft);
  }

  /**
   * Removes an object. A pod with a grace period first gets a deletionTimestamp and goes when that moment comes,
   * unless something removes it earlier. A name that does not exist is no error.
   */
  delete(id: string, namespace: string, name: string, graceSeconds = 0): void {
    const table = this.served(id);
    const last = table.get(namespace, name);
    if (!last) return;
    if (graceSeconds > 0) this.startLeaving(id, last, graceSeconds);
    else this.remove(table, last);
  }

  /** Forgets all history: watches and continue tokens from before now get 410. */
  compact(): void {
    for (const table of this.tables.values()) table.compact(this.revision);
  }

  /** Starts to serve custom resources by id (see customIds) and adds their CustomResourceDefinitions. Throws on an unknown id. */
  installCrds(ids: readonly string[]): void {
    for (const id of ids) {
      const type = customType(id);
      if (!type) throw new Error(`No custom resource "${id}" is known; ids are plural and group.`);
      if (this.tables.has(id)) continue;
      this.addTable(type);
      this.create(definitionOf(type));
      this.notifyTypes(id);
    }
  }

  /** Deletes a custom resource's objects, then its definition; from then on it is not served (404). */
  removeCrd(id: string): void {
    const table = this.served(id);
    for (const object of [...table.values()]) this.remove(table, object);
    this.tables.delete(id);
    this.delete('customresourcedefinitions.apiextensions.k8s.io', '', id);
    this.notifyTypes(id);
  }

  /** Replaces the rules of what is forbidden. Running watches go on, as on a real server. */
  deny(rules: readonly DenyRule[]): void {
    this.rules = rules;
  }

  isDenied(attempt: Attempt): boolean {
    return isDenied(this.rules, attempt);
  }

  /** Tells of every event of one resource from now on. Returns the end of it. */
  subscribe(id: string, listener: TableListener): () => void {
    return this.served(id).subscribe(listener);
  }

  /** Tells when a custom resource appears or disappears. */
  onTypes(listener: (id: string) => void): () => void {
    this.typeListeners.add(listener);
    return () => this.typeListeners.delete(listener);
  }

  /** Plans something for a moment of simulated time. */
  after(delayMs: number, run: () => void): void {
    this.timers.plan(this.clock.now() + delayMs, run);
  }

  /** Runs after each planned thing: for controllers that follow what has changed. */
  onSettle(run: () => void): void {
    this.afterwards.push(run);
  }

  /** Lets the controllers follow what was changed by hand. */
  settle(): void {
    for (const run of this.afterwards) run();
  }

  /** Moves the clock; everything planned until then happens at its own moment, so the size of the steps makes no difference. */
  advance(ms: number): void {
    const until = this.clock.now() + ms;
    while (this.timers.nextAt() <= until) {
      this.clock.moveTo(this.timers.nextAt());
      this.timers.take()?.();
      this.settle();
    }
    this.clock.moveTo(until);
  }

  private served(id: string): Table {
    const table = this.tables.get(id);
    if (!table) throw new Error(`Cluster ${this.name} does not serve "${id}".`);
    return table;
  }

  private tableOf({ apiVersion, kind }: KubeObject): Table {
    for (const table of this.tables.values())
      if (table.type.kind === kind && apiVersionOf(table.type) === apiVersion) return table;
    throw new Error(`Cluster ${this.name} serves no ${kind} of ${apiVersion}.`);
  }

  private addTable(type: ResourceType): void {
    this.tables.set(type.id, new Table(type, this.historyEvents, this.revision));
  }

  private notifyTypes(id: string): void {
    for (const listener of [...this.typeListeners]) listener(id);
  }

  private birth(metadata: ObjectMeta): Partial<ObjectMeta> {
    return {
      uid: metadata.uid ?? this.random.uuid(),
      creationTimestamp: metadata.creationTimestamp ?? timestamp(this.clock.now()),
    };
  }

  private writeIfChanged(table: Table, old: StoredObject, object: KubeObject): KubeObject {
    object.metadata.resourceVersion = String(old.resourceVersion);
    const before = old.read();
    return JSON.stringify(before) === JSON.stringify(object) ? before : this.write(table, object);
  }

  private write(table: Table, object: KubeObject): KubeObject {
    const revision = ++this.revision;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
    table.put(storeParsed(stored, revision));
    return stored;
  }

  private remove(table: Table, last: StoredObject): void {
    const revision = ++this.revision;
    const object = last.read();
    const metadata = { ...object.metadata, resourceVersion: String(revision) };
    table.remove(storeParsed({ ...object, metadata }, revision));
  }

  private startLeaving(id: string, object: StoredObject, graceSeconds: number): void {
    const { namespace, name, uid } = object;
    const deadlineMs = this.clock.now() + graceSeconds * 1000;
    this.patch(id, namespace, name, (draft) => {
      draft.metadata.deletionTimestamp ??= timestamp(deadlineMs);
      draft.metadata.deletionGracePeriodSeconds ??= graceSeconds;
    });
    this.after(graceSeconds * 1000, () => {
      if (this.tables.get(id)?.get(namespace, name)?.uid === uid) this.delete(id, namespace, name);
    });
  }
}

/** A cluster without objects. */
export function createCluster(options: ClusterOptions): SimCluster {
  return new SimCluster(options);
}

function minorOf(version: string): number {
  return Number(/^v1\.(\d+)/.exec(version)?.[1] ?? 0);
}

function definitionOf(type: ResourceType): KubeObject {
  const { group, version, plural, singular, kind, namespaced, id } = type;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: id },
    spec: {
      group,
      names: { kind, plural, singular, listKind: `${kind}List` },
      scope: namespaced ? 'Namespaced' : 'Cluster',
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
    status: {
      acceptedNames: { kind, plural, singular, listKind: `${kind}List` },
      conditions: ['NamesAccepted', 'Established'].map((condition) => ({ type: condition, status: 'True' })),
      storedVersions: [version],
    },
  };
}
