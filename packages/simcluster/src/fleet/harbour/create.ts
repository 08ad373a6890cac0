import { createClock } from '../../clock.js';
import { runEndpointsController } from '../../controllers/endpoints.js';
import { runHeartbeats } from '../../controllers/heartbeats.js';
import { setPodsReady } from '../../controllers/pod-state.js';
import { namespaceObject, serviceCidrObject } from '../../objects/cluster-scope.js';
import type { Random } from '../../random.js';
import { createCluster, type SimCluster } from '../../store/cluster.js';
import { customIds } from '../../store/resources.js';
import type { AddressSource } from '../../workloads/address-blocks.js';
import { Operator } from '../../workloads/operator.js';
import type { PlacedPod } from '../../workloads/spec.js';
import { anchorOf, firstRevision, type FleetMemberOptions } from '../member.js';
import { createCalico, poolObjects } from './calico.js';
import { createNodeAgents } from './host-pods.js';
import { liveHarbour } from './life.js';
import { harbourNodeObject, harbourNodes, SILENT_MS, SILENT_NODE } from './nodes.js';
import { otherRows, quietNamespaces, rollingRow, runnerRow } from './others.js';
import { Placement } from './placement.js';
import { policyObjects } from './policies.js';
import { entryObjects } from './routes.js';
import type { Row } from './row.js';
import { dnsRow, serviceRows } from './rows.js';
import { ClusterIPs, serviceOf, specialServices, workloadOf } from './services.js';
import { stagingRows } from './staging.js';
import { Scheduler } from './scheduler.js';

const dayMs = 86_400_000;
const crds = [
  ...customIds('gateway.networking.k8s.io'),
  'clusternetworkpolicies.policy.networking.k8s.io',
  ...customIds('crd.projectcalico.org'),
];

/** The cluster of a company: 60 nodes in three zones, 1,403 pods, 84 Services, and a dozen mistakes. It lives when its clock moves. */
export function createHarbour({ seed = 1, clock = createClock() }: FleetMemberOptions = {}): SimCluster {
  const nowMs = clock.now();
  const cluster = createCluster({
    name: 'harbour',
    seed,
    version: 'v1.34.1',
    clock,
    firstRevision: firstRevision(nowMs),
  });
  const oldMs = anchorOf(nowMs) - 60 * dayMs;
  cluster.installCrds(crds);
  createGround(cluster, oldMs);
  const calico = createCalico(cluster, oldMs);
  const scheduler = new Scheduler(cluster, calico);
  const operator = operatorOf(cluster, calico, scheduler);
  placePods(operator, cluster.random, nowMs);
  setPodsReady(cluster, SILENT_NODE, false, nowMs - SILENT_MS);
  createServices(cluster, oldMs);
  for (const object of entryObjects(oldMs)) cluster.create(object);
  for (const object of policyObjects(oldMs, nowMs - 10 * 60_000)) cluster.create(object);
  runEndpointsController(cluster);
  runHeartbeats(cluster);
  liveHarbour(cluster, operator, scheduler);
  return cluster;
}

function createGround(cluster: SimCluster, oldMs: number): void {
  const rows: readonly { namespace: string }[] = [...serviceRows, ...stagingRows, ...otherRows, rollingRow];
  const names = new Set([...quietNamespaces, ...rows.map(({ namespace }) => namespace)]);
  for (const name of [...names].sort())
    cluster.create(namespaceObject(name, oldMs, name === 'identity' ? { team: 'identity' } : {}));
  cluster.create(serviceCidrObject(['10.43.0.0/16'], oldMs));
  for (const node of harbourNodes) cluster.create(harbourNodeObject(node, oldMs, cluster.clock.now()));
  for (const pool of poolObjects(oldMs)) cluster.create(pool);
  createNodeAgents(cluster, oldMs);
}

function operatorOf(cluster: SimCluster, addresses: AddressSource, scheduler: Scheduler): Operator {
  const hosts = new Map(harbourNodes.map(({ name, address }) => [name, address]));
  return new Operator(cluster, {
    addresses,
    podIPs: (address) => [address],
    hostIPs: (node) => [hosts.get(node) ?? ''],
    schedule: () => scheduler.pick(),
  });
}

function placePods(operator: Operator, random: Random, nowMs: number): void {
  const placement = new Placement(random, nowMs);
  const rows = [...serviceRows, dnsRow, ...stagingRows, ...otherRows];
  const particular = new Map<Row, PlacedPod[]>(rows.map((row) => [row, placement.particular(row)]));
  adoptRow(operator, rollingRow, placement.rolling(rollingRow.pods), 14);
  operator.adopt({ ...workloadOf(runnerRow), kind: 'Job' }, placement.young(runnerRow.pods));
  for (const row of rows) adoptRow(operator, row, placement.rest(row, particular.get(row) ?? []));
  for (const { node, state, ...row } of waitingRows) {
    const pod = { node, state, ips: [], createdMs: nowMs - 52 * 60_000 };
    adoptRow(
      operator,
      { ...row, alone: true },
      Array.from({ length: row.pods }, () => pod),
    );
  }
  if (placement.left > 0) throw new Error(`${placement.left} drawn addresses belong to no workload.`);
}

function adoptRow(operator: Operator, row: Row, pods: readonly PlacedPod[], replicas = row.pods): void {
  operator.adopt({ ...workloadOf(row), replicas }, pods);
}

/** The six pods without an address: three that no node takes, three that wait for a volume. */
const waitingRows: readonly (Row & Pick<PlacedPod, 'state' | 'node'>)[] = [
  { namespace: 'ml-serving', name: 'trainer', pods: 2, state: 'Unschedulable', node: '' },
  { namespace: 'batch', name: 'replay', pods: 1, state: 'Unschedulable', node: '' },
  { namespace: 'data-lake', name: 'compact', pods: 3, state: 'ContainerCreating', node: 'harbour-c-10' },
];

function createServices(cluster: SimCluster, oldMs: number): void {
  const rows = [...serviceRows, ...stagingRows].filter(({ alone }) => alone !== true);
  const ips = new ClusterIPs(cluster.random.fork('cluster-ips'));
  ips.reserve(rows.flatMap(({ ip }) => (ip === undefined ? [] : [ip])));
  for (const object of specialServices(ips, oldMs)) cluster.create(object);
  for (const row of rows) cluster.create(serviceOf(row, ips, oldMs, cluster.clock.now()));
}
