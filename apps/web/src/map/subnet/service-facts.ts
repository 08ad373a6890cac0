import { ownerOf, type AddressPlan } from '@netkaart/network';
import {
  recordsOf,
  type EndpointSliceRecord,
  type PodRecord,
  type ServiceRecord,
  type Topology,
} from '@netkaart/topology';
import type { Words } from './words';

/** A Service on the plate of its range: where, and what its flag says. */
export interface ServiceFact {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  readonly address: string;
  readonly range: number;
  readonly offset: number;
  /** `443/TCP → 192.168.1.10:6443`; '' when there are too many Services for flags. */
  readonly detail: string;
}

/** Services up to this number can get flags. */
export const FLAGS_MAX = 24;

/** Facts of all Services with a cluster IP, by address. */
export function serviceFacts(
  topology: Topology,
  plan: AddressPlan,
  words: Words,
  before: readonly ServiceFact[] | null,
): readonly ServiceFact[] {
  const bare = plan.services.length > FLAGS_MAX;
  if (
    bare &&
    before &&
    before.length === plan.services.length &&
    before.every((fact, i) => fact.uid === plan.services[i]?.uid && fact.address === plan.services[i].address)
  )
    return before;
  const slices = bare ? new Map<string, EndpointSliceRecord[]>() : slicesByService(topology);
  return plan.services.map((at) => {
    const service = topology.kinds.Service.get(at.uid);
    const own = slices.get(`${at.namespace}/${at.name}`) ?? [];
    return {
      ...at,
      detail: service && !bare ? `${portsOf(service)} → ${targetOf(topology, service, own, words)}` : '',
    };
  });
}

function portsOf(service: ServiceRecord): string {
  return service.ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' ');
}

/** The pods behind it, or the one address that is none of a pod. */
function targetOf(
  topology: Topology,
  service: ServiceRecord,
  slices: readonly EndpointSliceRecord[],
  words: Words,
): string {
  const ready = slices.flatMap((slice) =>
    slice.endpoints
      .filter((one) => one.ready !== false)
      .map((endpoint) => ({ endpoint, port: slice.ports[0]?.port ?? null })),
  );
  const pods = new Set(ready.flatMap(({ endpoint }) => (endpoint.target?.kind === 'Pod' ? [endpoint.target.uid] : [])));
  const [first] = ready;
  if (pods.size === 0 && first) {
    const address = first.endpoint.addresses[0] ?? '';
    const more = ready.length > 1 ? ` +${ready.length - 1}` : '';
    return `${address}${first.port === null ? '' : `:${first.port}`}${more}`;
  }
  const owner = ownerName(topology, [...pods]);
  return owner === '' || owner === service.name ? words.pods(pods.size) : words.podsOf(pods.size, owner);
}

function ownerName(topology: Topology, uids: readonly string[]): string {
  const pods = uids.map((uid) => topology.kinds.Pod.get(uid)).filter((pod): pod is PodRecord => pod !== undefined);
  const names = new Set(pods.map((pod) => ownerOf(pod)?.name ?? ''));
  return names.size === 1 ? ([...names][0] ?? '') : '';
}

function slicesByService(topology: Topology): Map<string, EndpointSliceRecord[]> {
  const slices = new Map<string, EndpointSliceRecord[]>();
  for (const slice of recordsOf(topology, 'EndpointSlice')) {
    const key = `${slice.namespace}/${slice.service}`;
    slices.set(key, [...(slices.get(key) ?? []), slice]);
  }
  return slices;
}
