import type { ContainerPorts, DnsConfig, Labels, PodRecord } from '@netkaart/topology';
import { child, flag, items, list, maybeChild, text, texts, type Json } from './fields.js';
import { podFlags } from './flags.js';
import { conditionStatus, controllerOf } from './meta.js';
import { podReason } from './pod-reason.js';
import { port, protocol, requiredPort } from './ports.js';
import type { Read } from './read.js';

const NO_FLAGS: Labels = Object.freeze({});

/** IPs, containers and ports keep their order (primary family first; a port name means its first bearer). */
export const readPod: Read<PodRecord> = (meta, object, intern) => {
  const spec = child(object, 'spec');
  const status = child(object, 'status');
  const ready = conditionStatus(status, 'Ready') === 'True';
  const owner = controllerOf(object);
  return {
    kind: 'Pod',
    uid: meta.uid,
    namespace: meta.namespace,
    name: meta.name,
    labels: meta.labels,
    createdAt: meta.createdAt,
    deletedAt: meta.deletedAt,
    node: intern(text(spec, 'nodeName')),
    ips: podIPs(status),
    hostNetwork: flag(spec, 'hostNetwork', false),
    phase: intern(text(status, 'phase', 'Pending')),
    ready,
    reason: intern(podReason(status, ready)),
    owner: owner === null ? null : intern(owner),
    containers: intern(containers(spec)),
    hostname: text(spec, 'hostname'),
    subdomain: intern(text(spec, 'subdomain')),
    dnsPolicy: intern(text(spec, 'dnsPolicy', 'ClusterFirst')),
    dnsConfig: dnsConfig(spec),
    flags: meta.namespace === 'kube-system' ? podFlags(spec) : NO_FLAGS,
  };
};

function podIPs(status: Json): string[] {
  const ips = list(status, 'podIPs', (item) => text(item, 'ip')).filter((ip) => ip !== '');
  const single = text(status, 'podIP');
  return ips.length === 0 && single !== '' ? [single] : ips;
}

function containers(spec: Json): ContainerPorts[] {
  const read = (init: boolean) => (container: Json) => containerPorts(container, init);
  const all = [...list(spec, 'initContainers', read(true)), ...list(spec, 'containers', read(false))];
  return all.filter(({ ports }) => ports.length > 0);
}

function containerPorts(container: Json, init: boolean): ContainerPorts {
  return {
    container: text(container, 'name'),
    init,
    ports: list(container, 'ports', (item) => ({
      name: text(item, 'name'),
      port: requiredPort(item, 'containerPort'),
      protocol: protocol(item),
      hostPort: port(item, 'hostPort'),
    })),
  };
}

function dnsConfig(spec: Json): DnsConfig | null {
  const config = maybeChild(spec, 'dnsConfig');
  if (config === null) return null;
  return {
    nameservers: texts(config, 'nameservers'),
    searches: texts(config, 'searches'),
    options: items(config, 'options').length === 0 ? [] : list(config, 'options', dnsOption),
  };
}

function dnsOption(option: Json): { name: string; value: string | null } {
  return { name: text(option, 'name'), value: option['value'] === undefined ? null : text(option, 'value') };
}
