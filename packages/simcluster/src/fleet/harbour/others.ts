import type { Row } from './row.js';

/** Workloads behind no Service: replicas per namespace and name, 119 pods. */
const replicas: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  analytics: { stream: 5, rollup: 3 },
  audit: { shipper: 4 },
  backup: { agent: 3 },
  batch: { worker: 18 },
  'calico-system': { 'calico-kube-controllers': 2 },
  'cert-manager': { 'cert-manager': 1, cainjector: 1, webhook: 1 },
  crm: { sync: 6 },
  'data-lake': { etl: 14 },
  docs: { site: 2 },
  experiments: { ab: 5 },
  'feature-flags': { relay: 4 },
  geo: { tiles: 4 },
  identity: { broker: 8 },
  legal: { archive: 2 },
  loyalty: { points: 5 },
  'mail-relay': { relay: 3 },
  'ml-serving': { ranker: 6 },
  partners: { feed: 4 },
  'pricing-jobs': { nightly: 7 },
  registry: { mirror: 3 },
  returns: { intake: 5 },
  vault: { vault: 3 },
};

export const otherRows: readonly Row[] = Object.entries(replicas).flatMap(([namespace, workloads]) =>
  Object.entries(workloads).map(([name, pods]) => ({
    namespace,
    name,
    pods,
    alone: true,
    ...(name === 'vault' ? { kind: 'StatefulSet' as const } : {}),
    ...(namespace === 'batch' ? { unknown: 1 } : {}),
  })),
);

/** A Deployment in the middle of a rollout in the drawn moment: 8 pods stay, 6 are new, 4 leave. */
export const rollingRow: Row = { namespace: 'fulfilment', name: 'picker', pods: 18, alone: true };

/** Builds that run in the drawn moment. */
export const runnerRow: Row = { namespace: 'ci', name: 'runner', pods: 9, alone: true };

/** Namespaces without a pod of their own on the pod network. */
export const quietNamespaces: readonly string[] = ['default', 'kube-node-lease', 'kube-public'];
