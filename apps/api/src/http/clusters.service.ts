import { Inject, Injectable } from '@nestjs/common';
import type {
  Activity,
  activitySchema,
  changesSchema,
  clustersSchema,
  Cursor,
  objectSchema,
  placesSchema,
} from '@netkaart/protocol';
import { KINDS } from '@netkaart/topology';
import type { z } from 'zod';
import { systemClock } from '../clock.js';
import { noActivity } from '../collector/activity.js';
import { Fleet } from '../collector/fleet.js';
import { LogRepository } from '../database/log.repository.js';
import { AppError } from '../errors/app-error.js';
import { StateCache, type Encoding } from './state-cache.js';

const MINUTE_MS = 60_000;

/** Answers about clusters, out of the fleet's durable state and the log. */
@Injectable()
export class ClustersService {
  readonly #states = new StateCache();

  constructor(
    @Inject(Fleet) private readonly fleet: Fleet,
    @Inject(LogRepository) private readonly log: LogRepository,
  ) {}

  clusters(): z.infer<typeof clustersSchema> {
    return { now: systemClock.now(), clusters: this.fleet.statuses() };
  }

  async state(slug: string, encoding: Encoding): Promise<{ readonly cursor: string; readonly body: Buffer }> {
    return this.#states.read(this.fleet.collector(slug), encoding);
  }

  object(slug: string, uid: string): z.infer<typeof objectSchema> {
    const { topology, cursor } = this.fleet.collector(slug);
    for (const kind of KINDS) {
      const record = topology.kinds[kind].get(uid);
      if (record) return { cluster: slug, cursor, record: { ...record } };
    }
    throw new AppError('not_found', `The cluster "${slug}" has no object with the UID "${uid.slice(0, 100)}" now.`);
  }

  places(slug: string): z.infer<typeof placesSchema> {
    return { places: [...this.fleet.places(slug)] };
  }

  async changes(slug: string, since: Cursor, limit: number): Promise<z.infer<typeof changesSchema>> {
    const { storeId, cursor } = this.fleet.collector(slug);
    if (since.epoch > cursor.epoch)
      throw new AppError(
        'bad_request',
        `The log of "${slug}" has no epoch ${since.epoch}; the newest is ${cursor.epoch}.`,
      );
    const to = since.epoch === cursor.epoch ? cursor.seq : Number.MAX_SAFE_INTEGER;
    return {
      cluster: slug,
      epoch: since.epoch,
      changes: await this.log.changesBetween(storeId, since.epoch, since.seq, to, limit),
    };
  }

  /** `slug` null: all clusters together. */
  async activity(slug: string | null, minutes: number): Promise<z.infer<typeof activitySchema>> {
    const last = Math.floor(systemClock.now() / MINUTE_MS);
    const first = last - minutes + 1;
    const rows = await this.log.activity(slug === null ? null : this.fleet.collector(slug).storeId, first);
    const byMinute = new Map(rows.map(({ minute, counts }) => [minute, counts]));
    const buckets: Activity['buckets'] = Array.from(
      { length: minutes },
      (_, index) => byMinute.get(first + index) ?? noActivity(),
    );
    const total = buckets.reduce(
      (sum, { problems: _, ...topics }) => sum + Object.values(topics).reduce((a, b) => a + b, 0),
      0,
    );
    return { from: first * MINUTE_MS, bucketSeconds: 60, total, buckets };
  }
}
