import { podState } from '@netkaart/network';
import type { NodeRecord } from '@netkaart/topology';
import { referenceOf } from '../url/reference';
import type { ProblemMark, Problems, Spot } from './messages';
import type { World } from './world';

export interface Problem {
  readonly mark: ProblemMark;
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: 'Node' | 'Pod';
}

const ORDER: Readonly<Record<ProblemMark, number>> = { node: 0, bad: 1, pending: 2 };

/** Nodes that are not ready, failing pods, pods not ready yet: in this order, then by namespace and name. */
export function problemsOf(world: World): readonly Problem[] {
  const nodes = new Map<string, NodeRecord>();
  const problems: Problem[] = [];
  for (const node of world.topology.kinds.Node.values()) {
    nodes.set(node.name, node);
    if (node.ready !== 'True')
      problems.push({ mark: 'node', kind: 'Node', uid: node.uid, namespace: '', name: node.name });
  }
  for (const pod of world.topology.kinds.Pod.values()) {
    const state = podState(pod, nodes.get(pod.node));
    if (state !== 'bad' && state !== 'pending') continue;
    problems.push({ mark: state, kind: 'Pod', uid: pod.uid, namespace: pod.namespace, name: pod.name });
  }
  return problems.sort(inOrder);
}

export function countProblems(problems: readonly Problem[]): Problems {
  const counts = { node: 0, bad: 0, pending: 0 };
  for (const { mark } of problems) counts[mark] += 1;
  return counts;
}

/** The problem before or after the selected one, round and round; from elsewhere the first or last. */
export function stepProblem(
  problems: readonly Problem[],
  from: Spot['reference'] | null,
  step: 1 | -1,
  mark: ProblemMark | null,
): Problem | null {
  const list = mark ? problems.filter((problem) => problem.mark === mark) : problems;
  if (list.length === 0) return null;
  const at = list.findIndex((problem) => referenceOf(problem) === from);
  const start = at < 0 && step < 0 ? 0 : at;
  return list[(start + step + list.length) % list.length] ?? null;
}

function inOrder(a: Problem, b: Problem): number {
  return ORDER[a.mark] - ORDER[b.mark] || compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
