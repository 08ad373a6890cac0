import { formatPrefix, type PodRecord, type Topology } from '@netkaart/topology';
import { addressPlan } from './address-plan.js';
import { HOST, type AddressPlan, type Block, type Known, type PlanNode } from './plan.js';
import { routeBetween, type RouteAnswer } from './route-between.js';

/** A piece of the address as written and what it stands for. Pieces follow each other and together are the address. */
export interface AddressPart extends Known {
  readonly text: string;
  readonly means: 'range' | 'subnet' | 'pod' | 'node';
  /** The prefix that this piece completes; the address itself as /32 or /128 for the last. */
  readonly cidr: string;
  readonly length: number;
}

/** One sentence of "why here": a message key and its values. */
export interface WhyStep extends Known {
  readonly key:
    | 'range'
    | 'pool'
    | 'subnet'
    | 'block'
    | 'owner-unknown'
    | 'bridge'
    | 'address'
    | 'host-network'
    | 'no-address'
    | 'finished'
    | 'outside';
  readonly values: Readonly<Record<string, string>>;
}

/** A kubectl line and what it prints on this cluster. */
export interface Proof extends Known {
  readonly command: string;
  readonly output: string;
}

/** Where a pod's address comes from and how other nodes reach it: the side panel of the subnet map. */
export interface AddressExplanation {
  readonly uid: string;
  /** '' while the pod has none. */
  readonly address: string;
  /** Further addresses of the pod (dual stack). */
  readonly others: readonly string[];
  readonly node: string;
  readonly anatomy: readonly AddressPart[];
  readonly why: readonly WhyStep[];
  /** From another node, and from the pod's own; [] where the pod has no address of its own. */
  readonly routes: readonly RouteAnswer[];
  readonly proofs: readonly Proof[];
}

/**
 * Explains the address of a pod; null when the topology has no such pod. `plan`: the topology's plan, where the caller
 * has it; `from`: name of the node whose route to show first (else the first other node that is ready).
 */
export function explainAddress(
  topology: Topology,
  uid: string,
  given: { plan?: AddressPlan; from?: string } = {},
): AddressExplanation | null {
  const pod = topology.kinds.Pod.get(uid);
  if (!pod) return null;
  const plan = given.plan ?? addressPlan(topology);
  const at = plan.podAt.get(uid) ?? HOST;
  const block = plan.blocks[at];
  const address = pod.ips.find((ip) => ip.includes(':') === (plan.family === 6)) ?? pod.ips[0] ?? '';
  const base = { uid, address, others: pod.ips.filter((ip) => ip !== address), node: pod.node };
  if (!block)
    return {
      ...base,
      anatomy: [],
      why: [noCell(pod, at, address)],
      routes: [],
      proofs: address === '' ? [] : [podProof(pod, address)],
    };
  return {
    ...base,
    anatomy: anatomyOf(plan, block, address),
    why: whyHere(plan, block, pod, address),
    routes: routesTo(plan, block, address, given.from),
    proofs: [subnetProof(plan, block), podProof(pod, address)],
  };
}

function noCell(pod: PodRecord, at: number, address: string): WhyStep {
  const values = { node: pod.node, address, phase: pod.phase, reason: pod.reason };
  const uses = { evidence: 'read', source: `spec.hostNetwork of pod ${pod.namespace}/${pod.name}` } as const;
  if (at === HOST) return { key: 'host-network', values, ...uses };
  const known = { evidence: 'read', source: `status of pod ${pod.namespace}/${pod.name}` } as const;
  if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return { key: 'finished', values, ...known };
  return { key: address === '' ? 'no-address' : 'outside', values, ...known };
}

function anatomyOf(plan: AddressPlan, block: Block, address: string): AddressPart[] {
  const group = plan.groups[block.group];
  const range =
    plan.ranges.find((one) => group && one.prefix.family === group.prefix.family && contains(one, group)) ?? group;
  const cuts = [unitsEnd(address, range?.prefix.length ?? 0), unitsEnd(address, block.prefix.length), address.length];
  const [first = 0, second = 0] = cuts;
  const parts: AddressPart[] = [];
  if (range) parts.push(part(address.slice(0, first), 'range', formatPrefix(range.prefix), range.prefix.length, range));
  parts.push(part(address.slice(first, second), 'subnet', block.cidr, block.prefix.length, block));
  const bits = plan.family === 4 ? 32 : 128;
  parts.push(
    part(address.slice(second), 'pod', `${address}/${bits}`, bits, {
      evidence: 'read',
      source: 'status.podIPs of the pod',
    }),
  );
  return parts;
}

