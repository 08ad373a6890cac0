import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createReader, loadSources, sourceFromKubeconfig, type ClusterSource, type Clock } from '@netkaart/kube';
import { slugsOf, type FleetMember } from './collector/fleet.js';
import { StartError } from './errors/app-error.js';

/** Which clusters a start is about. */
export interface Wanted {
  readonly kubeconfigs: readonly string[];
  readonly contexts: readonly string[];
  readonly allContexts: boolean;
  readonly demo: boolean;
  /** The environment that kubeconfigs may refer to. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Found {
  readonly sources: readonly ClusterSource[];
  readonly demo: boolean;
  /** Sentences for people: what was left out, how to see one's own clusters. */
  readonly hints: readonly string[];
}

/**
 * The clusters of the flags, else of $KUBECONFIG, else the one that this runs in, else the demo fleet. ~/.kube/config is
 * never read unasked: it may hold credentials for production. Throws a StartError when what was asked for is not there.
 */
export function findSources(wanted: Wanted): Found {
  const named = wanted.kubeconfigs.length > 0 || wanted.contexts.length > 0 || wanted.allContexts;
  const around = (wanted.env['KUBECONFIG'] ?? '') !== '' || (wanted.env['KUBERNETES_SERVICE_HOST'] ?? '') !== '';
  if (!named && !around) return { sources: [], demo: true, hints: wanted.demo ? [] : [ownClustersHint(wanted.env)] };
  const { HOME, USERPROFILE, ...homeless } = wanted.env;
  const env = named ? { ...homeless, HOME, USERPROFILE } : homeless;
  const { sources, problems } = loadSources({
    files: wanted.kubeconfigs,
    contexts: wanted.contexts,
    allContexts: wanted.allContexts,
    env,
  });
  if (sources.length === 0 && !wanted.demo) throw new StartError(problems.join('\n'));
  return { sources, demo: wanted.demo, hints: problems };
}

function ownClustersHint(env: Readonly<Record<string, string | undefined>>): string {
  const usual = join(env['HOME'] ?? env['USERPROFILE'] ?? '', '.kube', 'config');
  const file = existsSync(usual) ? '~/.kube/config' : 'FILE';
  return `This is the built-in demo fleet. Your own clusters: npm start -- --kubeconfig ${file} [--context NAME | --all-contexts]`;
}

export interface ReadingOptions {
  /** Seconds between lists; null: watch. */
  readonly pollSeconds: number | null;
  readonly clock: Clock;
}

/** Fleet members that read real API servers; `demo` marks those of the built-in fleet. */
export function membersOf(
  sources: readonly { readonly source: ClusterSource; readonly demo: boolean }[],
  options: ReadingOptions,
): FleetMember[] {
  const slugs = slugsOf(sources.map(({ source }) => source.name));
  return sources.map(({ source, demo }, index) => memberOf(source, slugs[index] ?? source.name, demo, options));
}

function memberOf(
  source: ClusterSource,
  slug: string,
  demo: boolean,
  { pollSeconds, clock }: ReadingOptions,
): FleetMember {
  const polling = pollSeconds === null ? {} : ({ mode: 'poll', pollSeconds } as const);
  return {
    entry: { slug, name: source.name, source: source.server, demo },
    openReader: (sink, resume) => createReader({ source, sink, resume, clock, ...polling }),
    ...(pollSeconds === null ? {} : { silentMsMax: Math.max(90_000, 3_000 * pollSeconds) }),
  };
}

export interface Demo {
  readonly sources: readonly ClusterSource[];
  close(): Promise<void>;
}

/** Starts the built-in clusters. Loaded only when wanted. */
export async function startDemo(): Promise<Demo> {
  const { startDemoFleet } = await import('@netkaart/simcluster');
  const fleet = await startDemoFleet();
  const sources = Object.keys(fleet.servers).map((name) => sourceFromKubeconfig(fleet.kubeconfig, name));
  return { sources, close: () => fleet.close() };
}
