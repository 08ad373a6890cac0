// A load cluster behind HTTPS, in its own process: told what to do by messages, answers by messages.
import { createLoadCluster, startServer } from '@netkaart/simcluster';

const { nodes, pods, seed } = JSON.parse(process.argv[2]);
const load = createLoadCluster({ nodes, pods, seed });
const server = await startServer(load.cluster);

process.on('message', async ({ churn, close }) => {
  if (churn) {
    load.churn(churn);
    process.send({ churned: churn, at: Date.now() });
  }
  if (close) {
    await server.close();
    process.disconnect();
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ url: server.url, ca: server.ca, token: server.token, kubeconfig: server.kubeconfig });
