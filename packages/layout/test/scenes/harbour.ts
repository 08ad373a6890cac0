import { build, formatIPv4, parseIPv4, type NetRecord, type PodRecord, type Topology } from '@netkaart/topology';
import { seeded } from './seeded.js';

const ZONES = ['a', 'b', 'c'] as const;
const TEAMS = [
  'berth',
  'billing',
  'cargo',
  'crane',
  'customs',
  'dock',
  'ferry',
  'gate',
  'lighthouse',
  'manifest',
  'pilot',
  'quay',
  'radar',
  'tide',
  'yard',
];

/** Sixty nodes in three zones, Calico /26 blocks from a pool per zone, about 1,400 pods, a dozen honest mistakes. */
export function harbour(seed = 7): Topology {
  const random = seeded(seed);
  const records: NetRecord[] = [];
  ZONES.forEach((zone, z) => records.push(...zoneRecords(zone, z, random)));
  records.push(...serviceRecords(random));
  for (let i = 0; i < 6; i++)
    records.push(
      pod(random, { name: `pending-${i}`, node: '', ips: [], phase: 'Pending', ready: false, reason: 'Unschedulable' }),
    );
  return build.topology(records);
}

function zoneRecords(zone: string, z: number, random: () => number): NetRecord[] {
  const base = parseIPv4('10.60.0.0') ?? 0;
  const pool = build.ipPool({
    name: `zone-${zone}`,
    source: 'calico',
    cidrs: [`10.60.${z * 16}.0/20`],
    blockPrefix: 26,
    nodeSelector: `topology.kubernetes.io/zone == "${zone}"`,
    encapsulation: 'VXLAN',
    natOutgoing: true,
  });
  const records: NetRecord[] = [pool];
  const order = Array.from({ length: 20 }, (_, i) => i + 1).sort(() => random() - 0.5);
  const skipped = new Set([5, 14, 20].map((n) => n - z));
  let block = 0;
  const owners: number[] = [...order, ...order.slice(3, 5), ...(z === 1 ? [14] : [])];
  owners.forEach((n, rank) => {
    while (skipped.has(block)) block++;
    const first = base + z * 4096 + block * 64;
    block++;
    const node = `harbour-${zone}-${String(n).padStart(2, '0')}`;
    if (rank < 20) records.push(nodeRecord(node, zone, z, n));
    records.push(
      build.addressBlock({
        name: `${formatIPv4(first).replaceAll('.', '-')}-26`,
        source: 'calico',
        cidrs: [`${formatIPv4(first)}/26`],
        node,
        pool: `zone-${zone}`,
      }),
    );
    records.push(...blockPods(node, first, rank, z, random));
    if (rank < 20)
      for (const name of ['calico-node', 'kube-proxy', 'node-exporter'])
        records.push(
          pod(random, { name: `${name}-${zone}${n}`, node, ips: [`10.20.${z + 1}.${10 + n}`], hostNetwork: true }),
        );
  });
  return records;
}

function nodeRecord(name: string, zone: string, z: number, n: number): NetRecord {
  const sick = zone === 'b' && n === 14;
  return build.node({
    name,
    addresses: [{ type: 'InternalIP', address: `10.20.${z + 1}.${10 + n}` }],
    labels: { 'topology.kubernetes.io/zone': zone },
    annotations: { 'projectcalico.org/IPv4Address': `10.20.${z + 1}.${10 + n}/24` },
    ready: sick ? 'Unknown' : 'True',
    readyReason: sick ? 'NodeStatusUnknown' : 'KubeletReady',
    readyMessage: sick ? 'Kubelet stopped posting node status' : '',
  });
}

function blockPods(node: string, first: number, rank: number, z: number, random: () => number): PodRecord[] {
  const full = rank === 2 || (z === 2 && rank === 6);
  const pods: PodRecord[] = [];
  const count = rank >= 20 ? 6 : full ? 64 - (z === 2 ? 3 : 0) : 12 + Math.floor(random() * 14);
  for (let at = 0, left = count; left > 0 && at < 64; at++) {
    if (!full && random() > 0.62) continue;
    left--;
    pods.push(pod(random, { node, ips: [formatIPv4(first + at)], ...trouble(rank, z, left, random) }));
  }
  return pods;
}

function trouble(rank: number, z: number, left: number, random: () => number): Partial<PodRecord> {
  if ((rank === 0 && z === 0 && left < 1) || (rank === 3 && z < 2 && left < 2) || (rank === 11 && z === 2 && left < 2))
    return { ready: false, reason: 'CrashLoopBackOff' };
  if (rank === 8 && left < 2) return { ready: false };
  if (rank === 5 && z === 1 && left < 4) return { deletedAt: 1_760_000_300 };
  return random() < 0.001 ? { deletedAt: 1_760_000_300 } : {};
}

let serial = 0;
function pod(random: () => number, fields: Partial<PodRecord>): PodRecord {
  const team = TEAMS[Math.floor(random() * random() * TEAMS.length)] ?? 'quay';
  const hash = Math.floor(random() * 36 ** 9)
    .toString(36)
    .padStart(9, '0')
    .slice(0, 9);
  const name = `${team}-api-${hash}-${(serial++ % 60466176).toString(36).padStart(5, 'x')}`;
  return build.pod({
    namespace: team,
    name,
    labels: { app: `${team}-api`, 'pod-template-hash': hash },
    owner: { kind: 'ReplicaSet', name: `${team}-api-${hash}`, uid: `rs-${hash}` },
    containers: [
      { container: 'api', init: false, ports: [{ name: 'http', port: 8080, protocol: 'TCP', hostPort: null }] },
    ],
    ...fields,
  });
}

function serviceRecords(random: () => number): NetRecord[] {
  const base = parseIPv4('10.43.0.0') ?? 0;
  const services: NetRecord[] = [build.serviceCIDR({ name: 'kubernetes', cidrs: ['10.43.0.0/16'] })];
  for (let i = 0; i < 84; i++) {
    const ip = formatIPv4(base + (i === 0 ? 1 : i === 1 ? 10 : Math.floor(random() * 60000)));
    services.push(
      build.service({
        namespace: TEAMS[i % TEAMS.length] ?? 'quay',
        name: `svc-${i}`,
        clusterIPs: [ip],
        ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 8080, nodePort: null, appProtocol: '' }],
      }),
    );
  }
  return services;
}
