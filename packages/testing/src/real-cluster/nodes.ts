import { nodeName, nodeObject } from './node-object.js';
import { request, type Target } from './request.js';
import { subnetAt } from './subnets.js';
import { until } from './until.js';

export interface NodePlan {
  podCidr: string;
  nodeMaskSize: number;
  /** Whether controllers run, which give a node its subnet and call it ready. */
  workloads: boolean;
}

interface NodeState {
  metadata: { name: string };
  spec: { podCIDR?: string; taints?: object[] };
  status: { conditions?: { type: string; status: string }[] };
}

const batchSize = 20;

/** Creates the Nodes with the indices from `offset` on; where controllers run, it resolves once pods can be scheduled on all of them. */
export async function addNodes(target: Target, plan: NodePlan, count: number, offset: number): Promise<void> {
  const indices = Array.from({ length: count }, (_, position) => offset + position);
  for (let done = 0; done < count; done += batchSize) {
    await Promise.all(indices.slice(done, done + batchSize).map((index) => createNode(target, plan, index)));
  }
  if (!plan.workloads) return;
  const names = new Set(indices.map(nodeName));
  await until(`${count} nodes ready`, () => areUsable(target, names), { everyMs: 200 });
}

async function createNode(
  target: Target,
  { podCidr, nodeMaskSize, workloads }: NodePlan,
  index: number,
): Promise<void> {
  const subnet = workloads ? {} : { podCidr: subnetAt(podCidr, nodeMaskSize, index) };
  const node = nodeObject({ index, maskSize: nodeMaskSize, ...subnet });
  const { status, body } = await request(target, 'POST', '/api/v1/nodes', node);
  if (status !== 201) throw new Error(`${nodeName(index)} was not created: ${status} ${body}`);
}

async function areUsable(target: Target, names: ReadonlySet<string>): Promise<boolean> {
  const { status, body } = await request(target, 'GET', '/api/v1/nodes');
  if (status !== 200) return false;
  const { items } = JSON.parse(body) as { items: NodeState[] };
  return items.filter((node) => names.has(node.metadata.name) && isUsable(node)).length === names.size;
}

function isUsable({ spec, status }: NodeState): boolean {
  const isReady = status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
  return isReady && spec.podCIDR !== undefined && (spec.taints ?? []).length === 0;
}
