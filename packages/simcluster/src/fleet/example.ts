import { createClock, timestamp } from '../clock.js';
import { runEndpointsController } from '../controllers/endpoints.js';
import { runHeartbeats } from '../controllers/heartbeats.js';
import { setPodState } from '../controllers/pod-state.js';
import { namespaceObject, serviceCidrObject } from '../objects/cluster-scope.js';
import { nodeObject } from '../objects/node.js';
import { podObject } from '../objects/pod.js';
import { serviceObject } from '../objects/service.js';
import { createCluster, type SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';
import { anchorOf, firstRevision, type FleetMemberOptions } from './member.js';
import { exampleNodes, examplePods, exampleServices, type ExampleNode } from './example-data.js';

const dayMs = 86_400_000;

/** The cluster of three nodes that the documentation explains: kubeadm, flannel with VXLAN, 17 pods, 3 Services. */
export function createExample({ seed = 1, clock = createClock() }: FleetMemberOptions = {}): SimCluster {
  const nowMs = clock.now();
  const cluster = createCluster({
    name: 'example',
    seed,
    version: 'v1.33.4',
    clock,
    firstRevision: firstRevision(nowMs),
  });
  const bornMs = anchorOf(nowMs) - 41 * dayMs;
  for (const object of objectsOf(cluster, bornMs)) cluster.create(object);
  runEndpointsController(cluster);
  runHeartbeats(cluster);
  flipReadiness(cluster);
  return cluster;
}

function objectsOf(cluster: SimCluster, bornMs: number): KubeObject[] {
  const names = ['default', 'kube-flannel', 'kube-node-lease', 'kube-public', 'kube-system'];
  return [
    ...names.map((name) => namespaceObject(name, bornMs)),
    namespaceObject('production', bornMs + dayMs, { environment: 'production' }),
    ...exampleNodes.map((node) => nodeOf(node, bornMs, cluster.clock.now())),
    serviceCidrObject(['10.96.0.0/12'], bornMs),
    ...podsOf(cluster, bornMs),
    ...exampleServices.map((service) => serviceObject({ ...service, createdMs: bornMs + service.afterMs })),
    apiServerSlice(bornMs),
    isolationPolicy(bornMs + 2 * dayMs),
  ];
}

function nodeOf(
  { name, address, podCIDR, vtepMac, controlPlane }: ExampleNode,
  bornMs: number,
  nowMs: number,
): KubeObject {
  return nodeObject({
    name,
    addresses: [address],
    podCIDRs: [podCIDR],
    labels: controlPlane
      ? { 'node-role.kubernetes.io/control-plane': '', 'node.kubernetes.io/exclude-from-external-load-balancers': '' }
      : {},
    annotations: {
      'flannel.alpha.coreos.com/backend-data': JSON.stringify({ VNI: 1, VtepMAC: vtepMac }),
      'flannel.alpha.coreos.com/backend-type': 'vxlan',
      'flannel.alpha.coreos.com/kube-subnet-manager': 'true',
      'flannel.alpha.coreos.com/public-ip': address,
      'kubeadm.alpha.kubernetes.io/cri-socket': 'unix:///run/containerd/containerd.sock',
    },
    ...(controlPlane ? { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] } : {}),
    kubeletVersion: 'v1.33.4',
    osImage: 'Debian GNU/Linux 12 (bookworm)',
    containerRuntime: 'containerd://1.7.27',
    maxPods: 110,
    createdMs: bornMs,
    readySinceMs: bornMs + 60_000,
    nowMs,
  });
}

function podsOf(cluster: SimCluster, bornMs: number): KubeObject[] {
  const owners = new Map<string, string>();
  return examplePods.map(({ node, ip, ownerKind, ownerName, afterMs, ...template }) => {
    const host = exampleNodes.find(({ name }) => name === node)?.address ?? '';
    const uid = owners.get(ownerName) ?? cluster.random.uuid();
    owners.set(ownerName, uid);
    const apiVersion = ownerKind === 'Node' ? 'v1' : 'apps/v1';
    const owner = { apiVersion, kind: ownerKind, name: ownerName, uid, controller: true, blockOwnerDeletion: true };
    const createdMs = bornMs + afterMs;
    return podObject(
      { ...template, owner, node, createdMs },
      { state: 'Running', ips: [ip === '' ? host : ip], hostIPs: [host], sinceMs: createdMs + 12_000 },
    );
  });
}

/** The API server writes its own endpoints. */
function apiServerSlice(bornMs: number): KubeObject {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      creationTimestamp: timestamp(bornMs),
      labels: { 'kubernetes.io/service-name': 'kubernetes' },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['192.168.1.10'], conditions: { ready: true } }],
    ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
  };
}

function isolationPolicy(createdMs: number): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny-from-other-namespaces', namespace: 'production', creationTimestamp: timestamp(createdMs) },
    spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }], policyTypes: ['Ingress'] },
  };
}

/** About every ten minutes one pod of app-v1 fails its probe for some seconds: the only thing that happens here. */
function flipReadiness(cluster: SimCluster): void {
  const pods = ['app-v1-6c7d9f8b54-rm2jw', 'app-v1-6c7d9f8b54-x9hdl'].map((name) => ({
    namespace: 'production',
    name,
  }));
  const random = cluster.random.fork('readiness');
  const flip = (): void => {
    const pod = random.pick(pods);
    setPodState(cluster, pod, 'NotReady');
    cluster.after(random.between(6, 14) * 1000, () => setPodState(cluster, pod, 'Running'));
    cluster.after(random.between(480, 720) * 1000, flip);
  };
  cluster.after(random.between(240, 540) * 1000, flip);
}
