import { createCluster, DEFAULT_USER, startServer } from '@netkaart/simcluster';
import { describeReaderContract, type ContractServer } from './contract.js';

const ROUTES = 'httproutes.gateway.networking.k8s.io';
const INGRESSES = 'ingresses.networking.k8s.io';

describeReaderContract('simcluster', async (): Promise<ContractServer> => {
  const cluster = createCluster({ name: 'contract', seed: 1 });
  const names = cluster.list('namespaces').map(({ metadata }) => metadata.name);
  for (const name of ['default', 'kube-system']) {
    if (!names.includes(name)) cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  const server = await startServer(cluster, { bookmarkMs: 1000 });
  const { kubeconfig } = server;
  const context = cluster.name;
  return {
    kubeconfig,
    context,
    put: (object) => settled(() => void cluster.update(object)),
    delete: ({ resource, namespace, name }) => settled(() => cluster.delete(resource, namespace, name)),
    compact: () => settled(() => cluster.compact()),
    restart: async () => {
      await server.setReachable(false);
      await server.setReachable(true);
    },
    denyKubeconfig: () => {
      cluster.deny([{ user: DEFAULT_USER, resources: [INGRESSES] }]);
      return Promise.resolve({ kubeconfig, context, grant: () => settled(() => cluster.deny([])) });
    },
    addCrd: () => settled(() => cluster.installCrds([ROUTES])),
    removeCrd: () => settled(() => cluster.removeCrd(ROUTES)),
    close: () => server.close(),
  };
});

function settled(work: () => void): Promise<void> {
  work();
  return Promise.resolve();
}
