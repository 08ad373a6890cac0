import { Controller, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { healthSchema } from '@netkaart/protocol';
import type { z } from 'zod';
import { HealthService } from './health.service.js';
import { Route } from './route.decorator.js';

@ApiTags('health')
@Controller('api')
export class HealthController {
  constructor(@Inject(HealthService) private readonly service: HealthService) {}

  @Route('health', {
    access: 'public',
    summary: 'Whether the app, its database and its clusters are well',
    answer: healthSchema,
  })
  async health(): Promise<z.infer<typeof healthSchema>> {
    return this.service.health();
  }
}
