import type { EndpointSliceRecord, ServiceRecord } from '@netkaart/topology';
import { byName, podBranch, type Branch } from './branch';
import type { World } from './world';

/** Namespace → Service → pod: the pods are those that its EndpointSlices name, in address order of the slices. */
export function serviceTree(world: World): readonly Branch[] {
  const slices = slicesByService(world);
  const services = [...world.topology.kinds.Service.values()].sort(byName);
  const namespaces = new Map<string, Branch[]>();
  for (const service of services) {
    const branches = namespaces.get(service.namespace) ?? [];
    branches.push(serviceBranch(service, slices.get(`${service.namespace}/${service.name}`) ?? [], world));
    namespaces.set(service.namespace, branches);
  }
  return [...namespaces].map(([namespace, children]) => ({
    id: `ns:${namespace}`,
    record: world.named('Namespace', '', namespace),
    name: namespace,
    cells: ['', '', '', `${children.length} Services`],
    children,
  }));
}

function slicesByService(world: World): ReadonlyMap<string, readonly EndpointSliceRecord[]> {
  const slices = new Map<string, EndpointSliceRecord[]>();
  for (const slice of world.topology.kinds.EndpointSlice.values()) {
    const key = `${slice.namespace}/${slice.service}`;
    const list = slices.get(key);
    if (list) list.push(slice);
    else slices.set(key, [slice]);
  }
  return slices;
}

function serviceBranch(service: ServiceRecord, slices: readonly EndpointSliceRecord[], world: World): Branch {
  const children = endpointsOf(service, slices, world);
  const ports = service.ports.map(portText).join(' ');
  const type = service.clusterIPs[0] === 'None' ? 'headless' : service.type;
  const address =
    service.type === 'ExternalName' ? service.externalName : service.clusterIPs.filter((ip) => ip !== 'None').join(' ');
  return {
    id: service.uid,
    record: service,
    name: service.name,
    cells: [address, type, service.namespace, `${ports} → ${children.length} endpoints`.trim()],
    children,
  };
}

function endpointsOf(service: ServiceRecord, slices: readonly EndpointSliceRecord[], world: World): readonly Branch[] {
  const seen = new Set<string>();
  return slices.flatMap((slice) =>
    slice.endpoints.flatMap((endpoint) => {
      const pod = endpoint.target?.kind === 'Pod' ? world.topology.kinds.Pod.get(endpoint.target.uid) : undefined;
      const key = pod?.uid ?? endpoint.addresses.join(' ');
      if (seen.has(key)) return [];
      seen.add(key);
      return [pod ? podBranch(service.uid, pod) : addressBranch(service.uid, endpoint.addresses)];
    }),
  );
}

function addressBranch(parent: string, addresses: readonly string[]): Branch {
  const text = addresses.join(' ');
  return { id: `${parent}/${text}`, record: null, name: text, cells: [text, '', '', ''], children: [] };
}

function portText(port: ServiceRecord['ports'][number]): string {
  return port.nodePort === null ? `${port.port}/${port.protocol}` : `${port.port}:${port.nodePort}/${port.protocol}`;
}
