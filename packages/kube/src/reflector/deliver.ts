import type { NetRecord } from '@netkaart/topology';
import type { ClusterSink, Resource } from '../sink.js';
import type { Batch, Entry } from './event-queue.js';

/** Events observed within this many ms of each other are told together. */
const TOGETHER_MS = 250;

interface Run {
  readonly removes: boolean;
  readonly at: number;
  readonly records: NetRecord[];
  readonly uids: string[];
}

/** Hands a batch to the sink in the order of its events; neighbours of the same sort go in one call. */
export async function deliverBatch(
  sink: ClusterSink,
  resource: Resource,
  entries: Batch['entries'],
  problems: Batch['problems'],
): Promise<void> {
  for (const problem of problems) sink.quarantine(resource, problem);
  for (const run of runsOf(entries)) {
    if (run.removes) await sink.remove(resource, run.uids, run.at, { type: 'observed' });
    else await sink.upsert(resource, run.records, run.at);
  }
}

function* runsOf(entries: ReadonlyMap<string, Entry>): Generator<Run> {
  let run: Run | null = null;
  for (const [uid, entry] of entries) {
    for (const removes of stepsOf(entry)) {
      if (run !== null && !joins(run, removes, entry)) {
        yield run;
        run = null;
      }
      run ??= { removes, at: entry.at, records: [], uids: [] };
      if (removes) run.uids.push(uid);
      else if (entry.record !== null) run.records.push(entry.record);
    }
  }
  if (run !== null) yield run;
}

function stepsOf({ record, deleted }: Entry): readonly boolean[] {
  if (!deleted) return [false];
  return record === null ? [true] : [false, true];
}

function joins(run: Run, removes: boolean, entry: Entry): boolean {
  return run.removes === removes && entry.at - run.at <= TOGETHER_MS;
}
