import type { NodeRecord, PodRecord } from '@netkaart/topology';
import { byName, podBranch, type Branch } from './branch';
import { stateWord } from './words';
import type { World } from './world';

/** Cluster → node → pod; pods that no known node holds come last, under their own heading. */
export function nodeTree(world: World): readonly Branch[] {
  const byNode = new Map<string, PodRecord[]>();
  for (const pod of world.topology.kinds.Pod.values()) {
    const pods = byNode.get(pod.node);
    if (pods) pods.push(pod);
    else byNode.set(pod.node, [pod]);
  }
  const nodes = [...world.topology.kinds.Node.values()].sort(byName);
  const branches = nodes.map((node) => nodeBranch(node, take(byNode, node.name)));
  const homeless = [...byNode.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, pods]) => homelessBranch(name, pods));
  const children = [...branches, ...homeless];
  if (children.length === 0) return [];
  const ready = nodes.filter((node) => node.ready === 'True').length;
  const counts = [`${nodes.length} nodes`, `${ready} Ready`, '', `${world.topology.kinds.Pod.size} pods`];
  return [
    {
      id: 'cluster',
      record: null,
      name:
        world
          .plan()
          .ranges.map(({ cidr }) => cidr)
          .join(' ') || 'cluster',
      cells: counts,
      children,
    },
  ];
}

function take(byNode: Map<string, PodRecord[]>, name: string): readonly PodRecord[] {
  const pods = byNode.get(name) ?? [];
  byNode.delete(name);
  return pods;
}

function nodeBranch(node: NodeRecord, pods: readonly PodRecord[]): Branch {
  const addresses = node.addresses.filter(({ type }) => type !== 'Hostname').map(({ address }) => address);
  const detail = [node.podCIDRs.join(' '), `${pods.length} pods`].filter(Boolean).join(' · ');
  return {
    id: node.uid,
    record: node,
    name: node.name,
    cells: [addresses.join(' '), stateWord(node), '', detail],
    children: [...pods].sort(byName).map((pod) => podBranch(node.uid, pod)),
  };
}

function homelessBranch(name: string, pods: readonly PodRecord[]): Branch {
  const title = name === '' ? 'no node yet' : `${name} (no such node)`;
  const id = `node:${name}`;
  const children = [...pods].sort(byName).map((pod) => podBranch(id, pod));
  return { id, record: null, name: title, cells: ['', '', '', `${pods.length} pods`], children };
}
