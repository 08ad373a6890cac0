import type { JsonValue, Kind, NetRecord, Topology } from '@netkaart/topology';
import { RecordIndex } from '../record-index.js';
import { ADDRESS_BLOCK_FIELDS, IP_POOL_FIELDS, SERVICE_CIDR_FIELDS } from './allocation-fields.js';
import { derivedFields } from './derived-fields.js';
import { objectName, type Field, type FieldSpec, type FieldTable } from './field.js';
import { linesOf } from './format.js';
import { GATEWAY_CLASS_FIELDS, GATEWAY_FIELDS } from './gateway-fields.js';
import { INGRESS_CLASS_FIELDS, INGRESS_FIELDS } from './ingress-fields.js';
import {
  ADMIN_NETWORK_POLICY_FIELDS,
  BASELINE_ADMIN_NETWORK_POLICY_FIELDS,
  CLUSTER_NETWORK_POLICY_FIELDS,
  NETWORK_POLICY_FIELDS,
} from './policy-fields.js';
import {
  GRPC_ROUTE_FIELDS,
  HTTP_ROUTE_FIELDS,
  REFERENCE_GRANT_FIELDS,
  TCP_ROUTE_FIELDS,
  TLS_ROUTE_FIELDS,
} from './route-fields.js';
import { ENDPOINT_SLICE_FIELDS, SERVICE_FIELDS } from './service-fields.js';
import { NAMESPACE_FIELDS, NODE_FIELDS, POD_FIELDS } from './workload-fields.js';

const TABLES: { readonly [K in Kind]: FieldTable<K> } = {
  Namespace: NAMESPACE_FIELDS,
  Node: NODE_FIELDS,
  Pod: POD_FIELDS,
  Service: SERVICE_FIELDS,
  EndpointSlice: ENDPOINT_SLICE_FIELDS,
  Ingress: INGRESS_FIELDS,
  IngressClass: INGRESS_CLASS_FIELDS,
  Gateway: GATEWAY_FIELDS,
  GatewayClass: GATEWAY_CLASS_FIELDS,
  HTTPRoute: HTTP_ROUTE_FIELDS,
  GRPCRoute: GRPC_ROUTE_FIELDS,
  TLSRoute: TLS_ROUTE_FIELDS,
  TCPRoute: TCP_ROUTE_FIELDS,
  ReferenceGrant: REFERENCE_GRANT_FIELDS,
  NetworkPolicy: NETWORK_POLICY_FIELDS,
  ClusterNetworkPolicy: CLUSTER_NETWORK_POLICY_FIELDS,
  AdminNetworkPolicy: ADMIN_NETWORK_POLICY_FIELDS,
  BaselineAdminNetworkPolicy: BASELINE_ADMIN_NETWORK_POLICY_FIELDS,
  ServiceCIDR: SERVICE_CIDR_FIELDS,
  IPPool: IP_POOL_FIELDS,
  AddressBlock: ADDRESS_BLOCK_FIELDS,
};

/**
 * The rows of the side panel for a record: what follows from several fields first, then every field of the record in its
 * order, none left out. Links name objects of this topology only.
 */
export function fieldsOf(topology: Topology, record: NetRecord): Field[] {
  const index = new RecordIndex(topology);
  const specs = TABLES[record.kind] as unknown as Readonly<Record<string, FieldSpec<NetRecord, JsonValue>>>;
  const values = record as unknown as Readonly<Record<string, JsonValue>>;
  const rows = Object.entries(specs).map(([key, spec]) => rowOf(key, spec, values[key] ?? null, record, index));
  return [...derivedFields(record, index), ...rows];
}

/** Keys of all rows that any kind can have: the messages that a translation needs. */
export function fieldKeys(): string[] {
  const keys = Object.values(TABLES).flatMap((table) => Object.keys(table));
  return [...new Set(['state', 'workload', 'roles', 'zone', ...keys])].sort();
}

function rowOf(
  key: string,
  spec: FieldSpec<NetRecord, JsonValue>,
  value: JsonValue,
  record: NetRecord,
  index: RecordIndex,
): Field {
  const linked = spec.links?.(value, index, record) ?? [];
  return {
    key,
    values: spec.show ? spec.show(value, record) : linesOf(value),
    evidence: spec.evidence?.(value, record) ?? 'read',
    source: {
      object: objectName(record),
      path: typeof spec.path === 'string' ? spec.path : spec.path(record),
    },
    rule: spec.rule?.(value, record) ?? '',
    links: [...new Set(linked.flatMap((each) => each?.uid ?? []))],
  };
}
