import type { Random } from '../random.js';

/** Pods in each /16 of the drawn large cluster, from 100.64.0.0/16 on. */
const drawnProvinces = [
  9428, 8893, 7234, 6176, 6329, 7974, 9572, 9115, 7975, 6199, 5688, 6656, 8573, 9100, 8483, 6856, 5776, 6140, 8137,
  5696,
];
const nodesPerProvince = 256;
/** .0 is the tunnel's, .1 the bridge's, .255 the broadcast address. */
const podsPerNodeMax = 253;

/** The part of the drawn cluster where much fails: 48 nodes from 100.72.64.0 on, failing pods on 32 of them. */
const sickFrom = 8 * nodesPerProvince + 64;
const sickNodes = 48;
const sickShare = 268 / 150_000;
const failingShare = 360 / 150_000;
const unreadyShare = 200 / 150_000;

/** Nodes that are not ready in the drawn cluster. */
const drawnSilent = [
  77,
  3 * 256 + 205,
  5 * 256 + 22,
  8 * 256 + 242,
  11 * 256 + 201,
  11 * 256 + 202,
  11 * 256 + 203,
  14 * 256 + 155,
  17 * 256 + 170,
];

/** How many pods each node of a cluster has: as uneven as drawn, and exactly `pods` in all. */
export function podsPerNode(nodes: number, pods: number, random: Random): number[] {
  if (pods > nodes * podsPerNodeMax)
    throw new RangeError(`${nodes} nodes hold at most ${nodes * podsPerNodeMax} pods; ${pods} were asked for.`);
  const provinces = Math.ceil(nodes / nodesPerProvince);
  const shares = shareOut(
    pods,
    Array.from({ length: provinces }, (_, index) => weightOf(index, nodes)),
  );
  return shares.flatMap((share, index) => {
    const size = Math.min(nodesPerProvince, nodes - index * nodesPerProvince);
    return shareOut(share, nodeWeights(size, random));
  });
}

/** Indices of the nodes that are not ready. */
export function silentNodes(nodes: number): ReadonlySet<number> {
  return new Set(drawnSilent.filter((index) => index < nodes));
}

/** How the pod with a number is: a sick part of the address range, and some trouble everywhere. */
export type Trouble = 'Running' | 'NotReady' | 'CrashLoopBackOff' | 'ImagePullBackOff';

/** Draws the troubled pods: keyed by the pod's number, all others run. */
export function troubles(perNode: readonly number[], random: Random): ReadonlyMap<number, Trouble> {
  const starts = startsOf(perNode);
  const pods = (starts.at(-1) ?? 0) + (perNode.at(-1) ?? 0);
  const found = new Map<number, Trouble>();
  const sick = random.shuffle(Array.from({ length: sickNodes }, (_, index) => sickFrom + index)).slice(0, 32);
  const inSick = sick.filter((node) => node < perNode.length);
  const sickPods = inSick.length > 0 ? Math.round(sickShare * pods) : 0;
  const failing = Math.round(failingShare * pods);
  draw(found, sickPods, 'CrashLoopBackOff', (turn) =>
    anyPodOf(inSick[turn % inSick.length] ?? 0, perNode, starts, random),
  );
  draw(found, failing, 'ImagePullBackOff', () => random.int(pods));
  draw(found, failing + Math.round(unreadyShare * pods), 'NotReady', () => random.int(pods));
  return found;
}

/** The number of each node's first pod. */
export function startsOf(perNode: readonly number[]): number[] {
  let sum = 0;
  return perNode.map((count) => (sum += count) - count);
}

/** Adds pods to `found` until it has `total`. */
function draw(found: Map<number, Trouble>, total: number, trouble: Trouble, next: (turn: number) => number): void {
  for (let turn = 0; found.size < total; turn++) {
    const pod = next(turn);
    if (!found.has(pod)) found.set(pod, trouble);
  }
}

function anyPodOf(node: number, perNode: readonly number[], starts: readonly number[], random: Random): number {
  return (starts[node] ?? 0) + random.int(Math.max(1, perNode[node] ?? 0));
}

/** Weight of a /16, smaller where the last one is not full. */
function weightOf(province: number, nodes: number): number {
  const drawn = drawnProvinces[province % drawnProvinces.length] ?? 1;
  const isLastDrawn = province === drawnProvinces.length - 1;
  const fill = Math.min(1, (nodes - province * nodesPerProvince) / nodesPerProvince);
  return isLastDrawn ? drawn * Math.min(1, fill / (136 / 256)) : drawn * fill;
}

/** Districts of 16 nodes are alike. */
function nodeWeights(size: number, random: Random): number[] {
  const districts = Array.from({ length: Math.ceil(size / 16) }, () => 0.7 + 0.6 * random.next());
  return Array.from({ length: size }, (_, index) => (districts[index >> 4] ?? 1) * (0.75 + 0.5 * random.next()));
}

/** Whole numbers in proportion to weights that add up to a total; none over what a node holds times its share. */
function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  let [given, weight] = [0, 0];
  return weights.map((own) => {
    weight += own;
    const until = Math.round((total * weight) / sum);
    const share = until - given;
    given = until;
    return share;
  });
}
