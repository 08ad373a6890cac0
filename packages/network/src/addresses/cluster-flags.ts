import { recordsOf, type NodeRecord, type PodRecord, type Topology } from '@netkaart/topology';
import type { Known } from './plan.js';

/** A setting of the control plane and where it was read. */
export interface Flag extends Known {
  readonly value: string;
}

const K3S_ARGS = 'k3s.io/node-args';

/**
 * A network flag such as `--cluster-cidr`: from the pods of the control plane, else from the arguments that k3s and RKE2
 * write on their server nodes. Null when nothing holds it.
 */
export function clusterFlag(topology: Topology, pods: readonly PodRecord[], names: readonly string[]): Flag | null {
  for (const pod of pods) {
    for (const name of names) {
      const value = pod.flags[name] ?? pod.flags[name.replace(/^--/, '')];
      if (value) return { value, evidence: 'read', source: `${name} of pod ${pod.namespace}/${pod.name}` };
    }
  }
  return nodeArgument(topology, names);
}

/** Pods that carry network flags of a control-plane program, by name. */
export function flagPods(topology: Topology): PodRecord[] {
  const pods: PodRecord[] = [];
  for (const pod of recordsOf(topology, 'Pod')) {
    for (const _ in pod.flags) {
      pods.push(pod);
      break;
    }
  }
  return pods.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether the node runs k3s or RKE2 (`v1.33.4+k3s1`), so that their defaults hold where no flag is given. */
export function isK3s(node: NodeRecord): boolean {
  return /\+(k3s|rke2)/.test(node.kubeletVersion);
}

function nodeArgument(topology: Topology, names: readonly string[]): Flag | null {
  for (const node of recordsOf(topology, 'Node')) {
    const args = k3sArguments(node);
    for (const name of names) {
      const value = argumentOf(args, name);
      if (value) return { value, evidence: 'read', source: `annotation ${K3S_ARGS} of node ${node.name}: ${name}` };
    }
  }
  return null;
}

function argumentOf(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const arg = args[at];
  if (arg === undefined) return undefined;
  return arg === name ? args[at + 1] : arg.slice(name.length + 1);
}

/** The annotation is a JSON list of words; anything else counts as no arguments. */
function k3sArguments(node: NodeRecord): readonly string[] {
  const text = node.annotations[K3S_ARGS];
  if (!text) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
  } catch {
    return [];
  }
}
