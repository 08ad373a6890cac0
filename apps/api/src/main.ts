import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HELP, parseArgs, type Args } from './args.js';
import { readEnv, type Env } from './env.js';
import { messageOf, StartError } from './errors/app-error.js';
import { createLog } from './log.js';
import { findSources } from './members.js';
import { watchParent } from './parent.js';
import { DEFAULT_HOST, DEFAULT_PORT, startApp, type App } from './start-app.js';

const STOP_MS_MAX = 2_900;
const DEFAULT_DATA = fileURLToPath(new URL('../../../.netkaart', import.meta.url));

/** The command: starts the app as asked, says where it is, and ends it in order. Resolves when it runs. */
export async function main(
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const parsed = parseArgs(argv);
  if (!parsed.ok) return fail(parsed.message);
  if (parsed.args.help) return say(HELP);
  try {
    await run(parsed.args, readEnv(variables));
  } catch (error) {
    if (error instanceof StartError) return fail(error.message);
    fail(`Netkaart could not start: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`);
  }
}

async function run(args: Args, env: Env): Promise<void> {
  const logger = createLog(process.stderr.isTTY ? 'lines' : 'json', env.logLevel);
  const ending = endOnSignals(env);
  const found = findSources({ ...args, demo: args.demo || env.demo, env: env.kubernetes });
  const wantedPort = args.port ?? env.port ?? DEFAULT_PORT;
  const app = await startApp({
    dataFolder: resolve(args.data ?? env.dataFolder ?? DEFAULT_DATA),
    databaseUrl: env.databaseUrl,
    sources: found.sources,
    demo: found.demo,
    port: wantedPort,
    portIsFixed: args.port !== null,
    host: args.host ?? DEFAULT_HOST,
    pollSeconds: args.pollSeconds,
    origins: env.origins,
    logger,
    onStep: (name, ms) => logger.debug({ step: name, ms: Math.round(ms) }, 'Started'),
  });
  ending.started(app);
  announce(app, found.hints, wantedPort);
  if (args.open) openBrowser(app.url);
}

function announce(app: App, hints: readonly string[], wantedPort: number): void {
  const moved = wantedPort !== 0 && app.port !== wantedPort ? ` (port ${wantedPort} is in use)` : '';
  const clusters = app.fleet.slugs.length === 1 ? '1 cluster' : `${app.fleet.slugs.length} clusters`;
  for (const hint of hints) say(hint);
  say(`Netkaart shows ${clusters} at ${app.url}${moved}. Ctrl-C ends it.`);
}

interface Ending {
  /** From now on ending means closing this. */
  started(app: App): void;
}

/** Ctrl-C, SIGTERM, a closed terminal and the end of npm all lead to one orderly end within three seconds. */
function endOnSignals(env: Env): Ending {
  let app: App | null = null;
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
    const closed = app ? app.close() : Promise.resolve();
    closed.then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (env.underNpm) watchParent(end);
  return {
    started: (running) => {
      app = running;
      if (ending) void running.close().then(() => process.exit(0));
    },
  };
}

function openBrowser(url: string): void {
  const [program, args]: [string, string[]] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]];
  spawn(program, args, { stdio: 'ignore', detached: true })
    .on('error', () => say(`No browser could be opened; the address is ${url}`))
    .unref();
}

function say(text: string): void {
  process.stdout.write(`${text.trimEnd()}\n`);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