function contains(
  range: Known & { readonly prefix: Block['prefix'] },
  group: { readonly prefix: Block['prefix'] },
): boolean {
  return range.prefix.length <= group.prefix.length && range.prefix.first <= group.prefix.first;
}

function part(
  text: string,
  means: AddressPart['means'],
  cidr: string,
  length: number,
  { evidence, source }: Known,
): AddressPart {
  return { text, means, cidr, length, evidence, source };
}

/** Where the whole octets (groups of four digits) that a prefix fixes end in the text. */
function unitsEnd(address: string, length: number): number {
  const separator = address.includes(':') ? ':' : '.';
  let left = Math.floor(length / (separator === ':' ? 16 : 8));
  for (let i = 0; i < address.length; i++) {
    if (address[i] !== separator) continue;
    if (left <= 1 || address[i + 1] === ':') return left === 0 ? 0 : i;
    left--;
  }
  return left === 0 ? 0 : address.length;
}

function whyHere(plan: AddressPlan, block: Block, pod: PodRecord, address: string): WhyStep[] {
  const group = plan.groups[block.group];
  const steps: WhyStep[] = plan.ranges
    .filter((range) => group && contains(range, group))
    .slice(0, 1)
    .map((range) => step('range', { range: range.cidr }, range));
  if (group?.pool) steps.push(step('pool', { pool: group.pool, cidr: group.cidr, zone: group.zone }, group));
  steps.push(blockStep(plan, block));
  const bridge = plan.nodes[plan.nodeAt.get(block.node) ?? -1]?.bridge;
  const chosen = { evidence: 'read', source: `status.podIPs of pod ${pod.namespace}/${pod.name}` } as const;
  steps.push(
    step('address', { address, node: pod.node, last: address.slice(unitsEnd(address, block.prefix.length)) }, chosen),
  );
  if (bridge) steps.push(step('bridge', { bridge: bridge.name, node: pod.node }, bridge));
  return steps;
}

function blockStep(plan: AddressPlan, block: Block): WhyStep {
  if (block.node === '') return step('owner-unknown', { cidr: block.cidr }, block);
  const key = block.source.startsWith('spec.podCIDRs') ? 'subnet' : 'block';
  return step(key, { cidr: block.cidr, node: block.node, cni: plan.overlay.cni }, block);
}

function step(key: WhyStep['key'], values: WhyStep['values'], { evidence, source }: Known): WhyStep {
  return { key, values, evidence, source };
}

function routesTo(plan: AddressPlan, block: Block, address: string, from: string | undefined): RouteAnswer[] {
  const own = plan.nodes[plan.nodeAt.get(block.node) ?? -1];
  const other = plan.nodes.find((node) => node.name === from) ?? startNode(plan.nodes, own);
  return [other, own]
    .filter((node) => node !== undefined)
    .filter((node, i, all) => all.indexOf(node) === i)
    .map((node) => routeBetween(plan, node, block, address));
}

/** A ready worker before a ready control plane before anyone. */
function startNode(nodes: readonly PlanNode[], own: PlanNode | undefined): PlanNode | undefined {
  const others = nodes.filter((node) => node !== own);
  const ready = others.filter((node) => node.state === 'ready');
  return ready.find((node) => node.roles.length === 0) ?? ready[0] ?? others[0];
}

function subnetProof(plan: AddressPlan, block: Block): Proof {
  const known = { evidence: block.evidence, source: block.source };
  if (block.source.startsWith('spec.podCIDRs')) {
    const output = plan.nodes[plan.nodeAt.get(block.node) ?? -1]?.podCIDRs[0] ?? block.cidr;
    return { command: `kubectl get node ${block.node} -o jsonpath='{.spec.podCIDR}'`, output, ...known };
  }
  if (block.source.startsWith('IPAMBlock')) {
    const name = block.source.slice('IPAMBlock '.length);
    return {
      command: `kubectl get ipamblocks.crd.projectcalico.org ${name} -o jsonpath='{.spec.affinity}'`,
      output: block.node === '' ? '' : `host:${block.node}`,
      ...known,
    };
  }
  if (block.source.startsWith('CiliumNode')) {
    return {
      command: `kubectl get ciliumnode ${block.node} -o jsonpath='{.spec.ipam.podCIDRs}'`,
      output: `["${block.cidr}"]`,
      ...known,
    };
  }
  return { command: `kubectl get pods -A -o wide --field-selector spec.nodeName=${block.node}`, output: '', ...known };
}

function podProof(pod: PodRecord, address: string): Proof {
  const command = `kubectl -n ${pod.namespace} get pod ${pod.name} -o jsonpath='{.status.podIP}'`;
  return { command, output: address, evidence: 'read', source: `status.podIP of pod ${pod.namespace}/${pod.name}` };
}
