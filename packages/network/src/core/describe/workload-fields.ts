import { metaOf } from './meta-fields.js';
import { containerPortsOf, timeOf } from './format.js';
import type { FieldTable } from './field.js';

export const NAMESPACE_FIELDS: FieldTable<'Namespace'> = { ...metaOf<'Namespace'>(), phase: { path: 'status.phase' } };

const ready = "status.conditions[?(@.type=='Ready')]";

export const NODE_FIELDS: FieldTable<'Node'> = {
  ...metaOf<'Node'>(),
  addresses: {
    path: 'status.addresses',
    show: (addresses) => addresses.map(({ type, address }) => `${address} (${type})`),
  },
  podCIDRs: { path: 'spec.podCIDRs' },
  unschedulable: { path: 'spec.unschedulable' },
  ready: { path: `${ready}.status` },
  readyReason: { path: `${ready}.reason` },
  readyMessage: { path: `${ready}.message` },
  readySince: { path: `${ready}.lastTransitionTime`, show: timeOf },
  networkUnavailable: { path: "status.conditions[?(@.type=='NetworkUnavailable')].status" },
  annotations: { path: 'metadata.annotations' },
  kubeletVersion: { path: 'status.nodeInfo.kubeletVersion' },
  maxPods: { path: 'status.allocatable.pods' },
};

export const POD_FIELDS: FieldTable<'Pod'> = {
  ...metaOf<'Pod'>(),
  node: { path: 'spec.nodeName', links: (name, index) => [index.byName('Node', '', name)] },
  ips: { path: 'status.podIPs' },
  hostNetwork: { path: 'spec.hostNetwork' },
  phase: { path: 'status.phase' },
  ready: { path: "status.conditions[?(@.type=='Ready')].status" },
  reason: { path: 'status.containerStatuses[].state' },
  owner: {
    path: 'metadata.ownerReferences[?(@.controller==true)]',
    show: (owner) => (owner === null ? [] : [`${owner.kind} ${owner.name}`]),
    links: (owner, index) => [owner === null ? undefined : index.find(owner.uid)],
  },
  containers: { path: 'spec.containers[].ports', show: (containers) => containers.flatMap(containerPortsOf) },
  hostname: { path: 'spec.hostname' },
  subdomain: {
    path: 'spec.subdomain',
    links: (subdomain, index, pod) => [index.byName('Service', pod.namespace, subdomain)],
  },
  dnsPolicy: { path: 'spec.dnsPolicy' },
  dnsConfig: { path: 'spec.dnsConfig' },
  flags: { path: 'spec.containers[].command' },
};
