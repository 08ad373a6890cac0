import { join } from 'node:path';
import { recipePath, type Environment } from './assets.js';
import type { Credentials } from './credentials.js';
import { subnetSize } from './subnets.js';

/** Everything the programs of one cluster are told. */
export interface Plan {
  readonly folder: string;
  readonly ports: { readonly etcd: number; readonly etcdPeer: number; readonly apiserver: number };
  readonly credentials: Credentials;
  readonly kubeconfigPath: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly nodeMaskSize: number;
  readonly apiserverFlags: readonly string[];
  /** Whether controllers, scheduler and kwok run. */
  readonly workloads: boolean;
}

export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Environment;
}

const stages = ['node-ready', 'node-heartbeat', 'pod-ready', 'pod-complete', 'pod-delete'];
// The default of 20 requests a second makes some thousand pods a matter of minutes.
const unthrottled = { 'kube-api-qps': 500, 'kube-api-burst': 1000 };

/** Where the API server keeps its certificate, which is also what its clients have to trust. */
export function certificateFolder(folder: string): string {
  return join(folder, 'apiserver');
}

export function etcd({ folder, ports }: Plan): Program {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  const args = flags({
    name: 'real',
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `real=${peer}`,
    'unsafe-no-fsync': true,
    'watch-progress-notify-interval': '5s',
    'log-level': 'warn',
  });
  return { name: 'etcd', args };
}

/** No tokens are mounted into pods (their admission plug-in is off): simulated pods have no use for them. */
export function apiserver({ folder, ports, credentials, serviceCidr, apiserverFlags }: Plan): Program {
  const args = flags({
    'etcd-servers': `http://127.0.0.1:${ports.etcd}`,
    'cert-dir': certificateFolder(folder),
    'bind-address': '127.0.0.1',
    'advertise-address': '127.0.0.1',
    'secure-port': ports.apiserver,
    'endpoint-reconciler-type': 'none',
    'service-cluster-ip-range': serviceCidr,
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': credentials.signingKeyFile,
    'service-account-signing-key-file': credentials.signingKeyFile,
    'token-auth-file': credentials.tokenFile,
    'authorization-mode': 'RBAC',
    'disable-admission-plugins': 'ServiceAccount',
    'allow-privileged': true,
    profiling: false,
  });
  return { name: 'kube-apiserver', args: [...args, ...apiserverFlags] };
}

/** The node life cycle stays on: it is what takes the not-ready taint off a node. */
export function controllerManager({ kubeconfigPath, credentials, podCidr, nodeMaskSize }: Plan): Program {
  const args = flags({
    kubeconfig: kubeconfigPath,
    'secure-port': 0,
    'leader-elect': false,
    'service-account-private-key-file': credentials.signingKeyFile,
    'allocate-node-cidrs': true,
    'cluster-cidr': podCidr,
    'node-cidr-mask-size': nodeMaskSize,
    ...unthrottled,
  });
  return { name: 'kube-controller-manager', args };
}

export function scheduler({ kubeconfigPath }: Plan): Program {
  const args = flags({ kubeconfig: kubeconfigPath, 'secure-port': 0, 'leader-elect': false, ...unthrottled });
  return { name: 'kube-scheduler', args };
}

/** Plays the kubelets, after the stages in this package's `kubernetes/stages`. */
export function kwok({ folder, kubeconfigPath, podCidr, nodeMaskSize }: Plan): Program {
  const args = flags({
    kubeconfig: kubeconfigPath,
    'manage-all-nodes': true,
    cidr: podCidr,
    'node-port': 0,
    'node-lease-duration-seconds': 40,
  });
  const configs = stages.map((stage) => `--config=${recipePath('stages', `${stage}.yaml`)}`);
  const env = { KWOK_WORKDIR: join(folder, 'kwok'), NODE_SUBNET_SIZE: String(subnetSize(nodeMaskSize)) };
  return { name: 'kwok', args: [...args, ...configs], env };
}

function flags(values: Record<string, string | number | boolean>): string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
