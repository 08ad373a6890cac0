import {
  KINDS,
  parseAddress,
  parsePrefix,
  prefixContains,
  recordsOf,
  type EndpointRecord,
  type EndpointSliceRecord,
  type Kind,
  type NetRecord,
  type PodRecord,
  type ServiceCIDRRecord,
  type ServiceRecord,
} from '@netkaart/topology';
import type { RecordIndex } from '../record-index.js';
import { matchesLabels } from '../selector.js';
import { join, relation, type Relation } from './relation.js';

const named = ({ namespace, name }: { namespace: string; name: string }) => [`${namespace}/${name}`];
const given = (text: string) => (text === '' ? [] : [text]);

const CLUSTER_SCOPED: readonly Kind[] = [
  'Namespace',
  'Node',
  'IngressClass',
  'GatewayClass',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ServiceCIDR',
  'IPPool',
  'AddressBlock',
];

/** metadata.namespace of every namespaced object. */
const inNamespace = join(
  'in-namespace',
  { kinds: KINDS.filter((kind) => !CLUSTER_SCOPED.includes(kind)), keys: ({ namespace }) => given(namespace) },
  { kinds: ['Namespace'], keys: ({ name }) => [name] },
);

/** spec.nodeName of the pod. */
const podNode = join(
  'pod-node',
  { kinds: ['Pod'], keys: ({ node }) => given(node) },
  { kinds: ['Node'], keys: ({ name }) => [name] },
);

/** spec.selector of the Service against the labels of its namespace's pods; an empty selector of a Service selects nothing. */
const serviceSelectsPod = relation({
  id: 'service-selects-pod',
  from: ['Service'],
  to: ['Pod'],
  holds: selects,
  forward: (service, index) =>
    index.podClasses(service.namespace).flatMap(({ labels, pods }) => (selectsLabels(service, labels) ? pods : [])),
  backward: (pod, index) =>
    (index.byKey(['Service'], namespaceOf).get(pod.namespace) ?? []).filter(
      (each) => each.kind === 'Service' && selects(each, pod),
    ),
});

const namespaceOf = ({ namespace }: { namespace: string }) => [namespace];

function selects(service: ServiceRecord, pod: PodRecord): boolean {
  return service.namespace === pod.namespace && selectsLabels(service, pod.labels);
}

function selectsLabels({ selector, type }: ServiceRecord, labels: PodRecord['labels']): boolean {
  if (selector === null || type === 'ExternalName' || Object.keys(selector).length === 0) return false;
  return matchesLabels(selector, labels);
}

/** Label kubernetes.io/service-name of the slice. */
const serviceSlice = join(
  'service-slice',
  { kinds: ['Service'], keys: named },
  { kinds: ['EndpointSlice'], keys: ({ namespace, service }) => (service === '' ? [] : [`${namespace}/${service}`]) },
);

/** endpoints[].targetRef of the slice: by UID, or by name where the UID is not given. */
const slicePod = relation({
  id: 'slice-pod',
  from: ['EndpointSlice'],
  to: ['Pod'],
  holds: targets,
  forward: (slice, index) =>
    new Set(slice.endpoints.flatMap(({ target }) => (target === null ? [] : (podAt(target, index) ?? [])))),
  backward: (pod, index) =>
    (index.byKey(['EndpointSlice'], targetNamespaces).get(pod.namespace) ?? []).filter(
      (slice) => slice.kind === 'EndpointSlice' && targets(slice, pod),
    ),
});

type Target = NonNullable<EndpointRecord['target']>;

function targets({ endpoints }: EndpointSliceRecord, pod: PodRecord): boolean {
  return endpoints.some(({ target }) => target !== null && isTarget(target, pod));
}

function isTarget({ kind, namespace, name, uid }: Target, pod: PodRecord): boolean {
  return kind === 'Pod' && namespace === pod.namespace && (uid === '' ? name === pod.name : uid === pod.uid);
}

function podAt(target: Target, index: RecordIndex): PodRecord | undefined {
  const { namespace, name, uid } = target;
  const pod = uid === '' ? index.byName('Pod', namespace, name) : index.topology.kinds.Pod.get(uid);
  return pod && isTarget(target, pod) ? pod : undefined;
}

function targetNamespaces(record: NetRecord): string[] {
  if (record.kind !== 'EndpointSlice') return [];
  return [...new Set(record.endpoints.flatMap(({ target }) => target?.namespace ?? []))];
}

/** The pods that a Service leads to, through its slices. */
const serviceEndpoint = relation({
  id: 'service-endpoint',
  from: ['Service'],
  to: ['Pod'],
  holds: (service, pod, index) =>
    [...recordsOf(index.topology, 'EndpointSlice')].some(
      (slice) => serviceSlice.holds(service, slice, index) && slicePod.holds(slice, pod, index),
    ),
  forward: (service, index) => through(index, [...serviceSlice.forward(service, index)], slicePod.forward),
  backward: (pod, index) => through(index, [...slicePod.backward(pod, index)], serviceSlice.backward),
});

function through<R>(
  index: RecordIndex,
  middle: readonly R[],
  next: (record: R, index: RecordIndex) => Iterable<R>,
): Set<R> {
  return new Set(middle.flatMap((record) => [...next(record, index)]));
}

/** A cluster IP of the Service lies in a range of the ServiceCIDR. */
const serviceRange = relation({
  id: 'service-range',
  from: ['ServiceCIDR'],
  to: ['Service'],
  holds: holdsClusterIP,
  forward: (range, index) =>
    [...recordsOf(index.topology, 'Service')].filter((service) => holdsClusterIP(range, service)),
  backward: (service, index) =>
    [...recordsOf(index.topology, 'ServiceCIDR')].filter((range) => holdsClusterIP(range, service)),
});

function holdsClusterIP({ cidrs }: ServiceCIDRRecord, { clusterIPs }: ServiceRecord): boolean {
  const addresses = clusterIPs.flatMap((text) => parseAddress(text) ?? []);
  const prefixes = cidrs.flatMap((text) => parsePrefix(text) ?? []);
  return prefixes.some((prefix) => addresses.some((address) => prefixContains(prefix, address)));
}

export const WORKLOAD_RELATIONS: readonly Relation[] = [
  inNamespace,
  podNode,
  serviceSelectsPod,
  serviceSlice,
  slicePod,
  serviceEndpoint,
  serviceRange,
];
