import { addressAt, formatAddress, parsePrefix, type Family, type NodeRecord } from '@netkaart/topology';
import type { Cni, Device, Known, Overlay, OverlayType, Tunnel } from './plan.js';

const FLANNEL = 'flannel.alpha.coreos.com';
const CALICO = 'projectcalico.org';
const CILIUM = ['network.cilium.io', 'io.cilium.network'];

/** The network plugin that left its annotations on the node. */
export function cniOf(node: NodeRecord): Cni {
  if (node.annotations[`${FLANNEL}/backend-type`]) return 'flannel';
  for (const key in node.annotations) {
    if (key.startsWith(`${CALICO}/`)) return 'calico';
    if (CILIUM.some((prefix) => key.startsWith(prefix))) return 'cilium';
  }
  return 'unknown';
}

/** The tunnel end of a node, or null: no overlay, or nothing says what it is. */
export function tunnelOf(node: NodeRecord, family: Family): Tunnel | null {
  switch (cniOf(node)) {
    case 'flannel':
      return flannelTunnel(node, family);
    case 'calico':
      return calicoTunnel(node, family);
    case 'cilium':
    case 'unknown':
      return null;
  }
}

/** The bridge into which the pods of a node are plugged, which is also their gateway; null where there is none. */
export function bridgeOf(node: NodeRecord, family: Family): Device | null {
  const cni = cniOf(node);
  if (cni === 'flannel') {
    const address = subnetAddress(node, family, 1);
    const source =
      'rule: the bridge plugin that flannel configures gives cni0 the second address of the node subnet (.1)';
    return { name: 'cni0', address, evidence: address === null ? 'unknown' : 'inferred', source };
  }
  if (cni === 'cilium') return ciliumHost(node, family);
  return null;
}

/** What the nodes together say of the overlay: the first node that says anything. */
export function overlayOf(nodes: readonly NodeRecord[], family: Family, pools: readonly PoolEncapsulation[]): Overlay {
  for (const node of nodes) {
    const cni = cniOf(node);
    if (cni === 'flannel') return flannelOverlay(node, family);
    if (cni === 'calico') return calicoOverlay(node, pools, family);
    if (cni === 'cilium')
      return { cni, type: 'unknown', vni: null, evidence: 'unknown', source: 'no object says whether Cilium tunnels' };
  }
  return {
    cni: 'unknown',
    type: 'unknown',
    vni: null,
    evidence: 'unknown',
    source: 'no node carries an annotation of a network plugin',
  };
}

/** The part of an IP pool that tells of tunnels. */
export interface PoolEncapsulation {
  readonly name: string;
  readonly encapsulation: string;
  readonly source: string;
}

function flannelOverlay(node: NodeRecord, family: Family): Overlay {
  const source = `annotation ${FLANNEL}/backend-type of node ${node.name}`;
  return { cni: 'flannel', type: flannelType(node), vni: flannelData(node, family).vni, evidence: 'read', source };
}

function calicoOverlay(node: NodeRecord, pools: readonly PoolEncapsulation[], family: Family): Overlay {
  const pool = pools.find((p) => p.source === 'calico' && p.encapsulation !== '');
  if (pool) {
    const type = pool.encapsulation.startsWith('VXLAN') ? 'vxlan' : 'ipip';
    return { cni: 'calico', type, vni: null, evidence: 'read', source: `encapsulation of IPPool ${pool.name}` };
  }
  const tunnel = calicoTunnel(node, family);
  if (tunnel) return { cni: 'calico', type: tunnel.type, vni: null, evidence: tunnel.evidence, source: tunnel.source };
  const source = pools.length > 0 ? 'no IPPool names an encapsulation' : 'no node names a tunnel address';
  return {
    cni: 'calico',
    type: pools.length > 0 ? 'none' : 'unknown',
    vni: null,
    evidence: pools.length > 0 ? 'read' : 'unknown',
    source,
  };
}

function flannelType(node: NodeRecord): OverlayType {
  const type = node.annotations[`${FLANNEL}/backend-type`];
  if (type === 'vxlan' || type === 'ipip' || type === 'wireguard' || type === 'host-gw') return type;
  return 'unknown';
}

const FLANNEL_DEVICES: Partial<Record<OverlayType, string>> = { ipip: 'flannel.ipip', wireguard: 'flannel-wg' };

function flannelTunnel(node: NodeRecord, family: Family): Tunnel | null {
  const type = flannelType(node);
  if (type === 'host-gw' || type === 'unknown') return null;
  const { vni, mac } = flannelData(node, family);
  const vxlan = family === 4 ? `flannel.${vni ?? 1}` : `flannel-v6.${vni ?? 1}`;
  const address = subnetAddress(node, family, 0);
  return {
    type,
    name: type === 'vxlan' ? vxlan : (FLANNEL_DEVICES[type] ?? 'flannel'),
    address,
    vni,
    mac,
    publicIp: node.annotations[`${FLANNEL}/public-ip${family === 6 ? 'v6' : ''}`] ?? '',
    evidence: address === null ? 'unknown' : 'inferred',
    source: 'rule: flannel gives its tunnel device the first address of the node subnet (.0)',
  };
}

function flannelData(node: NodeRecord, family: Family): { vni: number | null; mac: string } {
  const text = node.annotations[`${FLANNEL}/backend${family === 6 ? '-v6' : ''}-data`] ?? '';
  const vni = /"VNI":\s*(\d{1,8})/.exec(text)?.[1];
  const mac = /"VtepMAC":\s*"([0-9a-fA-F:]{17})"/.exec(text)?.[1];
  return { vni: vni === undefined ? null : Number(vni), mac: mac ?? '' };
}

function calicoTunnel(node: NodeRecord, family: Family): Tunnel | null {
  const vxlan = `${CALICO}/IPv${family}VXLANTunnelAddr`;
  const ipip = `${CALICO}/IPv4IPIPTunnelAddr`;
  const key = node.annotations[vxlan] ? vxlan : family === 4 && node.annotations[ipip] ? ipip : null;
  if (key === null) return null;
  const type = key === vxlan ? 'vxlan' : 'ipip';
  return {
    type,
    name: type === 'vxlan' ? (family === 4 ? 'vxlan.calico' : 'vxlan-v6.calico') : 'tunl0',
    address: node.annotations[key] ?? null,
    vni: null,
    mac: node.annotations[`${CALICO}/VXLANTunnelMACAddr`] ?? '',
    publicIp: (node.annotations[`${CALICO}/IPv${family}Address`] ?? '').replace(/\/\d+$/, ''),
    evidence: 'read',
    source: `annotation ${key} of node ${node.name}`,
  };
}

function ciliumHost(node: NodeRecord, family: Family): Device | null {
  for (const prefix of CILIUM) {
    const key = `${prefix}/ipv${family}-cilium-host`;
    const address = node.annotations[key];
    if (address) return { name: 'cilium_host', address, ...read(`annotation ${key} of node ${node.name}`) };
  }
  return null;
}

function subnetAddress(node: NodeRecord, family: Family, offset: number): string | null {
  for (const cidr of node.podCIDRs) {
    const prefix = parsePrefix(cidr);
    if (prefix?.family !== family) continue;
    const address = addressAt(prefix, offset);
    return address && formatAddress(address);
  }
  return null;
}

function read(source: string): Known {
  return { evidence: 'read', source };
}
