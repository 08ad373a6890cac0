import { describe, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { findAssets, startRealCluster, type RealCluster } from '@netkaart/testing';
import { describeReaderContract, type ContractServer } from './contract.js';

const ROUTES = 'httproutes.gateway.networking.k8s.io';

const assets = findAssets();
if ('missing' in assets) {
  console.warn(`The reader is not tried on a real API server. ${assets.missing}`);
  describe.skip('reader on a real API server', () => it('needs its binaries', () => undefined));
} else {
  describeReaderContract('a real API server', async () => contractServer(await startRealCluster({ workloads: false })));
}

async function contractServer(cluster: RealCluster): Promise<ContractServer> {
  const restart = async () => {
    await cluster.stopApiserver();
    await cluster.startApiserver();
  };
  return {
    kubeconfig: await readFile(cluster.kubeconfigPath, 'utf8'),
    context: 'real',
    put: (object) => cluster.apply(object),
    delete: async ({ resource, namespace, name }) => {
      await cluster.kubectl('delete', resource, name, '--namespace', namespace, '--wait=true');
    },
    compact: async () => {
      await cluster.compact();
      await restart();
    },
    restart,
    denyKubeconfig: async () => {
      await cluster.apply(...binding('services-reader', ['', 'discovery.k8s.io'], ['services', 'namespaces']));
      return {
        kubeconfig: await readFile(await cluster.kubeconfigFor('viewer'), 'utf8'),
        context: 'real-viewer',
        grant: () => cluster.apply(...binding('ingresses-reader', ['networking.k8s.io'], ['ingresses'])),
      };
    },
    addCrd: () => cluster.apply(definition()),
    removeCrd: async () => {
      await cluster.kubectl('delete', 'customresourcedefinition', ROUTES, '--wait=true');
    },
    close: () => cluster.close(),
  };
}

function binding(name: string, apiGroups: string[], resources: string[]): object[] {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  return [
    {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name },
      rules: [{ apiGroups, resources, verbs: ['list', 'watch'] }],
    },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'viewer' }],
    },
  ];
}

function definition(): object {
  const names = { kind: 'HTTPRoute', listKind: 'HTTPRouteList', plural: 'httproutes', singular: 'httproute' };
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: ROUTES,
      annotations: { 'api-approved.kubernetes.io': 'https://github.com/kubernetes-sigs/gateway-api/pull/0' },
    },
    spec: {
      group: 'gateway.networking.k8s.io',
      names,
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
}
