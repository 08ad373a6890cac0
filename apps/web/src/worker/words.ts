import { podState } from '@netkaart/network';
import type { NetRecord, NodeRecord, PodRecord, Topology } from '@netkaart/topology';
import type { Mark } from './messages';
import { addressesOf } from './search-index';

/** The node's record by name, or undefined. */
export function nodeNamed(topology: Topology, name: string): NodeRecord | undefined {
  if (name === '') return undefined;
  for (const node of topology.kinds.Node.values()) if (node.name === name) return node;
  return undefined;
}

/** Kubernetes' own word for how the object is: Running, CrashLoopBackOff, NotReady, LoadBalancer, Active. */
export function stateWord(record: NetRecord): string {
  switch (record.kind) {
    case 'Pod':
      return podWord(record);
    case 'Node':
      return nodeWord(record);
    case 'Service':
      return record.clusterIPs[0] === 'None' ? 'headless' : record.type;
    case 'Namespace':
      return record.phase;
    case 'Ingress':
      return record.className;
    case 'Gateway':
      return record.programmed === 'True' ? 'Programmed' : record.programmed === 'False' ? 'not Programmed' : '';
    default:
      return '';
  }
}

function podWord(pod: PodRecord): string {
  if (pod.deletedAt !== null) return 'Terminating';
  if (pod.reason !== '') return pod.reason;
  return pod.phase === 'Running' && !pod.ready ? 'Running, not Ready' : pod.phase;
}

function nodeWord(node: NodeRecord): string {
  const ready = node.ready === 'True' ? 'Ready' : node.ready === '' ? 'no Ready condition' : 'NotReady';
  return node.unschedulable ? `${ready}, SchedulingDisabled` : ready;
}

/** The sign before the object's name. `nodeOf` finds a pod's node. */
export function markOf(record: NetRecord, topology: Topology): Mark {
  switch (record.kind) {
    case 'Pod':
      return podState(record, nodeNamed(topology, record.node));
    case 'Node':
      return record.ready === 'True' ? 'node' : 'node-not-ready';
    case 'Service':
      return 'service';
    case 'Namespace':
      return 'namespace';
    case 'Ingress':
    case 'Gateway':
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
    case 'TCPRoute':
      return 'entry';
    case 'NetworkPolicy':
    case 'ClusterNetworkPolicy':
    case 'AdminNetworkPolicy':
    case 'BaselineAdminNetworkPolicy':
      return 'policy';
    case 'IPPool':
    case 'AddressBlock':
    case 'ServiceCIDR':
      return 'range';
    default:
      return 'other';
  }
}

/** One line that names the object to somebody who can't see it: kind, name, address, state, node. */
export function spoken(record: NetRecord): string {
  const node = record.kind === 'Pod' && record.node !== '' ? `node ${record.node}` : '';
  const parts = [`${record.kind} ${record.name}`, addressesOf(record)[0] ?? '', stateWord(record), node];
  return parts.filter(Boolean).join(', ');
}
