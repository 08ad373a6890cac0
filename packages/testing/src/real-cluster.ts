import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAssets } from './real-cluster/assets.js';
import { Children } from './real-cluster/children.js';
import { createCredentials } from './real-cluster/credentials.js';
import { LoopbackCluster } from './real-cluster/loopback-cluster.js';
import { freePorts } from './real-cluster/ports.js';
import type { Plan } from './real-cluster/programs.js';

/** What a real cluster shall be; every part has a default. */
export interface RealClusterOptions {
  /** How many nodes are there from the start; default 0. */
  nodes?: number;
  /** The IPv4 range of all pods; default 10.244.0.0/16. */
  podCidr?: string;
  /** The IPv4 range of all services; default 10.96.0.0/16. */
  serviceCidr?: string;
  /** The prefix length of one node's subnet; default 24. The range has room for 2^(this - the range's own) nodes. */
  nodeMaskSize?: number;
  /** Added to the API server's own flags, and stronger than these. */
  apiserverFlags?: string[];
  /** Whether controllers, scheduler and simulated kubelets run; default true. Without them objects just lie there, and nodes are given their subnets at once. */
  workloads?: boolean;
}

/** A Kubernetes control plane on loopback, with real objects and simulated nodes. Its owner closes it. */
export interface RealCluster {
  readonly url: string;
  /** Of the administrator; its only context is named `real`. */
  readonly kubeconfigPath: string;
  /** The administrator's bearer token. */
  readonly token: string;
  /** The PEM certificates that a client has to trust. */
  readonly ca: string;
  /** Runs kubectl as the administrator; its standard output, or an error with its standard error. */
  kubectl(...args: string[]): Promise<string>;
  /** Creates or changes objects by server-side apply. */
  apply(...objects: object[]): Promise<void>;
  /** The path of a kubeconfig whose context is named `real-USER`. The users `admin`, `viewer` and `nobody` have tokens; others bring their own. No user but admin has rights that nobody bound to it. */
  kubeconfigFor(user: string, token?: string): Promise<string>;
  /** Adds the nodes `node-0000`, `node-0001`… from `offset` on, with flannel's annotations; resolves when pods can be scheduled on them. */
  addNodes(count: number, offset?: number): Promise<void>;
  /** Ends the API server, and with it every connection to it; resolves when its port is free. */
  stopApiserver(): Promise<void>;
  /** Starts it again at the same address with the same data and certificate; resolves when it is ready. */
  startApiserver(): Promise<void>;
  /** Forgets all revisions of etcd before the current one. A list that continues from an old one is answered by 410 from then on; a watch too, once the API server has restarted or where it runs with --watch-cache=false. */
  compact(): Promise<void>;
  /** Ends its processes, waits until they are gone, and removes its folder. May be called again. */
  close(): Promise<void>;
}

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
