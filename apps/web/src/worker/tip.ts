import { whoHas } from '@netkaart/network';
import { type NetRecord, type NodeRecord, type PodRecord, type ServiceRecord } from '@netkaart/topology';
import type { Target } from '../map/view';
import type { Tip } from './messages';
import { ownerWords } from './search';
import { markOf, stateWord } from './words';
import type { World } from './world';

/** What stands beside the pointer; null for things of a view that need no words. */
export function tipOf(target: Target, world: World): Tip | null {
  const record = world.recordAt(target);
  if (record)
    return {
      title: record.name,
      mark: markOf(record, world.topology),
      state: stateWord(record),
      lines: linesOf(record, world),
    };
  if (target.startsWith('ip:')) return addressTip(target.slice(3), world);
  return target.startsWith('cidr:') ? rangeTip(target.slice(5), world) : null;
}

function linesOf(record: NetRecord, world: World): readonly string[] {
  switch (record.kind) {
    case 'Pod':
      return podLines(record);
    case 'Node':
      return nodeLines(record, world);
    case 'Service':
      return serviceLines(record);
    default:
      return [record.namespace === '' ? record.kind : `${record.kind} in ${record.namespace}`];
  }
}

function podLines(pod: PodRecord): readonly string[] {
  const address = pod.ips.join('  ') || 'no address yet';
  const place = [pod.namespace, pod.node === '' ? 'no node yet' : pod.node, pod.hostNetwork ? 'host network' : ''];
  return [address, place.filter(Boolean).join(' · '), ownerWords(pod)].filter(Boolean);
}

function nodeLines(node: NodeRecord, world: World): readonly string[] {
  const plan = world.plan();
  const planned = plan.nodes[plan.nodeAt.get(node.name) ?? -1];
  const ranges = (planned?.blocks ?? []).flatMap((index) => plan.blocks[index]?.cidr ?? []);
  const addresses = planned?.addresses ?? node.addresses.map(({ address }) => address);
  const pods = (planned?.blocks ?? []).reduce((sum, index) => sum + (plan.blocks[index]?.pods.length ?? 0), 0);
  const host = planned?.hostPods.length ?? 0;
  return [
    `${addresses.join(' ')}  eth0`,
    ranges.join('  '),
    `${pods} pods, ${host} on the host network`,
    node.readyMessage,
  ].filter(Boolean);
}

function serviceLines(service: ServiceRecord): readonly string[] {
  const ports = service.ports.map(({ port, protocol, targetPort }) => `${port}/${protocol} → ${targetPort}`).join('  ');
  return [`${service.namespace}/${service.name}`, service.clusterIPs.join(' ') || service.externalName, ports].filter(
    Boolean,
  );
}

function addressTip(text: string, world: World): Tip {
  const holder = whoHas(world.topology, text, { plan: world.plan() });
  const block = holder?.block;
  const reserved = holder?.reserved;
  const state = reserved ? [reserved.role, reserved.device].filter(Boolean).join(' ') : (holder?.state ?? '');
  const place = block
    ? `${block.cidr}${block.node === '' ? '' : ` of ${block.node}`}`
    : (holder?.serviceRange?.cidr ?? '');
  return { title: text, mark: 'free', state, lines: [place].filter(Boolean) };
}

function rangeTip(cidr: string, world: World): Tip {
  const plan = world.plan();
  const block = plan.blocks[plan.blockAt.get(cidr) ?? -1];
  if (!block) return { title: cidr, mark: 'range', state: '', lines: [] };
  return {
    title: cidr,
    mark: 'range',
    state: block.node,
    lines: [`${block.pods.length} pods, ${block.free} of ${block.usable} free`],
  };
}
