import type { AddressBlockRecord, IPPoolRecord, ServiceCIDRRecord } from '@netkaart/topology';
import { sourceOf } from '../resources.js';
import { child, flag, integer, list, sortedTexts, text, texts, type Json } from './fields.js';
import { conditionStatus } from './meta.js';
import type { Read } from './read.js';

/** cidrs keep their order: the first is the primary family. */
export const readServiceCIDR: Read<ServiceCIDRRecord> = (meta, object) => ({
  kind: 'ServiceCIDR',
  ...meta,
  cidrs: texts(child(object, 'spec'), 'cidrs'),
  ready: conditionStatus(child(object, 'status'), 'Ready'),
});

export const readIPPool: Read<IPPoolRecord> = (meta, object, _intern, resource) => {
  const spec = child(object, 'spec');
  return { kind: 'IPPool', ...meta, ...(sourceOf(resource) === 'cilium' ? ciliumPool(spec) : calicoPool(spec)) };
};

function calicoPool(spec: Json) {
  const cidr = text(spec, 'cidr');
  return {
    source: 'calico' as const,
    cidrs: cidr === '' ? [] : [cidr],
    blockPrefix: integer(spec, 'blockSize') ?? (cidr.includes(':') ? 122 : 26),
    nodeSelector: text(spec, 'nodeSelector'),
    disabled: flag(spec, 'disabled', false),
    encapsulation: encapsulation(spec),
    natOutgoing: flag(spec, 'natOutgoing', false),
  };
}

function encapsulation(spec: Json): string {
  const modes = [
    ['vxlanMode', 'VXLAN'],
    ['ipipMode', 'IPIP'],
  ] as const;
  for (const [field, name] of modes) {
    const mode = text(spec, field, 'Never');
    if (mode === 'Always') return name;
    if (mode === 'CrossSubnet') return `${name}CrossSubnet`;
  }
  return '';
}

/** The cidrs of a family keep their order; IPv4 comes first, and its mask size stands for the pool. */
function ciliumPool(spec: Json) {
  const ipv4 = child(spec, 'ipv4');
  const ipv6 = child(spec, 'ipv6');
  return {
    source: 'cilium' as const,
    cidrs: [...texts(ipv4, 'cidrs'), ...texts(ipv6, 'cidrs')],
    blockPrefix: integer(ipv4, 'maskSize') ?? integer(ipv6, 'maskSize'),
    nodeSelector: '',
    disabled: false,
    encapsulation: '',
    natOutgoing: false,
  };
}

/** Which addresses of a block are taken is dropped: the pods say it. */
export const readAddressBlock: Read<AddressBlockRecord> = (meta, object, _intern, resource) => {
  const spec = child(object, 'spec');
  if (sourceOf(resource) === 'cilium') return { kind: 'AddressBlock', ...meta, ...ciliumBlocks(spec, meta.name) };
  return { kind: 'AddressBlock', ...meta, ...calicoBlock(spec) };
};

function calicoBlock(spec: Json) {
  const cidr = text(spec, 'cidr');
  const affinity = text(spec, 'affinity');
  return {
    source: 'calico' as const,
    cidrs: cidr === '' ? [] : [cidr],
    node: affinity.startsWith('host:') ? affinity.slice('host:'.length) : '',
    pool: '',
  };
}

/** podCIDRs keep their order; blocks out of pools are a set: sorted. The pool is named when there is only one. */
function ciliumBlocks(spec: Json, node: string) {
  const ipam = child(spec, 'ipam');
  const allocated = list(child(ipam, 'pools'), 'allocated', (item) => ({
    pool: text(item, 'pool'),
    cidrs: sortedTexts(item, 'cidrs'),
  }));
  const pools = new Set(allocated.map(({ pool }) => pool));
  return {
    source: 'cilium' as const,
    cidrs: [...texts(ipam, 'podCIDRs'), ...allocated.flatMap(({ cidrs }) => cidrs).sort()],
    node,
    pool: pools.size === 1 ? (allocated[0]?.pool ?? '') : '',
  };
}
