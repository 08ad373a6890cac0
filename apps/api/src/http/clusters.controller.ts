import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  activitySchema,
  changesSchema,
  clustersSchema,
  COLUMNS_TYPE,
  CURSOR_HEADER,
  objectSchema,
  placesSchema,
} from '@netkaart/protocol';
import type { z } from 'zod';
import { ClustersService } from './clusters.service.js';
import { parseQuery, parseSince, wholeNumber } from './parse.js';
import { Route } from './route.decorator.js';
import { chooseEncoding } from './state-cache.js';

/** What an answer needs of the platform's response. */
export interface PlainResponse {
  setHeader(name: string, value: string): unknown;
  status(code: number): { end(body?: Buffer): unknown };
}
export interface PlainRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const MINUTES_MAX = 24 * 60;

@ApiTags('clusters')
@Controller('api')
export class ClustersController {
  constructor(@Inject(ClustersService) private readonly service: ClustersService) {}

  @Route('clusters', {
    access: 'read',
    summary: 'Every cluster: phase, counts, ranges, age of the data',
    answer: clustersSchema,
  })
  clusters(): z.infer<typeof clustersSchema> {
    return this.service.clusters();
  }

  @Route('clusters/:cluster/state', {
    access: 'read',
    summary: 'The whole topology in columns, at the cursor in x-netkaart-cursor',
    answer: COLUMNS_TYPE,
  })
  async state(
    @Param('cluster') cluster: string,
    @Req() request: PlainRequest,
    @Res() response: PlainResponse,
  ): Promise<void> {
    const encoding = chooseEncoding(String(request.headers['accept-encoding'] ?? ''));
    const { cursor, body } = await this.service.state(cluster, encoding);
    response.setHeader(CURSOR_HEADER, cursor);
    response.setHeader('ETag', `"${cursor}"`);
    response.setHeader('Cache-Control', 'private, no-cache');
    response.setHeader('Vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === `"${cursor}"`) return void response.status(304).end();
    response.setHeader('Content-Type', COLUMNS_TYPE);
    if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
    response.setHeader('Content-Length', String(body.length));
    response.status(200).end(body);
  }

  @Route('clusters/:cluster/objects/:uid', { access: 'read', summary: 'One object by its UID', answer: objectSchema })
  object(@Param('cluster') cluster: string, @Param('uid') uid: string): z.infer<typeof objectSchema> {
    return this.service.object(cluster, uid);
  }

  @Route('clusters/:cluster/places', {
    access: 'read',
    summary: 'The slots of the subnet map, for ever',
    answer: placesSchema,
  })
  places(@Param('cluster') cluster: string): z.infer<typeof placesSchema> {
    return this.service.places(cluster);
  }

  @Route('clusters/:cluster/changes', {
    access: 'read',
    summary: 'The log after a cursor, oldest first',
    answer: changesSchema,
  })
  @ApiQuery({ name: 'since', required: true, description: 'epoch:seq' })
  @ApiQuery({ name: 'limit', required: false, description: 'at most 1000' })
  async changes(
    @Param('cluster') cluster: string,
    @Query('since') since: unknown,
    @Query('limit') limit: unknown,
  ): Promise<z.infer<typeof changesSchema>> {
    return this.service.changes(cluster, parseSince(since), parseQuery('limit', wholeNumber(1, 1000, 1000), limit));
  }

  @Route('clusters/:cluster/activity', { access: 'read', summary: 'Changes per minute', answer: activitySchema })
  @ApiQuery({ name: 'minutes', required: false })
  async activity(
    @Param('cluster') cluster: string,
    @Query('minutes') minutes: unknown,
  ): Promise<z.infer<typeof activitySchema>> {
    return this.service.activity(cluster, parseQuery('minutes', wholeNumber(1, MINUTES_MAX, 60), minutes));
  }

  @Route('activity', { access: 'read', summary: 'Changes per minute of all clusters together', answer: activitySchema })
  @ApiQuery({ name: 'minutes', required: false })
  async activityOfAll(@Query('minutes') minutes: unknown): Promise<z.infer<typeof activitySchema>> {
    return this.service.activity(null, parseQuery('minutes', wholeNumber(1, MINUTES_MAX, 60), minutes));
  }
}
