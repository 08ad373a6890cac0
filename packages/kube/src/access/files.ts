import { accessSync, constants } from 'node:fs';
import type { KubeConfig } from '@kubernetes/client-node';
import { delimiter, join } from 'node:path';
import { isObject } from '../prune/fields.js';

/** Files and commands that the current context names and that are not to be had, each as a sentence without its stop. */
export function unreadableFiles(config: KubeConfig): string[] {
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  const files = [
    ['certificate-authority', cluster?.caFile],
    ['client-certificate', user?.certFile],
    ['client-key', user?.keyFile],
    ['tokenFile', tokenFileOf(user?.authProvider)],
  ] as const;
  return [
    ...files
      .filter(([, path]) => path && !can(path, constants.R_OK))
      .map(([field, path]) => `${field} ${path ?? ''} can't be read`),
    ...missingCommand(user?.exec),
  ];
}

/** The token file of a user's auth provider. */
export function tokenFileOf(provider: unknown): string | undefined {
  const config = isObject(provider) && isObject(provider['config']) ? provider['config'] : {};
  return typeof config['tokenFile'] === 'string' ? config['tokenFile'] : undefined;
}

function missingCommand(exec: unknown): string[] {
  const command = isObject(exec) ? exec['command'] : undefined;
  if (typeof command !== 'string' || isFound(command, isObject(exec) ? exec['env'] : undefined)) return [];
  return [`the credential command "${command}" was not found; install it, or correct users[].user.exec.command`];
}

function isFound(command: string, env: unknown): boolean {
  if (command.includes('/')) return can(command, constants.X_OK);
  if (process.platform === 'win32') return true;
  const entries = Array.isArray(env) ? env.filter(isObject) : [];
  const path = entries.find((entry) => entry['name'] === 'PATH')?.['value'] ?? process.env['PATH'] ?? '';
  const folders = typeof path === 'string' ? path.split(delimiter) : [];
  return folders.some((folder) => can(join(folder, command), constants.X_OK));
}

function can(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
