import {
  bitsOf,
  comparePrefixes,
  enclosingPrefix,
  formatPrefix,
  offsetIn,
  parseAddress,
  parsePrefix,
  prefixOf,
  recordsOf,
  type PodRecord,
  type Prefix,
  type Topology,
} from '@netkaart/topology';
import { clusterFlag, isK3s } from './cluster-flags.js';
import type { Known, ServiceAddress, ServiceRange } from './plan.js';

const K3S_SERVICES = '10.43.0.0/16';

/** The Service ranges: ServiceCIDR objects, else flags, else k3s' default, else the smallest prefix of the cluster IPs. */
export function serviceRanges(topology: Topology, flagged: readonly PodRecord[]): ServiceRange[] {
  const ranges = fromObjects(topology) ?? fromFlag(topology, flagged) ?? fromK3s(topology) ?? fromClusterIPs(topology);
  return ranges.sort((a, b) => comparePrefixes(a.prefix, b.prefix));
}

/** Every cluster IP of every Service, by range and offset. */
export function serviceAddresses(topology: Topology, ranges: readonly ServiceRange[]): ServiceAddress[] {
  const addresses: ServiceAddress[] = [];
  for (const { uid, namespace, name, clusterIPs } of recordsOf(topology, 'Service')) {
    for (const address of clusterIPs) {
      const parsed = parseAddress(address);
      if (!parsed) continue;
      const range = ranges.findIndex(({ prefix }) => offsetIn(prefix, parsed) !== null);
      const prefix = ranges[range]?.prefix;
      addresses.push({ uid, namespace, name, address, range, offset: (prefix && offsetIn(prefix, parsed)) ?? 0 });
    }
  }
  return addresses.sort((a, b) => a.range - b.range || a.offset - b.offset || (a.uid < b.uid ? -1 : 1));
}

function fromObjects(topology: Topology): ServiceRange[] | null {
  const ranges: ServiceRange[] = [];
  for (const { name, cidrs } of recordsOf(topology, 'ServiceCIDR')) {
    ranges.push(...rangesOf(cidrs, { evidence: 'read', source: `spec.cidrs of ServiceCIDR ${name}` }));
  }
  return ranges.length > 0 ? ranges : null;
}

function fromFlag(topology: Topology, flagged: readonly PodRecord[]): ServiceRange[] | null {
  const flag = clusterFlag(topology, flagged, ['--service-cluster-ip-range', '--service-cidr']);
  const ranges = flag ? rangesOf(flag.value.split(','), flag) : [];
  return ranges.length > 0 ? ranges : null;
}

function fromK3s(topology: Topology): ServiceRange[] | null {
  for (const node of recordsOf(topology, 'Node')) {
    if (!isK3s(node)) continue;
    const source = `default of k3s: node ${node.name} runs ${node.kubeletVersion}, and no node names --service-cidr`;
    return rangesOf([K3S_SERVICES], { evidence: 'inferred', source });
  }
  return null;
}

function fromClusterIPs(topology: Topology): ServiceRange[] {
  const seen: Record<4 | 6, Prefix[]> = { 4: [], 6: [] };
  for (const { clusterIPs } of recordsOf(topology, 'Service')) {
    for (const text of clusterIPs) {
      const address = parseAddress(text);
      const prefix = address && prefixOf(address, bitsOf(address.family));
      if (prefix) seen[prefix.family].push(prefix);
    }
  }
  const known = {
    evidence: 'inferred',
    source: 'smallest prefix that holds the cluster IPs: no object or flag names the range',
  } as const;
  return [enclosingPrefix(seen[4]), enclosingPrefix(seen[6])].flatMap((prefix) =>
    prefix ? rangesOf([formatPrefix(prefix)], known) : [],
  );
}

function rangesOf(cidrs: readonly string[], { evidence, source }: Known): ServiceRange[] {
  return cidrs.flatMap((cidr) => {
    const prefix = parsePrefix(cidr.trim());
    return prefix ? [{ cidr: formatPrefix(prefix), prefix, evidence, source }] : [];
  });
}
