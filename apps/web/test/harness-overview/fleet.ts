import type { AddressRange, ClusterCounts, ClusterStatus, KindState, Thumbnail } from '@netkaart/protocol';

/** Clusters to look at: those that are drawn, the demo's, a wall of fifty, and every state there is. */
export const NOW = Date.UTC(2026, 8, 14, 12, 32, 7);

const SECOND = 1000;
const NONE: ClusterCounts = {
  nodes: 0, nodesReady: 0, pods: 0, ok: 0, pending: 0, bad: 0, unknown: 0, leaving: 0, done: 0,
  hostNetwork: 0, withoutAddress: 0, services: 0, entries: 0, policies: 0,
}; // prettier-ignore

const range = (
  role: AddressRange['role'],
  cidr: string,
  evidence: AddressRange['evidence'] = 'read',
): AddressRange => ({
  role,
  cidr,
  evidence,
  source: evidence === 'read' ? 'kube-controller-manager --cluster-cidr' : 'smallest prefix that holds what is in use',
});

/** `used`: occupancy steps in address order; `marks`: index → state. */
function thumbnail(side: number, used: readonly number[], marks: Readonly<Record<number, number>> = {}): Thumbnail {
  const tiles = Array.from({ length: side * side }, (_, index) => {
    const step = used[index];
    return step === undefined ? -1 : step * 8 + (marks[index] ?? 0);
  });
  return { side, tiles };
}

const waves = (count: number) =>
  Array.from({ length: count }, (_, index) => 3 + Math.round(1.6 * Math.sin(index / 9) + 0.8 * Math.cos(index / 2.3)));

function counts(part: Partial<ClusterCounts>): ClusterCounts {
  const all = { ...NONE, ...part };
  return { ...all, ok: all.pods - all.pending - all.bad - all.unknown };
}

function cluster(name: string, part: Partial<ClusterStatus>): ClusterStatus {
  return {
    id: name, name, demo: false, phase: 'live', detail: '', retryAt: null, kinds: [], provenAt: NOW - 400,
    version: 'v1.34.1', cni: 'flannel', enforcement: 'enforced', counts: NONE, ranges: [],
    thumbnail: thumbnail(4, []), cursor: { epoch: 1, seq: 1 }, ...part,
  }; // prettier-ignore
}

const atlas = cluster('atlas', {
  version: 'v1.34.2',
  enforcement: 'decoration',
  counts: counts({
    nodes: 5000,
    nodesReady: 4991,
    pods: 150_000,
    bad: 360,
    pending: 200,
    entries: 412,
    services: 3900,
  }),
  thumbnail: thumbnail(16, waves(246), { 3: 3, 34: 3, 72: 3, 101: 2, 102: 2, 103: 2, 111: 3, 151: 3, 193: 3, 218: 3 }),
  ranges: [
    range('pods', '100.64.0.0/10'),
    range('services', '172.20.0.0/16'),
    range('nodes', '172.16.0.0/19', 'inferred'),
  ],
});
const example = cluster('example', {
  version: 'v1.33.4',
  enforcement: 'decoration',
  provenAt: NOW - 600,
  counts: counts({ nodes: 3, nodesReady: 3, pods: 17, services: 3, policies: 1, hostNetwork: 10 }),
  thumbnail: thumbnail(4, [4, 5, 3]),
  ranges: [
    range('pods', '10.244.0.0/16'),
    range('services', '10.96.0.0/12'),
    range('nodes', '192.168.1.8/29', 'inferred'),
  ],
});
const ferry = cluster('ferry', {
  phase: 'stale',
  version: 'v1.31.9',
  cni: 'Cilium',
  provenAt: Date.UTC(2026, 8, 14, 10, 19, 4),
  retryAt: NOW + 22 * SECOND,
  detail: 'The API server does not answer: connect ETIMEDOUT.',
  counts: counts({ nodes: 24, nodesReady: 24, pods: 612, entries: 9, policies: 18 }),
  thumbnail: thumbnail(8, waves(24)),
  ranges: [
    range('pods', '10.60.0.0/16'),
    range('services', '10.96.0.0/12'),
    range('nodes', '192.168.77.0/24', 'inferred'),
  ],
});
const harbour = cluster('harbour', {
  cni: 'Calico',
  counts: counts({
    nodes: 60,
    nodesReady: 59,
    pods: 1403,
    bad: 7,
    pending: 12,
    unknown: 21,
    entries: 17,
    policies: 31,
    services: 210,
  }),
  thumbnail: thumbnail(16, waves(92), { 0: 2, 3: 2, 6: 2, 42: 2, 53: 3, 57: 1 }),
  ranges: [
    range('pods', '10.60.0.0/18'),
    range('services', '10.43.0.0/16'),
    range('nodes', '10.20.0.0/22', 'inferred'),
  ],
});
const lock = cluster('lock', {
  cni: 'k3s flannel',
  provenAt: NOW - 1100,
  counts: counts({ nodes: 5, nodesReady: 5, pods: 143, entries: 6, policies: 4 }),
  thumbnail: thumbnail(4, [1, 3, 3, 2, 4]),
  ranges: [
    range('pods', '10.200.0.0/16'),
    range('services', '10.201.0.0/16'),
    range('nodes', '192.168.90.0/26', 'inferred'),
  ],
});
const quay = cluster('quay', {
  version: 'v1.32.6',
  enforcement: 'decoration',
  provenAt: NOW - 800,
  counts: counts({ nodes: 4, nodesReady: 4, pods: 118, entries: 5, policies: 7 }),
  thumbnail: thumbnail(4, [4, 1, 4, 4]),
  ranges: [
    range('pods', '10.128.0.0/16'),
    range('services', '10.129.0.0/16'),
    range('nodes', '192.168.88.0/27', 'inferred'),
  ],
});

