import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Cursor } from '@netkaart/protocol';
import { decodeColumns, emptyTopology, encodeColumns, KINDS, unsafeApply, type Topology } from '@netkaart/topology';
import type { LogRepository } from '../database/log.repository.js';
import type { Keyframe } from '../database/sql/insert-keyframe.js';

const unzip = promisify(gunzip);
const zip = promisify(gzip);
const PAGE = 5_000;

/** The log can't be what was written: a seq is missing or twice there, or a change does not follow from the state. */
export class LogDamage extends Error {
  override readonly name = 'LogDamage';
}

export interface Replayed {
  readonly topology: Topology;
  /** Seq and moment (ms since 1970) of the keyframe it was built on; 0 without one. */
  readonly keyframeSeq: number;
  readonly keyframeAt: number;
}

/** The topology at a cursor: the last keyframe and every change after it. Throws {@link LogDamage} unless seq is gap-free. */
export async function replay(log: LogRepository, clusterId: number, head: Cursor): Promise<Replayed> {
  const keyframe = await log.lastKeyframe(clusterId, head.epoch);
  const topology = keyframe === null ? emptyTopology() : await openKeyframe(keyframe);
  let seq = keyframe?.seq ?? 0;
  while (seq < head.seq) {
    const rows = await log.changesBetween(clusterId, head.epoch, seq, head.seq, PAGE);
    if (rows.length === 0) throw new LogDamage(`the changes after ${head.epoch}:${seq} are missing, up to ${head.seq}`);
    for (const row of rows) {
      if (row.seq !== seq + 1) throw new LogDamage(`after ${head.epoch}:${seq} comes ${row.seq}`);
      seq = row.seq;
    }
    applyAll(topology, rows);
  }
  return { topology, keyframeSeq: keyframe?.seq ?? 0, keyframeAt: keyframe?.at ?? 0 };
}

/** A keyframe's content, read at once from the topology, compressed beside the event loop. */
export async function makeKeyframe(topology: Topology, cursor: Cursor, at: number): Promise<Keyframe> {
  const columns = encodeColumns(topology);
  const objects = countRecords(topology);
  return { epoch: cursor.epoch, seq: cursor.seq, at, objects, body: await zip(columns, { level: 4 }) };
}

export function countRecords(topology: Topology): number {
  return KINDS.reduce((sum, kind) => sum + topology.kinds[kind].size, 0);
}

async function openKeyframe(keyframe: Keyframe): Promise<Topology> {
  try {
    return decodeColumns(await unzip(keyframe.body));
  } catch (error) {
    throw new LogDamage(`the keyframe at ${keyframe.epoch}:${keyframe.seq} can't be read`, { cause: error });
  }
}

function applyAll(
  topology: Topology,
  rows: readonly { readonly change: Parameters<typeof unsafeApply>[1][number] }[],
): void {
  try {
    unsafeApply(
      topology,
      rows.map(({ change }) => change),
    );
  } catch (error) {
    throw new LogDamage('a change does not follow from the state before it', { cause: error });
  }
}
