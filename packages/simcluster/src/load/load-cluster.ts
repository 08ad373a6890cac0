import { createClock, type SimClock } from '../clock.js';
import { namespaceObject, serviceCidrObject } from '../objects/cluster-scope.js';
import { serviceObject } from '../objects/service.js';
import { createCluster, type SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';
import { toAddress } from '../workloads/address-blocks.js';
import { Churn } from './churn.js';
import { loadWorkloads, type LoadWorkload } from './names.js';
import { loadNode, NodeRecipes } from './node-recipe.js';
import { podsPerNode, silentNodes, troubles } from './plan.js';
import { PodRecipe, PodText } from './pod-recipe.js';
import { SliceRecipe } from './slice-recipe.js';

export interface LoadOptions {
  readonly nodes: number;
  readonly pods: number;
  /** Default 1. */
  readonly seed?: string | number;
  /** Watch events per simulated second while the clock moves (see startLife). Default 0. */
  readonly changesPerSecond?: number;
  readonly clock?: SimClock;
}

export interface LoadCluster {
  readonly cluster: SimCluster;
  /** Makes exactly so many watch events now: pods that come, go, and change, and the slices that follow. */
  churn(events: number): void;
}

const dayMs = 86_400_000;
const sliceMax = 100;
const firstServiceAddress = 172 * 2 ** 24 + 30 * 2 ** 16 + 2;
const churnPauseMs = 100;

/** A cluster as large as wished, made in seconds: flannel, a /24 per node out of 100.64.0.0/10, the trouble of the drawn one. */
export function createLoadCluster(options: LoadOptions): LoadCluster {
  const { nodes, pods, seed = 1, changesPerSecond = 0, clock = createClock() } = options;
  const cluster = createCluster({ name: 'atlas', seed, version: 'v1.34.2', clock });
  const bornMs = clock.now() - 30 * dayMs;
  const workloads = loadWorkloads(pods, `${seed}`);
  for (const object of groundOf(workloads, bornMs)) cluster.create(object);
  const recipes = new NodeRecipes(clock.now());
  const silent = silentNodes(nodes);
  for (let index = 0; index < nodes; index++)
    cluster.createRendered('nodes', recipes.recipe(index, !silent.has(index)));
  const all = podRecipes(cluster, nodes, pods, workloads, bornMs);
  for (const pod of all) cluster.createRendered('pods', pod);
  const slices = sliceRecipes(all, bornMs);
  for (const slice of slices) cluster.createRendered('endpointslices.discovery.k8s.io', slice);
  const churn = new Churn(cluster, all, slices);
  if (changesPerSecond > 0) keepChurning(cluster, churn, changesPerSecond);
  return { cluster, churn: (events) => churn.make(events) };
}

function keepChurning(cluster: SimCluster, churn: Churn, perSecond: number): void {
  let owed = 0;
  const turn = (): void => {
    owed += (perSecond * churnPauseMs) / 1000;
    const events = Math.floor(owed);
    owed -= events;
    churn.make(events);
    cluster.after(churnPauseMs, turn);
  };
  cluster.after(churnPauseMs, turn);
}

function groundOf(workloads: readonly LoadWorkload[], bornMs: number): KubeObject[] {
  const names = new Set(['default', 'kube-system', ...workloads.map(({ namespace }) => namespace)]);
  return [
    ...[...names].map((name) => namespaceObject(name, bornMs)),
    serviceCidrObject(['172.30.0.0/16'], bornMs),
    ...workloads.map((workload, index) => serviceOf(workload, index, bornMs)),
  ];
}

function serviceOf(
  { namespace, name, serviceUid, exposed }: LoadWorkload,
  index: number,
  createdMs: number,
): KubeObject {
  const nodePort = 30_000 + (index % 2768);
  const service = serviceObject({
    namespace,
    name,
    labels: { app: name },
    ...(exposed ? { type: 'NodePort' } : {}),
    clusterIPs: [toAddress(firstServiceAddress + index)],
    ports: [{ name: 'http', port: 80, targetPort: 8080, ...(exposed ? { nodePort } : {}) }],
    selector: { app: name },
    createdMs,
  });
  return { ...service, metadata: { ...service.metadata, uid: serviceUid } };
}

function podRecipes(
  cluster: SimCluster,
  nodes: number,
  pods: number,
  workloads: readonly LoadWorkload[],
  bornMs: number,
): PodRecipe[] {
  const random = cluster.random.fork('pods');
  const perNode = podsPerNode(nodes, pods, random);
  const trouble = troubles(perNode, random);
  const deck = deckOf(workloads, bornMs);
  const all: PodRecipe[] = [];
  perNode.forEach((count, index) => {
    const node = loadNode(index);
    for (let i = 0; i < count; i++) {
      const serial = all.length;
      const text = random.pick(deck);
      all.push(new PodRecipe(text, serial, node, i + 2, trouble.get(serial) ?? 'Running', 0));
    }
  });
  return all;
}

/** Each workload as often as its weight says. */
function deckOf(workloads: readonly LoadWorkload[], bornMs: number): PodText[] {
  return workloads.flatMap((workload) => {
    const text = new PodText(workload, bornMs);
    return Array.from({ length: Math.max(1, Math.round(workload.weight * 10)) }, () => text);
  });
}

function sliceRecipes(pods: readonly PodRecipe[], bornMs: number): SliceRecipe[] {
  const byWorkload = new Map<LoadWorkload, PodRecipe[]>();
  for (const pod of pods) {
    const members = byWorkload.get(pod.workload.spec) ?? [];
    byWorkload.set(pod.workload.spec, members);
    members.push(pod);
  }
  let serial = 0;
  return [...byWorkload].flatMap(([workload, members]) =>
    Array.from({ length: Math.ceil(members.length / sliceMax) }, (_, index) => {
      const part = members.slice(index * sliceMax, (index + 1) * sliceMax);
      return new SliceRecipe(workload, serial++, part, bornMs);
    }),
  );
}
