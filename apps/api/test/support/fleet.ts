import type pg from 'pg';
import { systemClock } from '../../src/clock.js';
import type { CollectorListener } from '../../src/collector/collector.js';
import { Fleet, type FleetMember } from '../../src/collector/fleet.js';
import type { Committed } from '../../src/collector/log-writer.js';
import { ClusterRepository } from '../../src/database/cluster.repository.js';
import { createPool } from '../../src/database/connect.js';
import { GapRepository } from '../../src/database/gap.repository.js';
import { LogRepository } from '../../src/database/log.repository.js';
import { createPrisma } from '../../src/database/prisma.js';
import { createLog } from '../../src/log.js';

/** A fleet over a real database, without anything that serves it. */
export interface TestFleet {
  readonly fleet: Fleet;
  readonly pool: pg.Pool;
  readonly log: LogRepository;
  readonly gaps: GapRepository;
  readonly heard: Heard[];
  /** As a process that is killed: nothing is flushed. */
  abandon(): Promise<void>;
  stop(): Promise<void>;
}

export type Heard =
  | { readonly type: 'committed'; readonly slug: string; readonly committed: Committed }
  | { readonly type: 'reset'; readonly slug: string; readonly epoch: number };

export interface TestFleetOptions {
  readonly onHeard?: (heard: Heard) => void;
  readonly timing?: object;
}

const running = new Set<TestFleet>();

/** Stops what a failed test left running. */
export async function stopFleets(): Promise<void> {
  for (const each of running) await each.stop();
}

export async function startFleet(
  url: string,
  members: readonly FleetMember[],
  options: TestFleetOptions = {},
): Promise<TestFleet> {
  const pool = createPool(url, createLog('none'));
  const prisma = createPrisma(pool);
  const log = new LogRepository(pool);
  const gaps = new GapRepository(prisma);
  const heard: Heard[] = [];
  const note = (what: Heard): void => {
    heard.push(what);
    options.onHeard?.(what);
  };
  const listener: CollectorListener = {
    committed: (slug, committed) => note({ type: 'committed', slug, committed }),
    reset: (slug, { epoch }) => note({ type: 'reset', slug, epoch }),
  };
  const common = {
    clusters: new ClusterRepository(prisma),
    gaps,
    log,
    clock: systemClock,
    logger: createLog('none'),
    listener,
  };
  const fleet = await Fleet.open({ ...common, ...(options.timing ? { timing: options.timing } : {}) }, members);
  fleet.start();
  const closeDatabase = async (): Promise<void> => {
    await prisma.$disconnect();
    await pool.end();
  };
  const test: TestFleet = {
    fleet,
    pool,
    log,
    gaps,
    heard,
    abandon: async () => {
      running.delete(test);
      await closeDatabase();
      await fleet.stop();
    },
    stop: async () => {
      if (!running.delete(test)) return;
      await fleet.stop();
      await closeDatabase();
    },
  };
  running.add(test);
  return test;
}
