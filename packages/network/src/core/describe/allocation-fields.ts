import { metaOf } from './meta-fields.js';
import type { FieldTable } from './field.js';

export const SERVICE_CIDR_FIELDS: FieldTable<'ServiceCIDR'> = {
  ...metaOf<'ServiceCIDR'>(),
  cidrs: { path: 'spec.cidrs' },
  ready: { path: "status.conditions[?(@.type=='Ready')].status" },
};

type Source = { readonly source: 'calico' | 'cilium' };
const byPlugin =
  (calico: string, cilium: string) =>
  ({ source }: Source) =>
    source === 'calico' ? calico : cilium;

export const IP_POOL_FIELDS: FieldTable<'IPPool'> = {
  ...metaOf<'IPPool'>(),
  source: { path: 'apiVersion' },
  cidrs: { path: byPlugin('spec.cidr', 'spec.ipv4.cidrs, spec.ipv6.cidrs') },
  blockPrefix: {
    path: byPlugin('spec.blockSize', 'spec.ipv4.maskSize'),
    evidence: (length) => (length === null ? 'unknown' : 'read'),
  },
  nodeSelector: { path: 'spec.nodeSelector' },
  disabled: { path: 'spec.disabled' },
  encapsulation: { path: 'spec.vxlanMode, spec.ipipMode' },
  natOutgoing: { path: 'spec.natOutgoing' },
};

export const ADDRESS_BLOCK_FIELDS: FieldTable<'AddressBlock'> = {
  ...metaOf<'AddressBlock'>(),
  source: { path: 'apiVersion' },
  cidrs: { path: byPlugin('spec.cidr', 'spec.ipam.podCIDRs') },
  node: {
    path: byPlugin('spec.affinity', 'metadata.name'),
    links: (name, index) => [index.byName('Node', '', name)],
  },
  pool: {
    path: byPlugin('', 'spec.ipam.pools.allocated[].pool'),
    links: (name, index) => [index.byName('IPPool', '', name)],
    evidence: (name) => (name === '' ? 'unknown' : 'read'),
  },
};