const edge = cluster('edge', {
  phase: 'stale',
  version: 'v1.32.6+k3s1',
  cni: 'k3s flannel',
  provenAt: NOW - 64 * SECOND,
  retryAt: NOW + 9 * SECOND,
  detail: 'The API server does not answer: connect ETIMEDOUT.',
  counts: counts({ nodes: 3, nodesReady: 3, pods: 41, entries: 4, policies: 2 }),
  thumbnail: thumbnail(4, [2, 1, 3]),
  ranges: [
    range('pods', '10.60.0.0/16'),
    range('pods', 'fd00:60::/56'),
    range('services', '10.43.0.0/16'),
    range('services', 'fd00:61::/112'),
    range('nodes', '192.168.60.0/28', 'inferred'),
  ],
});

const kind = (name: KindState['kind'], part: Partial<KindState>): KindState => ({
  kind: name,
  phase: 'live',
  read: 0,
  total: null,
  detail: '',
  retryAt: null,
  ...part,
});

const STATES: readonly ClusterStatus[] = [
  cluster('connecting', { phase: 'connecting', provenAt: null, version: '', cni: 'unknown' }),
  cluster('syncing', {
    phase: 'syncing',
    provenAt: null,
    kinds: [kind('Pod', { phase: 'listing', read: 31_500, total: 150_000 }), kind('Node', { read: 5000, total: 5000 })],
    counts: counts({ nodes: 5000, nodesReady: 4991, pods: 31_500, entries: 0 }),
    thumbnail: thumbnail(16, waves(70)),
  }),
  cluster('failed', {
    phase: 'failed',
    provenAt: null,
    version: '',
    cni: 'unknown',
    retryAt: NOW + 30 * SECOND,
    detail:
      'https://10.9.0.1:6443 refuses the credentials (401). The token of user "ops" in context "failed" has expired: log in again, then Netkaart goes on by itself.',
  }),
  cluster('denied', {
    kinds: [kind('Ingress', { phase: 'denied', detail: 'User "viewer" may not list ingresses.networking.k8s.io at the cluster scope.' })],
    counts: counts({ nodes: 4, nodesReady: 4, pods: 90, pending: 2, entries: 3 }),
    thumbnail: thumbnail(4, [2, 2, 3, 1], { 2: 1 }),
    ranges: [range('pods', '10.70.0.0/16')],
  }),
  cluster('policies-denied-and-a-very-long-name-of-a-cluster', {
    kinds: [kind('NetworkPolicy', { phase: 'denied' }), kind('Node', { phase: 'denied' }), kind('Gateway', { phase: 'denied' })],
    counts: counts({ pods: 123_456, bad: 1234, unknown: 12, entries: 3 }),
    thumbnail: thumbnail(64, waves(4000), { 70: 2, 900: 3, 2000: 1 }),
    ranges: [range('pods', '10.71.0.0/16'), range('nodes', '10.70.3.0/24')],
  }),
  cluster('unknown-enforcement', { enforcement: 'unknown', cni: 'unknown', counts: counts({ nodes: 1, nodesReady: 1, pods: 1, entries: 1, policies: 3 }), thumbnail: thumbnail(8, waves(30), { 4: 2, 9: 1, 12: 3 }) }),
]; // prettier-ignore

const fifty = Array.from({ length: 50 }, (_, index) => {
  const trouble = index % 7 === 3;
  return cluster(`site-${String(index + 1).padStart(2, '0')}`, {
    ...(index % 17 === 5 ? { phase: 'stale', provenAt: NOW - index * 60 * SECOND, retryAt: NOW + 12 * SECOND } : {}),
    counts: counts({
      nodes: 3 + (index % 9),
      nodesReady: 3 + (index % 9) - (trouble ? 1 : 0),
      pods: 90 + index * 37,
      bad: trouble ? index : 0,
      pending: index % 5 === 0 ? 2 + index : 0,
      policies: index % 4,
    }),
    enforcement: index % 3 === 0 ? 'decoration' : 'enforced',
    thumbnail: thumbnail(index % 4 === 0 ? 8 : 4, waves(3 + (index % 9)), trouble ? { 1: 2, 2: 3 } : {}),
    ranges: [
      range('pods', index % 20 === 4 ? '10.60.0.0/17' : `10.${String(60 + index)}.0.0/16`),
      range('services', '10.43.0.0/16'),
      range('nodes', `192.168.${String(index)}.0/27`, 'inferred'),
    ],
  });
});

export const FLEETS: Readonly<Record<string, readonly ClusterStatus[]>> = {
  none: [],
  one: [{ ...harbour, kinds: STATES[3]?.kinds ?? [] }],
  demo: [example, harbour, edge].map((each) => ({ ...each, demo: true })),
  six: [quay, atlas, example, ferry, harbour, lock],
  states: STATES,
  fifty,
};
