import { createClock, timestamp } from '../clock.js';
import { runEndpointsController } from '../controllers/endpoints.js';
import { runHeartbeats } from '../controllers/heartbeats.js';
import { setPodState } from '../controllers/pod-state.js';
import { ingressClassObject, namespaceObject } from '../objects/cluster-scope.js';
import { nodeObject } from '../objects/node.js';
import { podObject } from '../objects/pod.js';
import { serviceObject } from '../objects/service.js';
import { createCluster, type SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';
import { AddressBlocks, toNumber } from '../workloads/address-blocks.js';
import { Operator } from '../workloads/operator.js';
import { rollOut } from '../workloads/rollout.js';
import { edgeNodes, edgeServices, edgeWorkloads, serverArgs, type EdgeNode, type EdgeWorkload } from './edge-data.js';
import { anchorOf, firstRevision, type FleetMemberOptions } from './member.js';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A small site: three k3s nodes, IPv4 and IPv6, routed by flannel without a tunnel, an ingress controller on the nodes' own network. */
export function createEdge({ seed = 1, clock = createClock() }: FleetMemberOptions = {}): SimCluster {
  const nowMs = clock.now();
  const cluster = createCluster({
    name: 'edge',
    seed,
    version: 'v1.32.9+k3s1',
    clock,
    firstRevision: firstRevision(nowMs),
  });
  const oldMs = anchorOf(nowMs) - 25 * dayMs;
  const names = [
    'cameras',
    'default',
    'ingress-nginx',
    'kiosk',
    'kube-node-lease',
    'kube-public',
    'kube-system',
    'scanner',
    'telemetry',
  ];
  for (const name of names) cluster.create(namespaceObject(name, oldMs));
  for (const node of edgeNodes) cluster.create(nodeOf(node, oldMs, nowMs));
  const operator = operatorOf(cluster);
  for (const workload of edgeWorkloads) adopt(operator, workload, oldMs);
  for (const object of objectsOf(cluster, oldMs)) cluster.create(object);
  runEndpointsController(cluster);
  runHeartbeats(cluster);
  live(cluster, operator);
  return cluster;
}

function nodeOf({ name, addresses, podCIDRs, server }: EdgeNode, oldMs: number, nowMs: number): KubeObject {
  const [address, address6] = addresses;
  return nodeObject({
    name,
    addresses,
    podCIDRs,
    labels: {
      'node.kubernetes.io/instance-type': 'k3s',
      ...(server ? { 'node-role.kubernetes.io/control-plane': 'true', 'node-role.kubernetes.io/master': 'true' } : {}),
    },
    annotations: {
      'flannel.alpha.coreos.com/backend-data': 'null',
      'flannel.alpha.coreos.com/backend-type': 'host-gw',
      'flannel.alpha.coreos.com/kube-subnet-manager': 'true',
      'flannel.alpha.coreos.com/public-ip': address,
      'flannel.alpha.coreos.com/public-ipv6': address6,
      'k3s.io/hostname': name,
      'k3s.io/internal-ip': addresses.join(','),
      'k3s.io/node-args': JSON.stringify(server ? serverArgs : ['agent']),
    },
    kubeletVersion: 'v1.32.9+k3s1',
    osImage: 'Alpine Linux v3.22',
    containerRuntime: 'containerd://2.0.5-k3s1.32',
    maxPods: 110,
    createdMs: oldMs,
    readySinceMs: oldMs + 40_000,
    nowMs,
  });
}

function operatorOf(cluster: SimCluster): Operator {
  const random = cluster.random.fork('scheduler');
  const blocks = edgeNodes.map(({ name, podCIDRs: [cidr] }) => ({
    node: name,
    first: toNumber(cidr.replace(/\/.*/, '')),
    size: 255,
    used: new Set([0, 1]),
    next: 2,
  }));
  return new Operator(cluster, {
    addresses: new AddressBlocks(blocks),
    podIPs: bothFamilies,
    hostIPs: (name) => edgeNodes.find((node) => node.name === name)?.addresses ?? [],
    schedule: () => random.pick(edgeNodes).name,
  });
}

/** host-local gives out the two ranges of a node in step: 10.60.1.7 goes with fd00:60:0:1::7. */
function bothFamilies(address: string): readonly string[] {
  const [, , third = '0', last = '0'] = address.split('.');
  const host = Number(last).toString(16);
  return [address, third === '0' ? `fd00:60::${host}` : `fd00:60:0:${third}::${host}`];
}

function adopt(
  operator: Operator,
  { namespace, name, kind = 'Deployment', pods, container }: EdgeWorkload,
  oldMs: number,
): void {
  const template = {
    labels: { app: name },
    containers: [container],
    ...(kind === 'StatefulSet' ? { subdomain: name } : {}),
  };
  const placed = Array.from({ length: pods }, (_, index) => {
    const { name: node } = edgeNodes[(index + name.length) % edgeNodes.length] ?? { name: '' };
    const ips = operator.reserve(node);
    return { node, ips, state: 'Running' as const, createdMs: oldMs + 19 * dayMs - index * minuteMs };
  });
  operator.adopt({ namespace, name, kind, replicas: pods, template }, placed);
}

function objectsOf(cluster: SimCluster, oldMs: number): KubeObject[] {
  return [
    ...ingressPods(cluster, oldMs),
    ...edgeServices.map((service) => serviceObject({ ...service, createdMs: oldMs })),
    apiServerSlice(oldMs),
    ingressClassObject('nginx', 'k8s.io/ingress-nginx', true, oldMs),
    kioskIngress(oldMs),
  ];
}

/** The ingress controller listens on ports 80 and 443 of each node itself. */
function ingressPods(cluster: SimCluster, oldMs: number): KubeObject[] {
  const name = 'ingress-nginx-controller';
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    name,
    uid: cluster.random.uuid(),
    controller: true,
    blockOwnerDeletion: true,
  };
  const ports = [
    { name: 'http', containerPort: 80, hostPort: 80 },
    { name: 'https', containerPort: 443, hostPort: 443 },
  ];
  const containers = [{ name: 'controller', image: 'registry.k8s.io/ingress-nginx/controller:v1.13.2', ports }];
  const labels = { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' };
  return edgeNodes.map(({ name: node, addresses }) =>
    podObject(
      {
        namespace: 'ingress-nginx',
        name: `${name}-${cluster.random.suffix(5)}`,
        generateName: `${name}-`,
        labels,
        owner,
        hostNetwork: true,
        dnsPolicy: 'ClusterFirstWithHostNet',
        containers,
        node,
        createdMs: oldMs + 60_000,
      },
      { state: 'Running', ips: addresses, hostIPs: addresses, sinceMs: oldMs + 80_000 },
    ),
  );
}

function apiServerSlice(oldMs: number): KubeObject {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      creationTimestamp: timestamp(oldMs),
      labels: { 'kubernetes.io/service-name': 'kubernetes' },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['192.168.40.11'], conditions: { ready: true } }],
    ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
  };
}

