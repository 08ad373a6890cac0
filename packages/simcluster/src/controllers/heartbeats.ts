import { reportReady, conditionsIn } from '../objects/node.js';
import type { SimCluster } from '../store/cluster.js';

/** Kubelets report their status at least this often, even when nothing changed. */
const reportMs = 300_000;

/** Lets every node's kubelet report itself, spread over the period: changes that mean nothing. */
export function runHeartbeats(cluster: SimCluster): void {
  const nodes = cluster.list('nodes');
  nodes.forEach((node, index) => {
    const first = Math.round(((index + 0.5) * reportMs) / nodes.length);
    cluster.after(first, () => beat(cluster, node.metadata.name));
  });
}

function beat(cluster: SimCluster, name: string): void {
  const heard = cluster.patch('nodes', '', name, (draft) => {
    const ready = conditionsIn(draft).find(({ type }) => type === 'Ready');
    if (ready?.status === 'True') reportReady(draft, true, cluster.clock.now());
  });
  if (heard) cluster.after(reportMs, () => beat(cluster, name));
}
