import type { Certainty } from '@netkaart/kube';
import { diffRecord, type Kind, type NetRecord, type Topology } from '@netkaart/topology';
import { isProblem } from './activity.js';
import type { Entry } from './sequencer.js';

/**
 * The newest state that the reader told, and what each telling changed: the noise ends here. Ahead of the durable state
 * by what the sequencer holds.
 */
export class Observed {
  constructor(readonly topology: Topology) {}

  /** Takes in newer states; returns what differs from the ones before. `at`: ms since 1970. */
  upsert(records: readonly NetRecord[], at: number): Entry[] {
    return records.flatMap((record) => {
      const entry = this.#entryFor(record, at);
      if (entry !== null) this.#records(record.kind).set(record.uid, record);
      return entry ?? [];
    });
  }

  /** Takes objects out; those that are not there are no change. */
  remove(kind: Kind, uids: readonly string[], at: number, certainty: Certainty): Entry[] {
    const records = this.#records(kind);
    return uids.flatMap((uid): Entry[] => {
      const record = records.get(uid);
      if (!record) return [];
      records.delete(uid);
      const window = certainty.type === 'inferred' ? certainty.window : null;
      const eventAt = record.deletedAt === null ? null : record.deletedAt * 1000;
      return [{ change: { op: 'delete', kind, uid }, record: null, observedAt: at, eventAt, window, problem: false }];
    });
  }

  #entryFor(record: NetRecord, at: number): Entry | null {
    const { kind, uid } = record;
    const before = this.#records(kind).get(uid);
    const common = { record, observedAt: at, window: null, problem: isProblem(before, record) };
    if (!before) return { ...common, change: { op: 'add', kind, uid, record }, eventAt: record.createdAt * 1000 };
    const patch = diffRecord(before, record);
    if (patch === null) return null;
    const leaving = before.deletedAt === null && record.deletedAt !== null;
    return {
      ...common,
      change: { op: 'update', kind, uid, patch },
      eventAt: leaving ? record.deletedAt * 1000 : null,
    };
  }

  #records(kind: Kind): Map<string, NetRecord> {
    return this.topology.kinds[kind] as unknown as Map<string, NetRecord>;
  }
}
