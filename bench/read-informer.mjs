// The usual way: client-node's informers, which keep the parsed objects.
import { CoreV1Api, DiscoveryV1Api, KubeConfig, makeInformer } from '@kubernetes/client-node';
import { PATHS } from './paths.mjs';
import { usage } from './lib.mjs';

const { kubeconfig } = JSON.parse(process.argv[2]);
const config = new KubeConfig();
config.loadFromString(kubeconfig);
const core = config.makeApiClient(CoreV1Api);
const discovery = config.makeApiClient(DiscoveryV1Api);
const lists = [
  () => core.listNode(),
  () => core.listPodForAllNamespaces(),
  () => core.listServiceForAllNamespaces(),
  () => discovery.listEndpointSliceForAllNamespaces(),
];

const started = performance.now();
const informers = PATHS.map((path, i) => makeInformer(config, path, lists[i]));
try {
  for (const informer of informers) {
    const failed = new Promise((_, reject) => informer.on('error', reject));
    await Promise.race([informer.start(), failed]);
  }
  const objects = informers.reduce((sum, informer) => sum + informer.list().length, 0);
  process.send({ objects, seconds: (performance.now() - started) / 1000, ...usage() });
} catch (error) {
  process.send({
    failed: String(error.message).slice(0, 120),
    seconds: (performance.now() - started) / 1000,
    ...usage(),
  });
}
process.exit(0);
