import { Inject, Injectable } from '@nestjs/common';
import type { healthSchema } from '@netkaart/protocol';
import type { z } from 'zod';
import { systemClock } from '../clock.js';
import { Fleet } from '../collector/fleet.js';
import { LogRepository } from '../database/log.repository.js';
import { BUILD } from './build.js';

const WAIT_MS_MAX = 2_000;

@Injectable()
export class HealthService {
  constructor(
    @Inject(Fleet) private readonly fleet: Fleet,
    @Inject(LogRepository) private readonly log: LogRepository,
  ) {}

  async health(): Promise<z.infer<typeof healthSchema>> {
    const database = (await this.#answers()) ? 'ok' : 'unreachable';
    const clusters = this.fleet.statuses().map(({ id, phase, provenAt }) => ({ id, phase, provenAt }));
    const well = database === 'ok' && clusters.every(({ phase }) => phase === 'live');
    return { status: well ? 'ok' : 'degraded', build: BUILD, now: systemClock.now(), database, clusters };
  }

  async #answers(): Promise<boolean> {
    const done = new AbortController();
    const late = systemClock.sleep(WAIT_MS_MAX, done.signal).then(() => false);
    const answer = this.log.ping().then(
      () => true,
      () => false,
    );
    return Promise.race([answer, late]).finally(() => done.abort());
  }
}
