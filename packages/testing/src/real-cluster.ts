import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAssets } from './real-cluster/assets.js';
import { Children } from './real-cluster/children.js';
import type { RealCluster, RealClusterOptions } from './real-cluster/contract.js';
import { createCredentials } from './real-cluster/credentials.js';
import { LoopbackCluster } from './real-cluster/loopback-cluster.js';
import { freePorts } from './real-cluster/ports.js';
import type { Plan } from './real-cluster/programs.js';

const attempts = 3;

/** Starts a cluster and resolves when its API server and its nodes are ready; rejects, and leaves nothing behind, when there are no binaries or one of them does not start. */
export async function startRealCluster(options: RealClusterOptions = {}): Promise<RealCluster> {
  const assets = findAssets();
  if ('missing' in assets) throw new Error(assets.missing);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(assets.folder, options);
    } catch (error) {
      const isPortTaken = /address already in use/i.test(String(error));
      if (!isPortTaken || attempt === attempts) throw error;
    }
  }
}

async function startOnce(binaries: string, options: RealClusterOptions): Promise<RealCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'netkaart-real-'));
  const children = new Children(folder);
  try {
    const cluster = new LoopbackCluster(binaries, await planOf(folder, options), children);
    await cluster.start();
    await cluster.addNodes(options.nodes ?? 0);
    return cluster;
  } catch (error) {
    await children.close();
    throw error;
  }
}

async function planOf(folder: string, options: RealClusterOptions): Promise<Plan> {
  const [etcd = 0, etcdPeer = 0, apiserver = 0] = await freePorts(3);
  return {
    folder,
    ports: { etcd, etcdPeer, apiserver },
    credentials: await createCredentials(folder),
    kubeconfigPath: join(folder, 'real.kubeconfig'),
    podCidr: options.podCidr ?? '10.244.0.0/16',
    serviceCidr: options.serviceCidr ?? '10.96.0.0/16',
    nodeMaskSize: options.nodeMaskSize ?? 24,
    apiserverFlags: options.apiserverFlags ?? [],
    workloads: options.workloads ?? true,
  };
}
