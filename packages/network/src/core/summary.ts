import {
  applyPatch,
  KINDS,
  type Change,
  type Kind,
  type NetRecord,
  type NodeRecord,
  type PodRecord,
  type Topology,
} from '@netkaart/topology';
import { CniClues, type CniName, type Enforcement } from './cni.js';
import { entryKeys } from './entries.js';
import { dependsOnNode, isSilent, POD_STATES, podStateOnReadyNode, type PodState } from './states.js';

/** The counts of a cluster. The six pod states add up to `pods`; so do hostNetwork, withoutAddress and pods with an own address. */
export interface Counts {
  readonly nodes: number;
  readonly nodesReady: number;
  readonly pods: number;
  readonly ok: number;
  readonly pending: number;
  readonly bad: number;
  readonly unknown: number;
  readonly leaving: number;
  readonly done: number;
  readonly hostNetwork: number;
  /** Pods that don't use the host's network and have no address. */
  readonly withoutAddress: number;
  readonly services: number;
  readonly entries: number;
  readonly policies: number;
}

export interface ClusterSummary {
  readonly counts: Counts;
  readonly cni: CniName;
  readonly enforcement: Enforcement;
}

/** Counts, plugin and enforcement of a topology, in one pass. */
export function summarise(topology: Topology): ClusterSummary {
  const tally = new Tally();
  for (const kind of SUMMARISED) for (const record of topology.kinds[kind].values()) tally.count(record, 1);
  return tally.result();
}

/** A summary that follows the changes of its topology. */
export interface Summary {
  current(): ClusterSummary;
  /** The changes that were applied to the topology, each once and in order: O(changes). */
  apply(changes: readonly Change[]): void;
}

/** A summary of the topology that is kept up by its changes instead of counted anew. It keeps its own index of the records. */
export function createSummary(topology: Topology): Summary {
  const tally = new Tally();
  const records = new Map<Kind, Map<string, NetRecord>>(
    SUMMARISED.map((kind) => [kind, new Map<string, NetRecord>(recordsByUid(topology, kind))]),
  );
  for (const index of records.values()) for (const record of index.values()) tally.count(record, 1);
  return {
    current: () => tally.result(),
    apply: (changes) => {
      for (const change of changes) {
        const index = records.get(change.kind);
        if (index) recount(tally, index, change);
      }
    },
  };
}

function recordsByUid(topology: Topology, kind: Kind): ReadonlyMap<string, NetRecord> {
  return topology.kinds[kind];
}

function recount(tally: Tally, index: Map<string, NetRecord>, change: Change): void {
  const before = index.get(change.uid);
  const after = recordAfter(change, before);
  if (before) tally.count(before, -1);
  if (after) {
    tally.count(after, 1);
    index.set(change.uid, after);
  } else {
    index.delete(change.uid);
  }
}

function recordAfter(change: Change, before: NetRecord | undefined): NetRecord | null {
  if (change.op === 'delete') return null;
  if (change.op === 'add') return change.record;
  return before ? applyPatch(before, change.patch) : null;
}

const POLICIES: readonly Kind[] = [
  'NetworkPolicy',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
];
const NOT_SUMMARISED: readonly Kind[] = ['Namespace', 'EndpointSlice'];
const SUMMARISED = KINDS.filter((kind) => !NOT_SUMMARISED.includes(kind));

type StateCounts = Record<PodState, number>;

/** Everything the summary needs, as counts that a record can enter and leave again. */
class Tally {
  private readonly clues = new CniClues();
  private readonly entries = new Map<string, number>();
  private readonly podsOfNode = new Map<string, StateCounts>();
  private readonly silentNodes = new Map<string, number>();
  private nodes = 0;
  private nodesReady = 0;
  private hostNetwork = 0;
  private withoutAddress = 0;
  private services = 0;
  private policies = 0;

  count(record: NetRecord, sign: 1 | -1): void {
    this.clues.count(record, sign);
    if (record.kind === 'Pod') return this.countPod(record, sign);
    if (record.kind === 'Node') return this.countNode(record, sign);
    for (const key of entryKeys(record)) bump(this.entries, key, sign);
    if (record.kind === 'Service') this.services += sign;
    else if (POLICIES.includes(record.kind)) this.policies += sign;
  }

  result(): ClusterSummary {
    const states = this.states();
    const pods = POD_STATES.reduce((sum, state) => sum + states[state], 0);
    const { nodes, nodesReady, hostNetwork, withoutAddress, services, policies } = this;
    const { name, enforcement } = this.clues.judge();
    const entries = this.entries.size;
    const counts = { nodes, nodesReady, pods, ...states, hostNetwork, withoutAddress, services, entries, policies };
    return { counts, cni: name, enforcement };
  }

  private countPod(pod: PodRecord, sign: 1 | -1): void {
    const states = this.podsOfNode.get(pod.node) ?? noStates();
    states[podStateOnReadyNode(pod)] += sign;
    this.podsOfNode.set(pod.node, states);
    if (pod.hostNetwork) this.hostNetwork += sign;
    else if (pod.ips.length === 0) this.withoutAddress += sign;
  }

  private countNode(node: NodeRecord, sign: 1 | -1): void {
    this.nodes += sign;
    if (node.ready === 'True') this.nodesReady += sign;
    if (isSilent(node)) bump(this.silentNodes, node.name, sign);
  }

  private states(): StateCounts {
    const total = noStates();
    for (const [node, states] of this.podsOfNode) {
      const silent = this.silentNodes.has(node);
      for (const state of POD_STATES) total[silent && dependsOnNode(state) ? 'unknown' : state] += states[state];
    }
    return total;
  }
}

function noStates(): StateCounts {
  return { ok: 0, pending: 0, bad: 0, unknown: 0, leaving: 0, done: 0 };
}

function bump(counts: Map<string, number>, key: string, sign: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + sign;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
