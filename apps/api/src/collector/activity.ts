import { podStateOnReadyNode } from '@netkaart/network';
import type { Kind, NetRecord } from '@netkaart/topology';
import { type ActivityCounts, type ActivityMinute, type Topic } from '../database/sql/add-activity.js';
import type { Entry } from './sequencer.js';

/** Under which topic of the timeline a kind's changes are counted. */
const TOPIC: Readonly<Record<Kind, Topic>> = {
  Namespace: 'pods',
  Node: 'nodes',
  Pod: 'pods',
  Service: 'services',
  EndpointSlice: 'services',
  Ingress: 'routes',
  IngressClass: 'routes',
  Gateway: 'routes',
  GatewayClass: 'routes',
  HTTPRoute: 'routes',
  GRPCRoute: 'routes',
  TLSRoute: 'routes',
  TCPRoute: 'routes',
  ReferenceGrant: 'routes',
  NetworkPolicy: 'policies',
  ClusterNetworkPolicy: 'policies',
  AdminNetworkPolicy: 'policies',
  BaselineAdminNetworkPolicy: 'policies',
  ServiceCIDR: 'services',
  IPPool: 'nodes',
  AddressBlock: 'nodes',
};

/** Older objects that are seen for the first time are news to us, not to the cluster. */
const NEWS_MS = 5 * 60_000;

/** The entries' counts per minute, oldest first. */
export function minutesOf(entries: readonly Entry[]): ActivityMinute[] {
  const minutes = new Map<number, Record<Topic, number>>();
  for (const entry of entries.filter(isNews)) {
    const minute = Math.floor(entry.observedAt / 60_000);
    const counts = minutes.get(minute) ?? { ...noActivity() };
    counts[TOPIC[entry.change.kind]] += 1;
    if (entry.problem) counts.problems += 1;
    minutes.set(minute, counts);
  }
  return [...minutes].sort(([a], [b]) => a - b).map(([minute, counts]) => ({ minute, counts }));
}

export function noActivity(): ActivityCounts {
  return { nodes: 0, pods: 0, services: 0, policies: 0, routes: 0, problems: 0 };
}

/** Whether the step from one record of an object to the next made something go wrong that was well. */
export function isProblem(before: NetRecord | undefined, after: NetRecord): boolean {
  return isBad(after) && !(before !== undefined && isBad(before));
}

function isBad(record: NetRecord): boolean {
  if (record.kind === 'Pod') return podStateOnReadyNode(record) === 'bad';
  return record.kind === 'Node' && (record.ready === 'False' || record.ready === 'Unknown');
}

function isNews(entry: Entry): boolean {
  return entry.change.op !== 'add' || entry.eventAt === null || entry.observedAt - entry.eventAt < NEWS_MS;
}
