import { createHash } from 'node:crypto';
import { subnetSize, toAddress, toNumber } from './subnets.js';

const firstAddress = toNumber('192.168.0.10');
const zones = ['zone-a', 'zone-b', 'zone-c'];

export interface NodeOptions {
  index: number;
  maskSize: number;
  /** The node's subnet, where no controller gives it one; such a node is ready from the start. */
  podCidr?: string;
}

/** `node-0000` for 0. */
export function nodeName(index: number): string {
  return `node-${String(index).padStart(4, '0')}`;
}

/** A Node as its kubelet registers it, with flannel's annotations: index 0 is 192.168.0.10. */
export function nodeObject({ index, maskSize, podCidr }: NodeOptions): object {
  const name = nodeName(index);
  const address = toAddress(firstAddress + index);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: labelsOf(name, index), annotations: flannelAnnotations(name, address) },
    spec: podCidr === undefined ? {} : { podCIDR: podCidr, podCIDRs: [podCidr] },
    status: {
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      ...resources(maskSize),
      nodeInfo: nodeInfo(name),
      ...(podCidr === undefined ? {} : { conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }] }),
    },
  };
}

function labelsOf(name: string, index: number): Record<string, string> {
  return {
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'topology.kubernetes.io/region': 'region-1',
    'topology.kubernetes.io/zone': zones[index % zones.length] ?? '',
  };
}

function flannelAnnotations(name: string, address: string): Record<string, string> {
  return {
    'flannel.alpha.coreos.com/backend-type': 'vxlan',
    'flannel.alpha.coreos.com/backend-data': JSON.stringify({ VNI: 1, VtepMAC: macOf(name) }),
    'flannel.alpha.coreos.com/public-ip': address,
    'flannel.alpha.coreos.com/kube-subnet-manager': 'true',
  };
}

/** The same name always has the same, locally administered, address. */
function macOf(name: string): string {
  const [first = 0, ...rest] = createHash('sha256').update(name).digest().subarray(0, 6);
  return [(first & 0xfc) | 0x02, ...rest].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

// A subnet's network, gateway (cni0) and broadcast addresses are nobody's.
function resources(maskSize: number): object {
  const pods = String(Math.min(110, subnetSize(maskSize) - 3));
  const amounts = { cpu: '32', memory: '128Gi', 'ephemeral-storage': '200Gi', pods };
  return { capacity: amounts, allocatable: amounts };
}

function nodeInfo(name: string): object {
  const id = createHash('md5').update(name).digest('hex');
  return {
    architecture: 'amd64',
    bootID: id,
    containerRuntimeVersion: 'containerd://2.1.0',
    kernelVersion: '6.12.0',
    kubeProxyVersion: '',
    kubeletVersion: 'v1.36.3',
    machineID: id,
    operatingSystem: 'linux',
    osImage: 'Debian GNU/Linux 13 (trixie)',
    systemUUID: id,
  };
}
