import { keyOf, type StoredObject } from './object.js';
import type { ResourceType } from './resources.js';

/** One thing that happened to one object. */
export interface TableEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resourceVersion: number;
  /** The new version; for DELETED the last one, with the resourceVersion of the delete. */
  readonly object: StoredObject;
  /** The version before; null for ADDED. */
  readonly previous: StoredObject | null;
}

/** Objects in key order as they stood at one resourceVersion. */
export interface Snapshot {
  readonly resourceVersion: number;
  readonly objects: readonly StoredObject[];
}

export type TableListener = (event: TableEvent) => void;

const snapshotsMax = 4;

/** All objects of one resource and the events of its latest past. */
export class Table {
  private readonly objects = new Map<string, StoredObject>();
  /** In order, as of the last time that somebody asked; what came and went since then is worked in when needed. */
  private keys: readonly string[] = [];
  private keysAdded: string[] = [];
  private keysRemoved = false;
  private events: TableEvent[] = [];
  private readonly listeners = new Set<TableListener>();
  private snapshots: Snapshot[] = [];
  /** Watches and exact lists from before this resourceVersion are too old. */
  private floor: number;

  constructor(
    readonly type: ResourceType,
    private readonly historyEvents: number,
    floor: number,
  ) {
    this.floor = floor;
  }

  get size(): number {
    return this.objects.size;
  }

  get oldestResourceVersion(): number {
    return this.floor;
  }

  get(namespace: string, name: string): StoredObject | undefined {
    return this.objects.get(keyOf(namespace, name));
  }

  /** All objects, in no particular order. */
  values(): IterableIterator<StoredObject> {
    return this.objects.values();
  }

  put(object: StoredObject): void {
    const key = keyOf(object.namespace, object.name);
    const previous = this.objects.get(key) ?? null;
    this.objects.set(key, object);
    if (!previous) this.keysAdded.push(key);
    const type = previous ? 'MODIFIED' : 'ADDED';
    this.emit({ type, resourceVersion: object.resourceVersion, object, previous });
  }

  /** @param last the last version, with the resourceVersion of the delete. */
  remove(last: StoredObject): void {
    const key = keyOf(last.namespace, last.name);
    const previous = this.objects.get(key) ?? null;
    if (!previous) return;
    this.objects.delete(key);
    this.keysRemoved = true;
    this.emit({ type: 'DELETED', resourceVersion: last.resourceVersion, object: last, previous });
  }

  /** Events after a resourceVersion, oldest first, or null when they are no longer all known. */
  since(resourceVersion: number): TableEvent[] | null {
    if (resourceVersion < this.floor) return null;
    return this.events.slice(firstAfter(this.events, resourceVersion));
  }

  /** The objects as of a resourceVersion (≤ `current`), or null when that is too old. */
  snapshot(resourceVersion: number, current: number): Snapshot | null {
    const held = this.snapshots.find((snapshot) => snapshot.resourceVersion === resourceVersion);
    if (held) return held;
    const undone = this.since(resourceVersion);
    if (!undone && resourceVersion !== current) return null;
    const snapshot = { resourceVersion, objects: this.objectsBefore(undone ?? []) };
    this.snapshots = [...this.snapshots, snapshot].slice(-snapshotsMax);
    return snapshot;
  }

  /** Forgets the past up to a resourceVersion, as a compaction of etcd does. */
  compact(resourceVersion: number): void {
    this.floor = Math.max(this.floor, resourceVersion);
    this.events = this.events.slice(firstAfter(this.events, resourceVersion));
    this.snapshots = this.snapshots.filter((snapshot) => snapshot.resourceVersion >= resourceVersion);
  }

  subscribe(listener: TableListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private emit(event: TableEvent): void {
    this.events.push(event);
    if (this.events.length > this.historyEvents * 1.25) this.forgetOldest();
    for (const listener of [...this.listeners]) listener(event);
  }

  private forgetOldest(): void {
    const forgotten = this.events.length - this.historyEvents;
    this.floor = Math.max(this.floor, this.events[forgotten - 1]?.resourceVersion ?? 0);
    this.events = this.events.slice(forgotten);
  }

  private objectsBefore(undone: readonly TableEvent[]): StoredObject[] {
    if (undone.length === 0) return this.sortedKeys().map((key) => this.objects.get(key) as StoredObject);
    const past = new Map(this.objects);
    for (const { object, previous } of undone.toReversed()) {
      const key = keyOf(object.namespace, object.name);
      if (previous) past.set(key, previous);
      else past.delete(key);
    }
    return [...past.keys()].sort().map((key) => past.get(key) as StoredObject);
  }

  private sortedKeys(): readonly string[] {
    if (this.keysAdded.length === 0 && !this.keysRemoved) return this.keys;
    const kept = this.keysRemoved ? this.keys.filter((key) => this.objects.has(key)) : this.keys;
    const added = this.keysAdded.filter((key) => this.objects.has(key)).sort();
    this.keys = merged(kept, added);
    this.keysAdded = [];
    this.keysRemoved = false;
    return this.keys;
  }
}

/** Two sorted lists as one, without repetitions. */
function merged(a: readonly string[], b: readonly string[]): string[] {
  const result: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    const next = right === undefined || (left !== undefined && left < right) ? left : right;
    if (next === left) i++;
    if (next === right) j++;
    if (next !== undefined && next !== result.at(-1)) result.push(next);
  }
  return result;
}

function firstAfter(events: readonly TableEvent[], resourceVersion: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.resourceVersion ?? 0) <= resourceVersion) low = middle + 1;
    else high = middle;
  }
  return low;
}
