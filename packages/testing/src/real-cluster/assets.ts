import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Environment variables; `process.env` is one. */
export type Environment = Readonly<Record<string, string | undefined>>;

const programs = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl', 'kwok'];
const buildCommand = 'node packages/testing/kubernetes/build.mjs';

/** A file or folder of this package's `kubernetes` folder. */
export function recipePath(...segments: string[]): string {
  return join(fileURLToPath(new URL('../../kubernetes/', import.meta.url)), ...segments);
}

/** Where the binaries are: KUBEBUILDER_ASSETS, else the cache folder of build.mjs; or the reason why there are none, with the command that builds them. */
export function findAssets(env: Environment = process.env): { folder: string } | { missing: string } {
  const folder = env['KUBEBUILDER_ASSETS'] || cacheFolder(env);
  const absent = programs.filter((program) => !existsSync(join(folder, program)));
  return absent.length === 0 ? { folder } : { missing: explain(folder, absent, env) };
}

function cacheFolder(env: Environment): string {
  const { kubernetes, etcd, kwok } = versions();
  const cache = env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache');
  return join(cache, 'netkaart', `kubernetes-v${kubernetes}-etcd-${etcd}-kwok-${kwok}`);
}

function versions(): { kubernetes: string; etcd: string; kwok: string } {
  return JSON.parse(readFileSync(recipePath('versions.json'), 'utf8')) as ReturnType<typeof versions>;
}

function explain(folder: string, absent: string[], env: Environment): string {
  const named = env['KUBEBUILDER_ASSETS'] ? ' (KUBEBUILDER_ASSETS)' : '';
  const command = named ? `${buildCommand} --into ${folder}` : buildCommand;
  return `No ${absent.join(', ')} in ${folder}${named}. Build with: ${command}`;
}
