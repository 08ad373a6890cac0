import { timestamp } from '../clock.js';
import type { Random } from '../random.js';
import type { SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';
import type { Endpoint, EndpointGroup, ServiceView } from './endpoints-of.js';

/** The controller starts another slice when one holds this many. */
const endpointsMax = 100;

interface Slice {
  readonly name: string;
  readonly created: string;
  group: string;
  addressType: string;
  ports: EndpointGroup['ports'];
  endpoints: Map<string, Endpoint>;
}

/** The slices of one Service. An endpoint stays in its slice as long as it can. */
export class SliceSet {
  private slices: Slice[] = [];
  private readonly random: Random;
  private applied = false;

  constructor(
    private readonly cluster: SimCluster,
    private readonly service: ServiceView,
  ) {
    this.random = cluster.random.fork(`slices/${service.uid}`);
  }

  apply(groups: readonly EndpointGroup[]): void {
    const keys = new Set(groups.map(groupKey));
    const stale = this.slices.filter((slice) => !keys.has(slice.group));
    this.slices = this.slices.filter((slice) => keys.has(slice.group));
    for (const group of groups) this.fill(group, stale);
    for (const slice of stale) this.deleteSlice(slice);
    for (const slice of this.slices) this.cluster.update(this.objectOf(slice));
  }

  deleteAll(): void {
    for (const slice of this.slices) this.deleteSlice(slice);
    this.slices = [];
  }

  /** @param spare slices without a group; they are used before new ones are made. */
  private fill(group: EndpointGroup, spare: Slice[]): void {
    const key = groupKey(group);
    const left = new Map(group.endpoints);
    const own = this.slices.filter((slice) => slice.group === key);
    for (const slice of own) keepIn(slice, left);
    for (const slice of own) moveInto(slice, left);
    while (left.size > 0 || own.length === 0) {
      const slice = this.adopt(group, spare);
      own.push(slice);
      moveInto(slice, left);
    }
    const empty = own
      .filter((slice) => slice.endpoints.size === 0)
      .slice(own.some((s) => s.endpoints.size > 0) ? 0 : 1);
    for (const slice of empty) this.deleteSlice(slice);
    this.slices = this.slices.filter((slice) => !empty.includes(slice));
  }

  private adopt(group: EndpointGroup, spare: Slice[]): Slice {
    const sameFamily = spare.findIndex((slice) => slice.addressType === group.addressType);
    const [used] = sameFamily < 0 ? [] : spare.splice(sameFamily, 1);
    const slice = used ?? {
      name: `${this.service.name}-${this.random.suffix(5)}`,
      created: this.creation(),
      group: '',
      addressType: group.addressType,
      ports: [],
      endpoints: new Map<string, Endpoint>(),
    };
    slice.group = groupKey(group);
    slice.ports = group.ports;
    slice.endpoints = new Map();
    this.slices.push(slice);
    return slice;
  }

  /** The first slice is as old as its Service. */
  private creation(): string {
    const first = !this.applied;
    this.applied = true;
    return (first ? this.service.object.metadata.creationTimestamp : undefined) ?? timestamp(this.cluster.clock.now());
  }

  private deleteSlice(slice: Slice): void {
    this.cluster.delete('endpointslices.discovery.k8s.io', this.service.namespace, slice.name);
  }

  /** Empty lists are null, as they come back from etcd. */
  private objectOf({ name, created, addressType, ports, endpoints }: Slice): KubeObject {
    const { namespace, name: serviceName, uid, object } = this.service;
    const headless = (object['spec'] as { clusterIP?: string }).clusterIP === 'None';
    return {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name,
        generateName: `${serviceName}-`,
        namespace,
        creationTimestamp: created,
        labels: {
          ...object.metadata.labels,
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
          'kubernetes.io/service-name': serviceName,
          ...(headless ? { 'service.kubernetes.io/headless': '' } : {}),
        },
        ownerReferences: [
          { apiVersion: 'v1', kind: 'Service', name: serviceName, uid, controller: true, blockOwnerDeletion: true },
        ],
      },
      addressType,
      endpoints: endpoints.size > 0 ? [...endpoints.values()] : null,
      ports: ports.length > 0 ? ports : null,
    };
  }
}

function groupKey({ addressType, ports }: EndpointGroup): string {
  return `${addressType} ${JSON.stringify(ports)}`;
}

function keepIn(slice: Slice, left: Map<string, Endpoint>): void {
  for (const uid of [...slice.endpoints.keys()]) {
    const endpoint = left.get(uid);
    if (endpoint) slice.endpoints.set(uid, endpoint);
    else slice.endpoints.delete(uid);
    left.delete(uid);
  }
}

function moveInto(slice: Slice, left: Map<string, Endpoint>): void {
  for (const [uid, endpoint] of left) {
    if (slice.endpoints.size >= endpointsMax) return;
    slice.endpoints.set(uid, endpoint);
    left.delete(uid);
  }
}
