import { accessSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { isIPv6 } from 'node:net';
import { folderOf, mergeKubeconfigs, parseKubeconfig, type ClusterSource, type Kubeconfig } from './kubeconfig.js';
import { unreadableFiles } from './access/files.js';
import { nearestFirst } from './near.js';

/** Which clusters are wanted: by `--kubeconfig`, `--context` and `--all-contexts`, and the environment. */
export interface Selection {
  readonly files: readonly string[];
  readonly contexts: readonly string[];
  readonly allContexts: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Sources {
  readonly sources: ClusterSource[];
  /** Sentences that name the file or context and what to do. */
  readonly problems: string[];
}

interface File {
  readonly path: string;
  readonly kubeconfig: Kubeconfig;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The clusters of a selection: of the named files, else of $KUBECONFIG, else of ~/.kube/config, else the one that this
 * runs in. Of each file the named contexts, or all, or its current one. Never throws.
 */
export function loadSources(selection: Selection): Sources {
  const found: Sources = { sources: [], problems: [] };
  const files = filesOf(selection, found.problems);
  if (files.length === 0 && found.problems.length === 0) addInCluster(selection, found);
  for (const file of files) {
    for (const context of wantedOf(file, selection, found.problems)) addContext(file, context, found);
  }
  if (files.length > 0) found.problems.push(...missingContexts(files, selection.contexts));
  return { sources: withUniqueNames(found.sources), problems: found.problems };
}

/** The source of one context of a kubeconfig's text. Throws an Error that says what is wrong. */
export function sourceFromKubeconfig(text: string, context: string, name: string = context): ClusterSource {
  const used = named('The kubeconfig', () => parseKubeconfig(text, null)).use(context);
  if ('problem' in used) throw new Error(`The kubeconfig ${used.problem}.`);
  return { name, ...used };
}

function named<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${what} ${(error as Error).message}.`, { cause: error });
  }
}

function filesOf({ files, env }: Selection, problems: string[]): File[] {
  const read = (paths: readonly string[]) => paths.flatMap((path) => readKubeconfig(resolve(path), problems) ?? []);
  if (files.length > 0) return read(files);
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  if (listed.length > 0) return joined(read(existing(listed, problems)));
  const home = env['HOME'] ?? env['USERPROFILE'];
  const usual = home === undefined ? null : join(home, '.kube', 'config');
  return usual !== null && exists(usual) ? read([usual]) : [];
}

/** The files of KUBECONFIG are one configuration: a context in one may use a cluster in another. */
function joined(files: readonly File[]): File[] {
  if (files.length === 0) return [];
  const path = files.map((file) => file.path).join(delimiter);
  return [{ path, kubeconfig: mergeKubeconfigs(files.map(({ kubeconfig }) => kubeconfig)) }];
}

/** As kubectl does, files of KUBECONFIG that are not there are passed over, unless none is. */
function existing(paths: readonly string[], problems: string[]): string[] {
  const there = paths.filter(exists);
  if (there.length === 0)
    problems.push(`KUBECONFIG names ${paths.join(', ')}, which is not there. Correct or unset it.`);
  return there;
}

function exists(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

function readKubeconfig(path: string, problems: string[]): File | null {
  try {
    return { path, kubeconfig: parseKubeconfig(textOf(path), folderOf(path)) };
  } catch (error) {
    problems.push(`The kubeconfig ${path} ${(error as Error).message}.`);
    return null;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'ENOENT' ? 'is not there; give the path of one that is' : `can't be read (${code ?? 'error'})`,
      { cause: error },
    );
  }
}

function wantedOf(
  { path, kubeconfig }: File,
  { contexts, allContexts }: Selection,
  problems: string[],
): readonly string[] {
  if (kubeconfig.contexts.length === 0) {
    problems.push(`The kubeconfig ${path} has no contexts.`);
    return [];
  }
  if (allContexts) return kubeconfig.contexts;
  if (contexts.length > 0) return contexts.filter((context) => kubeconfig.contexts.includes(context));
  if (kubeconfig.currentContext !== '') return [kubeconfig.currentContext];
  problems.push(
    `The kubeconfig ${path} has no current-context. Choose with --context: ${kubeconfig.contexts.join(', ')}.`,
  );
  return [];
}

function addContext({ path, kubeconfig }: File, context: string, { sources, problems }: Sources): void {
  const used = kubeconfig.use(context);
  if ('problem' in used) {
    const others = kubeconfig.contexts.includes(context)
      ? ''
      : ` It has: ${nearestFirst(context, kubeconfig.contexts).join(', ')}.`;
    problems.push(`The kubeconfig ${path} ${used.problem}.${others}`);
    return;
  }
  const unreadable = unreadableFiles(used.config);
  if (unreadable.length > 0) problems.push(`The kubeconfig ${path}, context "${context}": ${unreadable.join('; ')}.`);
  else sources.push({ name: context, ...used });
}

function missingContexts(files: readonly File[], contexts: readonly string[]): string[] {
  const known = [...new Set(files.flatMap(({ kubeconfig }) => kubeconfig.contexts))];
  return contexts
    .filter((context) => !known.includes(context))
    .map(
      (context) =>
        `There is no context "${context}" in ${files.map(({ path }) => path).join(', ')}. There is: ${nearestFirst(context, known).join(', ')}.`,
    );
}

function addInCluster({ env }: Selection, { sources, problems }: Sources): void {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const tokenFile = `${SERVICE_ACCOUNT}/token`;
  if (host === undefined || !exists(tokenFile)) {
    problems.push('No kubeconfig: give one with --kubeconfig, or set KUBECONFIG, or put it at ~/.kube/config.');
    return;
  }
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${env['KUBERNETES_SERVICE_PORT'] ?? '443'}`;
  const name = 'in-cluster';
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name, server, caFile: `${SERVICE_ACCOUNT}/ca.crt`, skipTLSVerify: false }],
    users: [{ name, authProvider: { name: 'tokenFile', config: { tokenFile } } }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  sources.push({ name, server, config });
}

function withUniqueNames(sources: readonly ClusterSource[]): ClusterSource[] {
  const taken = new Set<string>();
  return sources.map((source) => {
    let name = source.name;
    for (let copy = 2; taken.has(name); copy += 1) name = `${source.name}-${copy}`;
    taken.add(name);
    return { ...source, name };
  });
}
