import { dirname, isAbsolute, join } from 'node:path';
import { KubeConfig, loadYaml } from '@kubernetes/client-node';
import { isObject, type Json } from './prune/fields.js';

/** One API server and how to be let in: a context of a kubeconfig, or the cluster that this runs in. */
export interface ClusterSource {
  /** The context's name, made unique by `-2`, `-3`…. */
  readonly name: string;
  readonly server: string;
  /** Its current context is the source's. */
  readonly config: KubeConfig;
}

/** A kubeconfig that was read. */
export interface Kubeconfig {
  readonly whole: KubeConfig;
  readonly contexts: readonly string[];
  /** '' when there is none. */
  readonly currentContext: string;
  /** A configuration of its own for one context, or what completes "the kubeconfig …". */
  use(context: string): { readonly config: KubeConfig; readonly server: string } | { readonly problem: string };
}

/**
 * Reads the text of a kubeconfig; relative paths in it start at `folder`. Entries that are of no use are left out, and
 * missed only by the contexts that name them. Throws an Error whose message completes "the kubeconfig …".
 */
export function parseKubeconfig(text: string, folder: string | null): Kubeconfig {
  const raw = parseYaml(text);
  const config = new KubeConfig();
  config.loadFromString(text, { onInvalidEntry: 'filter' });
  if (folder !== null) config.makePathsAbsolute(folder);
  config.users = config.users.map((user) => ({ ...user, ...corrected(rawUser(raw, user.name), folder) }));
  return kubeconfigOf(config);
}

/** Several kubeconfigs as one, as kubectl joins them: the first that has an entry wins. */
export function mergeKubeconfigs(parts: readonly Kubeconfig[]): Kubeconfig {
  return kubeconfigOf(
    configOf({
      clusters: firstOfName(parts.flatMap(({ whole }) => whole.clusters)),
      users: firstOfName(parts.flatMap(({ whole }) => whole.users)),
      contexts: firstOfName(parts.flatMap(({ whole }) => whole.contexts)),
      currentContext: parts.find(({ currentContext }) => currentContext !== '')?.currentContext ?? '',
    }),
  );
}

function kubeconfigOf(whole: KubeConfig): Kubeconfig {
  const { clusters, users, contexts, currentContext } = whole;
  return {
    whole,
    contexts: contexts.map(({ name }) => name),
    currentContext: typeof currentContext === 'string' ? currentContext : '',
    use: (context) => checked(configOf({ clusters, users, contexts, currentContext: context }), context),
  };
}

function configOf(parts: Pick<KubeConfig, 'clusters' | 'users' | 'contexts' | 'currentContext'>): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions(parts);
  return config;
}

function firstOfName<T extends { readonly name: string }>(entries: readonly T[]): T[] {
  return [...new Map([...entries].reverse().map((entry) => [entry.name, entry])).values()].reverse();
}

function parseYaml(text: string): Json {
  let raw: unknown;
  try {
    raw = text.trim() === '' ? null : loadYaml<unknown>(text);
  } catch (error) {
    throw new Error(`is not YAML: ${firstLine(error)}`, { cause: error });
  }
  if (!isObject(raw)) throw new Error('is empty, or not a map of clusters, users and contexts');
  return raw;
}

function rawUser(raw: Json, name: string): Json {
  const users = Array.isArray(raw['users']) ? raw['users'].filter(isObject) : [];
  const user = users.find((entry) => entry['name'] === name)?.['user'];
  return isObject(user) ? user : {};
}

/** What client-node leaves out: `tokenFile`, and that a command with a slash in it starts at the kubeconfig's folder. */
function corrected(user: Json, folder: string | null): object {
  const { tokenFile, exec } = user;
  const command = isObject(exec) ? exec['command'] : null;
  return {
    ...(typeof tokenFile === 'string'
      ? { authProvider: { name: 'tokenFile', config: { tokenFile: absolute(tokenFile, folder) } } }
      : {}),
    ...(isObject(exec) && typeof command === 'string' && command.includes('/')
      ? { exec: { ...exec, command: absolute(command, folder) } }
      : {}),
  };
}

function absolute(path: string, folder: string | null): string {
  return folder === null || isAbsolute(path) ? path : join(folder, path);
}

function checked(config: KubeConfig, context: string): ReturnType<Kubeconfig['use']> {
  const wanted = config.getContextObject(context);
  if (wanted === null) return { problem: `has no context "${context}"` };
  const cluster = config.getCluster(wanted.cluster);
  if (cluster === null)
    return {
      problem: `has a context "${context}" whose cluster "${wanted.cluster}" it doesn't define (or not with a server)`,
    };
  if (wanted.user && config.getUser(wanted.user) === null) {
    return { problem: `has a context "${context}" whose user "${wanted.user}" it doesn't define` };
  }
  if (!isServer(cluster.server))
    return { problem: `has a cluster "${cluster.name}" whose server "${cluster.server}" is not a URL` };
  return { config, server: cluster.server };
}

function isServer(server: string): boolean {
  const url = URL.canParse(server) ? new URL(server) : null;
  return url?.protocol === 'https:' || url?.protocol === 'http:';
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

/** The folder that relative paths of a kubeconfig file start at. */
export function folderOf(file: string): string {
  return dirname(file);
}
