import { createRelations, type Block, type Field, type Known, type Relations } from '@netkaart/network';
import type { Kind, NetRecord, NodeRecord, PodRecord } from '@netkaart/topology';
import type { PanelField } from './messages';
import { fieldOf, linkOf } from './panel-parts';
import type { World } from './world';

/** The rows of a record that answer most questions, by kind; a kind without a list shows all of them. */
const CHOSEN: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  Node: ['addresses', 'podCIDRs', 'readyReason', 'readyMessage', 'roles', 'zone', 'kubeletVersion', 'maxPods'],
  Service: [
    'type',
    'clusterIPs',
    'ports',
    'selector',
    'externalName',
    'externalIPs',
    'loadBalancer',
    'externalTrafficPolicy',
  ],
  Namespace: ['phase', 'labels', 'createdAt'],
};
/** A row without a value says something here. */
const TELLING_EMPTY = new Set(['selector', 'podCIDRs']);

/** The first section of the panel. `rows` are all of the record's. */
export function chosenFields(record: NetRecord, rows: readonly Field[], world: World): readonly PanelField[] {
  if (record.kind === 'Pod') return podFields(record, rows, world);
  const keys = CHOSEN[record.kind];
  const chosen = rows.filter(
    ({ key, values }) => (keys?.includes(key) ?? !META.has(key)) && (values.length > 0 || TELLING_EMPTY.has(key)),
  );
  const own = keys ? [...chosen].sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key)) : chosen;
  const devices = record.kind === 'Node' ? deviceFields(record, world) : [];
  return [...own.map((row) => fieldOf(row, world)), ...devices];
}

const META = new Set(['kind', 'uid', 'namespace', 'name', 'labels', 'createdAt', 'deletedAt']);

function podFields(pod: PodRecord, rows: readonly Field[], world: World): readonly PanelField[] {
  const relations = createRelations(world.topology);
  const row = (key: string): readonly PanelField[] =>
    rows.filter((one) => one.key === key && one.values.length > 0).map((one) => fieldOf(one, world));
  const owner = row('workload');
  return [
    ...nodeField(pod, rows, world),
    ...(owner.length > 0 ? owner : row('owner')),
    related('service', pod, relations, 'service-selects-pod', world),
    related('policy', pod, relations, 'policy-selects-pod', world),
    ...resolver(pod, world),
    ...row('containers'),
    ...row('reason'),
  ];
}

function nodeField(pod: PodRecord, rows: readonly Field[], world: World): readonly PanelField[] {
  const node = rows.find(({ key }) => key === 'node');
  if (!node) return [];
  const plan = world.plan();
  const address = plan.nodes[plan.nodeAt.get(pod.node) ?? -1]?.addresses[0];
  const field = fieldOf(node, world);
  return [{ ...field, links: field.links.map((link) => ({ ...link, note: address ?? '' })) }];
}

/** What points at the pod by its labels; [] is an answer: nothing selects it. */
function related(
  key: 'service' | 'policy',
  pod: PodRecord,
  relations: Relations,
  relation: Parameters<Relations['related']>[1],
  world: World,
): PanelField {
  const records = relations.related(pod.uid, relation, 'from');
  const source = key === 'service' ? 'Service · spec.selector' : 'NetworkPolicy · spec.podSelector';
  return { key, values: [], links: records.map((one) => linkOf(one, world)), evidence: 'read', source };
}

/** The cluster's DNS as a pod with `dnsPolicy: ClusterFirst` is given it. */
function resolver(pod: PodRecord, world: World): readonly PanelField[] {
  const dns = world.named('Service', 'kube-system', 'kube-dns');
  const usesCluster =
    pod.dnsPolicy === 'ClusterFirstWithHostNet' || (pod.dnsPolicy === 'ClusterFirst' && !pod.hostNetwork);
  if (dns?.kind !== 'Service' || !usesCluster) return [];
  const source = `dnsPolicy ${pod.dnsPolicy}: the kubelet gives its clusterDNS, by convention the Service kube-dns`;
  const link = { ...linkOf(dns, world), text: dns.clusterIPs[0] ?? dns.name, note: dns.name };
  return [{ key: 'resolver', values: [], links: [link], evidence: 'inferred', source }];
}

/** The blocks of an allocator, each a link to its place. */
function blockField(blocks: readonly Block[], { evidence, source }: Known): PanelField {
  const links = blocks.map(({ cidr }) => ({ reference: `cidr:${cidr}`, mark: 'range', text: cidr, note: '' }) as const);
  return { key: 'block', values: [], links, evidence, source };
}

/** eth0, tunnel end and bridge of a node: what the bus, the double ring and the dot of the map stand for. */
function deviceFields(node: NodeRecord, world: World): readonly PanelField[] {
  const plan = world.plan();
  const planned = plan.nodes[plan.nodeAt.get(node.name) ?? -1];
  if (!planned) return [];
  const devices: PanelField[] = [];
  const { tunnel, bridge } = planned;
  const blocks = planned.blocks.flatMap((index) => plan.blocks[index] ?? []);
  const [first] = blocks;
  if (first && node.podCIDRs.length === 0) devices.push(blockField(blocks, first));
  const put = (key: string, name: string, address: string | null, more: string, known: Known): void => {
    devices.push({ key, values: [[name, address ?? '', more].filter(Boolean).join('  ')], links: [], ...known });
  };
  if (tunnel)
    put(
      'tunnel',
      tunnel.name,
      tunnel.address,
      [tunnel.type, tunnel.vni].filter((one) => one !== null).join(' '),
      tunnel,
    );
  if (tunnel && tunnel.publicIp !== '') put('tunnelVia', tunnel.publicIp, null, tunnel.mac, tunnel);
  if (bridge) put('bridge', bridge.name, bridge.address, '', bridge);
  return devices.map(({ key, values, links, evidence, source }) => ({ key, values, links, evidence, source }));
}
