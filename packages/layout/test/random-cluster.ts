import fc from 'fast-check';
import { build, formatIPv4, parseIPv4, type NetRecord, type PodRecord, type Topology } from '@netkaart/topology';

/** How addresses are handed out in a generated cluster. */
export type Flavour = 'subnets' | 'blocks' | 'zones' | 'ipv6' | 'unknown';

/** A generated cluster: which blocks exist, which pods sit where. */
export interface Sketch {
  readonly flavour: Flavour;
  readonly range: boolean;
  /** Block indexes in the range, each with the offsets of its pods. */
  readonly blocks: readonly { readonly index: number; readonly offsets: readonly number[] }[];
  readonly host: number;
  readonly waiting: number;
  readonly stray: number;
}

const FLAVOURS: readonly Flavour[] = ['subnets', 'blocks', 'zones', 'ipv6', 'unknown'];
const SIZE: Readonly<Record<Flavour, number>> = { subnets: 256, blocks: 64, zones: 64, ipv6: 256, unknown: 256 };

/** A cluster and a later state of it: pods and blocks come and go. */
export const history: fc.Arbitrary<readonly [Sketch, Sketch]> = fc
  .constantFrom(...FLAVOURS)
  .chain((flavour) => fc.tuple(sketch(flavour), sketch(flavour)));

export function sketch(flavour: Flavour): fc.Arbitrary<Sketch> {
  const offsets = fc.uniqueArray(
    fc.integer({ min: flavour === 'blocks' || flavour === 'zones' ? 0 : 2, max: SIZE[flavour] - 2 }),
    { maxLength: 12 },
  );
  return fc.record({
    flavour: fc.constant(flavour),
    range: fc.constant(true),
    blocks: fc.uniqueArray(fc.record({ index: fc.integer({ min: 0, max: 90 }), offsets }), {
      selector: (block) => block.index,
      minLength: 1,
      maxLength: 14,
    }),
    host: fc.integer({ min: 0, max: 4 }),
    waiting: fc.integer({ min: 0, max: 3 }),
    stray: flavour === 'unknown' ? fc.constant(0) : fc.integer({ min: 0, max: 2 }),
  });
}

/** The sketch as a topology. A pod's UID follows from its address, so that it survives where its address does. */
export function drawn(sketch: Sketch): Topology {
  const records: NetRecord[] = [];
  if (sketch.flavour === 'subnets')
    records.push(
      build.pod({
        name: 'kcm',
        namespace: 'kube-system',
        node: 'node-0',
        hostNetwork: true,
        ips: ['192.168.0.1'],
        flags: { '--cluster-cidr': '10.244.0.0/16' },
      }),
    );
  if (sketch.flavour === 'blocks') records.push(pool('all', '10.60.0.0/18', ''));
  if (sketch.flavour === 'zones')
    for (let z = 0; z < 3; z++)
      records.push(pool(`zone-${z}`, `10.60.${z * 8}.0/21`, `topology.kubernetes.io/zone == "${z}"`));
  for (const block of sketch.blocks) records.push(...blockRecords(sketch.flavour, block));
  for (let i = 0; i < sketch.host; i++)
    records.push(build.pod({ name: `host-${i}`, hostNetwork: true, node: 'node-0', ips: ['192.168.0.1'] }));
  for (let i = 0; i < sketch.waiting; i++)
    records.push(build.pod({ name: `waiting-${i}`, phase: 'Pending', ready: false }));
  for (let i = 0; i < sketch.stray; i++)
    records.push(build.pod({ name: `stray-${i}`, node: 'node-0', ips: [`203.0.113.${i + 1}`] }));
  return build.topology(records);
}

function pool(name: string, cidr: string, nodeSelector: string): NetRecord {
  return build.ipPool({ name, source: 'calico', cidrs: [cidr], blockPrefix: 26, nodeSelector, encapsulation: 'VXLAN' });
}

function blockRecords(flavour: Flavour, { index, offsets }: Sketch['blocks'][number]): NetRecord[] {
  const node = `node-${index}`;
  const base = build.node({
    name: node,
    addresses: [{ type: 'InternalIP', address: `192.168.0.${index + 1}` }],
    podCIDRs: subnetOf(flavour, index),
    labels: { 'topology.kubernetes.io/zone': String(Math.floor(index / 32)) },
  });
  const records: NetRecord[] = [base];
  if (flavour === 'blocks' || flavour === 'zones')
    records.push(
      build.addressBlock({
        name: `block-${index}`,
        source: 'calico',
        cidrs: [`${formatIPv4(first(flavour, index))}/26`],
        node,
        pool: '',
      }),
    );
  return [...records, ...offsets.map((offset) => podAt(flavour, node, index, offset))];
}

function podAt(flavour: Flavour, node: string, index: number, offset: number): PodRecord {
  const ip =
    flavour === 'ipv6'
      ? `fd00:0:0:${index.toString(16)}::${offset.toString(16)}`
      : formatIPv4(first(flavour, index) + offset);
  return build.pod({ name: `pod-${ip.replaceAll(/[.:]/g, '-')}`, node, ips: [ip] });
}

function subnetOf(flavour: Flavour, index: number): string[] {
  if (flavour === 'subnets') return [`10.244.${index}.0/24`];
  return flavour === 'ipv6' ? [`fd00:0:0:${index.toString(16)}::/64`] : [];
}

function first(flavour: Flavour, index: number): number {
  if (flavour === 'subnets') return (parseIPv4('10.244.0.0') ?? 0) + index * 256;
  if (flavour === 'unknown') return (parseIPv4('10.0.0.0') ?? 0) + index * 256;
  return (parseIPv4('10.60.0.0') ?? 0) + index * 64;
}
