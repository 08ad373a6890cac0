import type { INestApplication } from '@nestjs/common';
import type { ClusterSource } from '@netkaart/kube';
import { systemClock, type Clock } from './clock.js';
import { Fleet, type FleetMember } from './collector/fleet.js';
import type { SequencerTiming } from './collector/sequencer.js';
import { openStore, type Store } from './database/store.js';
import { StartError } from './errors/app-error.js';
import { BUILD } from './http/build.js';
import { serve } from './http/serve.js';
import { SITE_FOLDER } from './http/site.js';
import { LiveHub } from './live/hub.js';
import { createLog, type Log } from './log.js';
import { membersOf, startDemo } from './members.js';

export interface StartOptions {
  /** Folder of the built-in database; unused with `databaseUrl`. */
  readonly dataFolder: string;
  readonly databaseUrl?: string | null;
  /** Clusters to read. */
  readonly sources?: readonly ClusterSource[];
  /** Start the built-in demo fleet in this process. */
  readonly demo?: boolean;
  /** Clusters read in another way (tests). */
  readonly members?: readonly FleetMember[];
  /** 0: any free one. Default 7070. */
  readonly port?: number;
  /** Fail when the port is in use, instead of taking the next free one. Default false. */
  readonly portIsFixed?: boolean;
  /** Default 127.0.0.1; only loopback addresses are allowed. */
  readonly host?: string;
  readonly pollSeconds?: number | null;
  readonly origins?: readonly string[];
  readonly siteFolder?: string;
  readonly logger?: Log;
  readonly clock?: Clock;
  readonly timing?: Partial<SequencerTiming>;
  /** Told when each step is done, with its time in ms. */
  readonly onStep?: (name: string, ms: number) => void;
}

/** A running Netkaart. */
export interface App {
  readonly url: string;
  readonly port: number;
  readonly fleet: Fleet;
  readonly hub: LiveHub;
  readonly store: Store;
  readonly nest: INestApplication;
  /** Stops everything that was started; the data stay. */
  close(): Promise<void>;
}

export const DEFAULT_PORT = 7070;
export const DEFAULT_HOST = '127.0.0.1';

/** Starts database, collectors, API and pages. Throws a StartError for people; then nothing is left running. */
export async function startApp(options: StartOptions): Promise<App> {
  const host = checkHost(options.host ?? DEFAULT_HOST);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return { ...(await assemble(options, host, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function assemble(
  options: StartOptions,
  host: string,
  closers: (() => Promise<void>)[],
): Promise<Omit<App, 'close'>> {
  const logger = options.logger ?? createLog('none');
  const clock = options.clock ?? systemClock;
  const step = stepper(options.onStep);
  const [store, members] = await both(
    step('database', openDatabase(options, logger, closers)),
    step('clusters', findMembers(options, clock, closers)),
  );
  const hub = new LiveHub({ build: BUILD, clock });
  const fleet = await step(
    'log',
    Fleet.open(
      { ...store, clock, logger, listener: hub, ...(options.timing ? { timing: options.timing } : {}) },
      members,
    ),
  );
  closers.push(() => fleet.stop());
  const runtime = { fleet, hub, log: store.log, origins: options.origins ?? [] };
  const { app, port } = await step(
    'server',
    serve({
      runtime,
      host,
      port: options.port ?? DEFAULT_PORT,
      portIsFixed: options.portIsFixed ?? false,
      siteFolder: options.siteFolder ?? SITE_FOLDER,
      logger,
    }),
  );
  closers.push(async () => {
    hub.close();
    await app.close();
  });
  hub.start(fleet);
  fleet.start();
  return {
    url: `http://${host.includes(':') ? `[${host}]` : 'localhost'}:${port}`,
    port,
    fleet,
    hub,
    store,
    nest: app,
  };
}

async function openDatabase(options: StartOptions, logger: Log, closers: (() => Promise<void>)[]): Promise<Store> {
  const { dataFolder, databaseUrl = null } = options;
  const store = await openStore({ databaseUrl, dataFolder, logger });
  closers.unshift(() => store.close());
  return store;
}

/** Both results; when one fails, its error, but not before the other has come to its end and can be closed. */
async function both<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return [await a, await b];
}

async function findMembers(
  options: StartOptions,
  clock: Clock,
  closers: (() => Promise<void>)[],
): Promise<FleetMember[]> {
  const reading = { pollSeconds: options.pollSeconds ?? null, clock };
  const own = (options.sources ?? []).map((source) => ({ source, demo: false }));
  if (options.demo !== true) return [...membersOf(own, reading), ...(options.members ?? [])];
  const demo = await startDemo();
  closers.push(() => demo.close());
  return [
    ...membersOf([...own, ...demo.sources.map((source) => ({ source, demo: true }))], reading),
    ...(options.members ?? []),
  ];
}

/** Accounts do not exist yet: whoever reaches the port may read, so only this machine may reach it. */
function checkHost(host: string): string {
  if (host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)) return host;
  throw new StartError(
    `Netkaart listens on loopback addresses only, not on ${host}: it has no accounts yet, so everybody who reaches the port could read your clusters. Leave --host out, and use an SSH tunnel from elsewhere: ssh -L 7070:localhost:7070 THIS-MACHINE.`,
  );
}

function stepper(onStep: StartOptions['onStep']) {
  return async <T>(name: string, work: Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const result = await work;
    onStep?.(name, performance.now() - startedAt);
    return result;
  };
}
