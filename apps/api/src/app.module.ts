import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Fleet } from './collector/fleet.js';
import { LogRepository } from './database/log.repository.js';
import { AccessGuard } from './http/access.js';
import { ClustersController } from './http/clusters.controller.js';
import { ClustersService } from './http/clusters.service.js';
import { HealthController } from './http/health.controller.js';
import { HealthService } from './http/health.service.js';
import { LiveHub } from './live/hub.js';
import { LiveGateway, ORIGINS } from './live/live.gateway.js';

/** What runs before and beside Nest, handed to its handlers. */
export interface Runtime {
  readonly fleet: Fleet;
  readonly hub: LiveHub;
  readonly log: LogRepository;
  readonly origins: readonly string[];
}

@Module({})
export class AppModule {
  static of({ fleet, hub, log, origins }: Runtime): DynamicModule {
    return {
      module: AppModule,
      controllers: [ClustersController, HealthController],
      providers: [
        { provide: Fleet, useValue: fleet },
        { provide: LiveHub, useValue: hub },
        { provide: LogRepository, useValue: log },
        { provide: ORIGINS, useValue: origins },
        { provide: APP_GUARD, useClass: AccessGuard },
        ClustersService,
        HealthService,
        LiveGateway,
      ],
    };
  }
}
