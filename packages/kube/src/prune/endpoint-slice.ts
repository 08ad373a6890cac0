import type { EndpointRecord, EndpointSliceRecord } from '@netkaart/topology';
import { child, list, maybeChild, maybeFlag, text, texts, type Json } from './fields.js';
import type { Intern } from './intern.js';
import { port, protocol } from './ports.js';
import type { Read } from './read.js';

/** Endpoints are a set: sorted by their first address, then by their target's UID. Hints are sorted. Ports keep their order. */
export const readEndpointSlice: Read<EndpointSliceRecord> = (meta, object, intern) => ({
  kind: 'EndpointSlice',
  ...meta,
  service: meta.labels['kubernetes.io/service-name'] ?? '',
  addressType: intern(text(object, 'addressType')),
  ports: intern(
    list(object, 'ports', (item) => ({
      name: text(item, 'name'),
      protocol: protocol(item),
      port: port(item, 'port'),
      appProtocol: text(item, 'appProtocol'),
    })),
  ),
  endpoints: list(object, 'endpoints', (item) => endpoint(item, intern)).sort(byAddress),
});

function endpoint(item: Json, intern: Intern): EndpointRecord {
  const conditions = child(item, 'conditions');
  const hints = child(item, 'hints');
  return {
    addresses: texts(item, 'addresses'),
    ready: maybeFlag(conditions, 'ready'),
    serving: maybeFlag(conditions, 'serving'),
    terminating: maybeFlag(conditions, 'terminating'),
    hostname: text(item, 'hostname'),
    node: intern(text(item, 'nodeName')),
    zone: intern(text(item, 'zone')),
    target: target(item),
    zoneHints: intern(names(hints, 'forZones')),
    nodeHints: intern(names(hints, 'forNodes')),
  };
}

function target(item: Json): EndpointRecord['target'] {
  const ref = maybeChild(item, 'targetRef');
  if (ref === null) return null;
  return { kind: text(ref, 'kind'), namespace: text(ref, 'namespace'), name: text(ref, 'name'), uid: text(ref, 'uid') };
}

function names(hints: Json, name: string): string[] {
  return list(hints, name, (hint) => text(hint, 'name')).sort();
}

function byAddress(a: EndpointRecord, b: EndpointRecord): number {
  const left = `${a.addresses[0] ?? ''} ${a.target?.uid ?? ''}`;
  const right = `${b.addresses[0] ?? ''} ${b.target?.uid ?? ''}`;
  return left < right ? -1 : left > right ? 1 : 0;
}
