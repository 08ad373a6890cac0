import { nodeObject, reportReady } from '../objects/node.js';
import type { Recipe } from '../store/stored-object.js';
import { toAddress } from '../workloads/address-blocks.js';
import { type LoadNode, uidFor } from './pod-recipe.js';
import { compile, gap, type TextTemplate } from './text-template.js';

const dayMs = 86_400_000;
const firstPrefix = 100 * 65_536 + 64 * 256;
const firstNodeAddress = 172 * 2 ** 24 + 16 * 2 ** 16 + 11;
const gaps = ['name', 'uid', 'rv', 'address', 'prefix', 'mac', 'zone'];

/** `atlas-0001`, 172.16.0.11, 100.64.0 for 0. */
export function loadNode(index: number): LoadNode {
  const prefix = toAddress((firstPrefix + index) * 256).replace(/\.0$/, '');
  return { name: `atlas-${String(index + 1).padStart(4, '0')}`, address: toAddress(firstNodeAddress + index), prefix };
}

/** The nodes as recipes: flannel with VXLAN, one /24 each out of 100.64.0.0/10. */
export class NodeRecipes {
  private readonly ready: TextTemplate;
  private readonly silent: TextTemplate;

  constructor(private readonly nowMs: number) {
    this.ready = this.compile(true);
    this.silent = this.compile(false);
  }

  recipe(index: number, isReady: boolean): Recipe {
    const { name, address, prefix } = loadNode(index);
    const uid = uidFor('node', index);
    const mac = `be:ef:${index
      .toString(16)
      .padStart(8, '0')
      .replace(/(..)(?=.)/g, '$1:')}`;
    const template = isReady ? this.ready : this.silent;
    const zone = 'abc'.charAt(index % 3);
    const render = (resourceVersion: number): string =>
      template.render([name, uid, resourceVersion, address, prefix, mac, zone]);
    return { apiVersion: 'v1', kind: 'Node', namespace: '', name, uid, render };
  }

  private compile(isReady: boolean): TextTemplate {
    const cidr = `${gap('prefix')}.0/24`;
    const node = nodeObject({
      name: gap('name'),
      addresses: [gap('address')],
      podCIDRs: [cidr],
      labels: { 'topology.kubernetes.io/zone': gap('zone') },
      annotations: {
        'flannel.alpha.coreos.com/backend-data': JSON.stringify({ VNI: 1, VtepMAC: gap('mac') }),
        'flannel.alpha.coreos.com/backend-type': 'vxlan',
        'flannel.alpha.coreos.com/kube-subnet-manager': 'true',
        'flannel.alpha.coreos.com/public-ip': gap('address'),
      },
      kubeletVersion: 'v1.34.2',
      osImage: 'Ubuntu 24.04.3 LTS',
      containerRuntime: 'containerd://2.1.4',
      maxPods: 250,
      createdMs: this.nowMs - 200 * dayMs,
      readySinceMs: this.nowMs - 199 * dayMs,
      nowMs: this.nowMs,
    });
    if (!isReady) reportReady(node, false, this.nowMs - 240_000);
    const { apiVersion: _apiVersion, kind: _kind, metadata, ...rest } = node;
    return compile({ metadata: { ...metadata, uid: gap('uid'), resourceVersion: gap('rv') }, ...rest }, gaps);
  }
}
