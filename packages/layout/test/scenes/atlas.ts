import {
  build,
  formatIPv4,
  parseIPv4,
  type NetRecord,
  type NodeRecord,
  type PodRecord,
  type Topology,
} from '@netkaart/topology';
import { seeded } from './seeded.js';

/** Many nodes with a /24 each out of 100.64.0.0/10 and some trouble: 9 nodes not ready, a sick quarter, single failures. */
export function atlas(nodes = 5000, pods = 150_000, seed = 3): Topology {
  const random = seeded(seed);
  const base = parseIPv4('100.64.0.0') ?? 0;
  const records: NetRecord[] = [];
  let left = pods;
  for (let i = 0; i < nodes; i++) {
    records.push(node(i, base, random() < 9 / 5000));
    const mood = 0.55 + 0.45 * Math.sin(i / 180) + random() * 0.6 - 0.3;
    const rest = left / (nodes - i);
    const count = i === nodes - 1 ? left : Math.min(left, 110, Math.max(2, Math.round(rest * (0.55 + mood * 0.82))));
    left -= count;
    records.push(...nodePods(i, base, count, random));
  }
  records.push(controllerManager());
  return build.topology(records);
}

function node(i: number, base: number, sick: boolean): NodeRecord {
  return build.node({
    name: `atlas-${String(i).padStart(4, '0')}`,
    addresses: [{ type: 'InternalIP', address: formatIPv4((parseIPv4('10.0.0.0') ?? 0) + 256 + i) }],
    podCIDRs: [`${formatIPv4(base + i * 256)}/24`],
    ready: sick ? 'False' : 'True',
    annotations: {
      'flannel.alpha.coreos.com/backend-type': 'vxlan',
      'flannel.alpha.coreos.com/backend-data': '{"VNI":1}',
    },
  });
}

function nodePods(i: number, base: number, count: number, random: () => number): PodRecord[] {
  const sick = i >= 2112 && i < 2160 && random() < 0.67 ? 3 + Math.floor(random() * 12) : random() < 0.012 ? 1 : 0;
  const waiting = random() < 0.03 ? 1 : 0;
  const pods: PodRecord[] = [];
  let at = 2;
  for (let n = 0; n < count && at < 255; n++) {
    at += random() < 0.3 && 255 - at > count - n + 20 ? 1 + Math.floor(random() * 6) : 0;
    const trouble =
      n < sick ? { ready: false, reason: 'CrashLoopBackOff' } : n < sick + waiting ? { ready: false } : {};
    pods.push(
      build.pod({
        namespace: `team-${i % 40}`,
        name: `web-${i}-${n}`,
        node: `atlas-${String(i).padStart(4, '0')}`,
        ips: [formatIPv4(base + i * 256 + at)],
        ...trouble,
      }),
    );
    at++;
  }
  return pods;
}

function controllerManager(): PodRecord {
  return build.pod({
    namespace: 'kube-system',
    name: 'kube-controller-manager-0',
    hostNetwork: true,
    node: 'atlas-0000',
    ips: ['10.0.1.0'],
    flags: { '--cluster-cidr': '100.64.0.0/10' },
  });
}
