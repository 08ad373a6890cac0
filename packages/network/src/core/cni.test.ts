import { describe, expect, it } from '@jest/globals';
import { build, type NetRecord } from '@netkaart/topology';
import { detectCni } from './cni.js';

const daemon = (name: string, namespace = 'kube-system') =>
  build.pod({ name: `${name}-x2k9q`, namespace, owner: { kind: 'DaemonSet', name, uid: name } });
const flannelNode = build.node({ name: 'f', annotations: { 'flannel.alpha.coreos.com/backend-type': 'vxlan' } });
const k3sNode = (args = '["server"]') =>
  build.node({
    name: 'k',
    kubeletVersion: 'v1.33.4+k3s1',
    annotations: { 'flannel.alpha.coreos.com/backend-type': 'host-gw', 'k3s.io/node-args': args },
  });

describe('detectCni', () => {
  const cases: readonly (readonly [string, readonly NetRecord[], string, string])[] = [
    ['nothing', [], 'unknown', 'unknown'],
    ['flannel alone', [flannelNode, daemon('kube-flannel-ds', 'kube-flannel')], 'flannel', 'decoration'],
    ['flannel in an old manifest', [daemon('kube-flannel-ds-amd64')], 'flannel', 'decoration'],
    ['flannel by its annotations, pods readable', [flannelNode, build.pod()], 'flannel', 'decoration'],
    ['flannel by its annotations, no pods readable', [flannelNode], 'flannel', 'unknown'],
    [
      'flannel and kube-network-policies',
      [daemon('kube-flannel-ds'), daemon('kube-network-policies')],
      'flannel',
      'enforced',
    ],
    ['flannel and kube-router', [daemon('kube-flannel-ds'), daemon('kube-router')], 'flannel', 'enforced'],
    ['Canal', [flannelNode, daemon('canal')], 'Canal', 'enforced'],
    ['Calico', [daemon('calico-node', 'calico-system')], 'Calico', 'enforced'],
    ['Calico by its pools', [build.ipPool({ source: 'calico' })], 'Calico', 'enforced'],
    [
      'Calico by its annotations',
      [build.node({ annotations: { 'projectcalico.org/IPv4Address': '10.0.0.1/24' } })],
      'Calico',
      'enforced',
    ],
    ['Cilium', [daemon('cilium')], 'Cilium', 'enforced'],
    ['Cilium by its nodes', [build.addressBlock({ source: 'cilium' })], 'Cilium', 'enforced'],
    ['Antrea', [daemon('antrea-agent')], 'Antrea', 'enforced'],
    ['kindnet, whose version decides', [daemon('kindnet')], 'kindnet', 'unknown'],
    ['OVN-Kubernetes', [daemon('ovnkube-node', 'openshift-ovn-kubernetes')], 'OVN-Kubernetes', 'enforced'],
    ['Weave', [daemon('weave-net')], 'Weave', 'enforced'],
    ['Amazon VPC CNI, whose settings decide', [daemon('aws-node')], 'Amazon VPC CNI', 'unknown'],
    ['k3s', [k3sNode()], 'k3s flannel', 'enforced'],
    [
      'k3s without its policy controller',
      [k3sNode('["server","--disable-network-policy"]'), build.pod()],
      'k3s flannel',
      'decoration',
    ],
    ['k3s with Calico', [k3sNode(), daemon('calico-node')], 'Calico', 'enforced'],
    [
      'a Deployment that only sounds like one',
      [build.pod({ owner: { kind: 'ReplicaSet', name: 'calico-node', uid: 'r' } })],
      'unknown',
      'unknown',
    ],
    ['other DaemonSets', [daemon('node-exporter'), daemon('cilium-monitor')], 'unknown', 'unknown'],
  ];

  it.each(cases)('%s', (_, records, name, enforcement) => {
    const cni = detectCni(build.topology(records));
    expect([cni.name, cni.enforcement]).toEqual([name, enforcement]);
  });

  it('names the objects it goes by', () => {
    const { evidence } = detectCni(build.topology([flannelNode, daemon('kube-flannel-ds', 'kube-flannel')]));
    expect(evidence).toEqual([
      'DaemonSet kube-flannel/kube-flannel-ds (flannel) runs 1 pod',
      "1 node with flannel's annotations, backend vxlan",
    ]);
  });
});