function kioskIngress(oldMs: number): KubeObject {
  const path = (prefix: string, name: string): object => ({
    path: prefix,
    pathType: 'Prefix',
    backend: { service: { name, port: { number: 80 } } },
  });
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'kiosk', namespace: 'kiosk', creationTimestamp: timestamp(oldMs) },
    spec: { ingressClassName: 'nginx', rules: [{ host: 'kiosk.edge.example', http: { paths: [path('/', 'web')] } }] },
    status: { loadBalancer: { ingress: edgeNodes.map(({ addresses: [ip] }) => ({ ip })) } },
  };
}

/** Quiet: now and then a rollout, now and then a pod that is not ready for a while. */
function live(cluster: SimCluster, operator: Operator): void {
  const random = cluster.random.fork('life');
  const workloads = [...operator.workloads.values()].filter(
    ({ spec }) => spec.kind === 'Deployment' && spec.namespace !== 'kube-system',
  );
  const flap = (): void => {
    const pod = random.pick(random.pick(workloads).staying());
    setPodState(cluster, pod, 'NotReady');
    cluster.after(random.between(6000, 25_000), () => {
      if (operator.isAlive(pod)) setPodState(cluster, pod, 'Running');
    });
    cluster.after(random.between(2 * minuteMs, 5 * minuteMs), flap);
  };
  const rollout = (): void => {
    rollOut(operator, random.pick(workloads));
    cluster.after(random.between(6 * minuteMs, 12 * minuteMs), rollout);
  };
  cluster.after(random.between(minuteMs, 2 * minuteMs), flap);
  cluster.after(random.between(2 * minuteMs, 4 * minuteMs), rollout);
}
