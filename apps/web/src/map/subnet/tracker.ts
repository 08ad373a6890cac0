import type { Change, JsonValue, Kind, NetRecord, Topology } from '@netkaart/topology';

/** Kinds by which the address plan is made. */
const KINDS = ['Node', 'Pod', 'Service', 'ServiceCIDR', 'IPPool', 'AddressBlock'] as const satisfies readonly Kind[];

/** What changed since the last look, by the identity of the records; the first look is null: everything. */
export class Tracker {
  private readonly seen = new Map<Kind, Map<string, NetRecord>>();

  look(topology: Topology): Change[] | null {
    const first = this.seen.size === 0;
    const changes: Change[] = [];
    for (const kind of KINDS) this.lookAt(kind, topology.kinds[kind], changes);
    return first ? null : changes;
  }

  private lookAt(kind: Kind, records: ReadonlyMap<string, NetRecord>, changes: Change[]): void {
    const seen = this.seen.get(kind) ?? new Map<string, NetRecord>();
    this.seen.set(kind, seen);
    for (const [uid, record] of records) {
      const before = seen.get(uid);
      if (before === record) continue;
      changes.push(
        before ? { op: 'update', kind, uid, patch: patchOf(before, record) } : { op: 'add', kind, uid, record },
      );
      seen.set(uid, record);
    }
    if (seen.size === records.size) return;
    for (const uid of seen.keys()) {
      if (records.has(uid)) continue;
      seen.delete(uid);
      changes.push({ op: 'delete', kind, uid });
    }
  }
}

/** The fields whose value is another object or text. */
function patchOf(before: NetRecord, after: NetRecord): Record<string, JsonValue> {
  const patch: Record<string, JsonValue> = {};
  const old = before as unknown as Record<string, JsonValue>;
  for (const [field, value] of Object.entries(after) as [string, JsonValue][])
    if (old[field] !== value) patch[field] = value;
  return patch;
}
