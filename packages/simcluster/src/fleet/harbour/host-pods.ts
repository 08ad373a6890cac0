import { podObject, type ContainerSpec } from '../../objects/pod.js';
import type { SimCluster } from '../../store/cluster.js';
import { harbourNodes, type HarbourNode } from './nodes.js';

interface NodeAgent {
  readonly namespace: string;
  readonly name: string;
  readonly containers: readonly ContainerSpec[];
}

/** What runs once per node, on the node's own network: three pods each. */
const agents: readonly NodeAgent[] = [
  {
    namespace: 'calico-system',
    name: 'calico-node',
    containers: [{ name: 'calico-node', image: 'quay.io/calico/node:v3.30.3', command: ['start_runit'] }],
  },
  {
    namespace: 'kube-system',
    name: 'kube-proxy',
    containers: [
      {
        name: 'kube-proxy',
        image: 'registry.k8s.io/kube-proxy:v1.34.1',
        command: ['kube-proxy', '--proxy-mode=nftables', '--cluster-cidr=10.60.0.0/18'],
        ports: [{ name: 'metrics', containerPort: 10249 }],
      },
    ],
  },
  {
    namespace: 'monitoring',
    name: 'node-exporter',
    containers: [
      {
        name: 'node-exporter',
        image: 'quay.io/prometheus/node-exporter:v1.9.1',
        ports: [{ name: 'metrics', containerPort: 9100 }],
      },
    ],
  },
];

export function createNodeAgents(cluster: SimCluster, bornMs: number): void {
  const random = cluster.random.fork('node-agents');
  for (const agent of agents) {
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      name: agent.name,
      uid: random.uuid(),
      controller: true,
      blockOwnerDeletion: true,
    };
    for (const node of harbourNodes) createAgent(cluster, agent, owner, node, random.suffix(5), bornMs);
  }
}

function createAgent(
  cluster: SimCluster,
  { namespace, name, containers }: NodeAgent,
  owner: Parameters<typeof podObject>[0]['owner'] & object,
  node: HarbourNode,
  suffix: string,
  bornMs: number,
): void {
  const labels = { 'k8s-app': name, 'controller-revision-hash': '7b9d64f5c8', 'pod-template-generation': '4' };
  cluster.create(
    podObject(
      {
        namespace,
        name: `${name}-${suffix}`,
        generateName: `${name}-`,
        labels,
        owner,
        hostNetwork: true,
        serviceAccount: name,
        containers,
        node: node.name,
        createdMs: bornMs,
      },
      {
        state: 'Running',
        ips: [node.address],
        hostIPs: [node.address],
        sinceMs: bornMs + 9000,
      },
    ),
  );
}
