import { isObject, items, list, type Json } from './fields.js';

// What the control plane, kube-proxy and k3s say about the network on their command lines; nothing else is kept.
const NETWORK_FLAGS = new Set([
  'allocate-node-cidrs',
  'cluster-cidr',
  'cluster-dns',
  'cluster-domain',
  'disable-kube-proxy',
  'disable-network-policy',
  'flannel-backend',
  'flannel-external-ip',
  'flannel-ipv6-masq',
  'ip-masq',
  'masquerade-all',
  'node-cidr-mask-size',
  'node-cidr-mask-size-ipv4',
  'node-cidr-mask-size-ipv6',
  'proxy-mode',
  'service-cidr',
  'service-cluster-ip-range',
  'service-node-port-range',
]);
const VALUE_MAX = 512;

/** Network flags among the arguments of a command, as `--name` to value; a flag without a value is 'true'. */
function networkFlags(args: readonly unknown[]): Record<string, string> {
  const found: Record<string, string> = {};
  args.forEach((arg, index) => {
    const match = typeof arg === 'string' ? /^--?([a-z0-9-]+)(?:=(.*))?$/s.exec(arg) : null;
    const name = match?.[1];
    if (name === undefined || !NETWORK_FLAGS.has(name)) return;
    const value = match?.[2] ?? valueAfter(args[index + 1]);
    if (value.length <= VALUE_MAX) found[`--${name}`] = value;
  });
  return found;
}

function valueAfter(next: unknown): string {
  return typeof next === 'string' && !next.startsWith('-') ? next : 'true';
}

/** Network flags of all containers of a pod, sorted by name. */
export function podFlags(spec: Json): Record<string, string> {
  const found = list(spec, 'containers', (container) =>
    networkFlags([...items(container, 'command'), ...items(container, 'args')]),
  );
  return sorted(Object.assign({}, ...found) as Record<string, string>);
}

/** k3s' JSON list of arguments, reduced to the network flags, in the same form; null when none is left. */
export function k3sNodeArgs(value: string): string | null {
  const args = parsed(value);
  if (!Array.isArray(args)) return null;
  const pairs = Object.entries(sorted(networkFlags(args)));
  return pairs.length === 0 ? null : JSON.stringify(pairs.flat());
}

function parsed(value: string): unknown {
  try {
    const json: unknown = JSON.parse(value);
    return isObject(json) ? null : json;
  } catch {
    return null;
  }
}

function sorted(flags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(flags).sort(([a], [b]) => (a < b ? -1 : 1)));
}
