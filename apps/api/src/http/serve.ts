import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { WsAdapter } from '@nestjs/platform-ws';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { AppModule, type Runtime } from '../app.module.js';
import { codeOf, StartError } from '../errors/app-error.js';
import type { Log } from '../log.js';
import { BUILD } from './build.js';
import { ErrorFilter } from './error.filter.js';
import { readSite } from './site.js';
import { dress } from './web-app.js';

export interface ServeOptions {
  readonly runtime: Runtime;
  readonly host: string;
  readonly port: number;
  /** Whether another port may be taken when this one is in use. */
  readonly portIsFixed: boolean;
  readonly siteFolder: string;
  readonly logger: Log;
}

export interface Server {
  readonly app: NestExpressApplication;
  readonly port: number;
}

const PORTS_TRIED = 50;

/** Nest keeps quiet: errors come through the filter. Nothing is ever posted, so no body is parsed. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class, takes a literal
const SETTINGS: NestApplicationOptions = {
  logger: false,
  bodyParser: false,
  abortOnError: false,
  forceCloseConnections: true,
};

/** REST, socket and pages on one port. Throws a StartError when the port can't be had. */
export async function serve(options: ServeOptions): Promise<Server> {
  const { runtime, logger } = options;
  const site = await readSite(options.siteFolder);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(runtime), SETTINGS);
  const filter = new ErrorFilter(logger, () => site?.notFoundPage ?? null);
  app.disable('x-powered-by');
  app.useGlobalFilters(filter);
  app.useWebSocketAdapter(new WsAdapter(app));
  dress(app, site, filter, runtime.origins);
  SwaggerModule.setup('api', app, () => document(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Netkaart API',
  });
  return { app, port: await listen(app, options) };
}

/** The OpenAPI document of all routes. */
export function document(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Netkaart')
    .setDescription('The map of Kubernetes networks: state, log, live.')
    .setVersion(BUILD)
    .build();
  return SwaggerModule.createDocument(app, config);
}

async function listen(app: NestExpressApplication, { host, port, portIsFixed }: ServeOptions): Promise<number> {
  await app.init();
  for (let candidate = port; candidate < port + PORTS_TRIED; candidate += 1) {
    try {
      await app.listen(candidate, host);
      return portOf(app, candidate);
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' && codeOf(error) !== 'EACCES') throw error;
      if (portIsFixed) throw new StartError(portMessage(candidate, codeOf(error)), error);
    }
  }
  throw new StartError(
    `The ports ${port} to ${port + PORTS_TRIED - 1} are all in use. Choose a free one with --port N.`,
  );
}

function portMessage(port: number, code: string): string {
  return code === 'EACCES'
    ? `This user may not open port ${port}. Choose one above 1023 with --port N.`
    : `Port ${port} is in use. Choose another with --port N, or leave --port out to take the next free one.`;
}

function portOf(app: NestExpressApplication, fallback: number): number {
  const address: unknown = app.getHttpServer().address();
  return typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : fallback;
}
