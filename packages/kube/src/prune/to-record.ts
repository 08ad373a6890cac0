import type { Kind, NetRecord, RecordOf } from '@netkaart/topology';
import type { Quarantine, Resource } from '../sink.js';
import { readAddressBlock, readIPPool, readServiceCIDR } from './address-plan.js';
import { readAdminNetworkPolicy, readBaselineAdminNetworkPolicy, readClusterNetworkPolicy } from './admin-policy.js';
import { readEndpointSlice } from './endpoint-slice.js';
import { clean, FieldError, isObject, pathOfField, typeName, type Json } from './fields.js';
import { readGateway, readGatewayClass, readReferenceGrant } from './gateway.js';
import { readIngress, readIngressClass } from './ingress.js';
import { noIntern, type Intern } from './intern.js';
import { readMeta } from './meta.js';
import { readNamespace } from './namespace.js';
import { readNode } from './node.js';
import { readPod } from './pod.js';
import { readNetworkPolicy } from './policy.js';
import type { Read } from './read.js';
import { readGRPCRoute, readHTTPRoute, readTCPRoute, readTLSRoute } from './routes.js';
import { readService } from './service.js';

const READERS: { readonly [K in Kind]: Read<RecordOf<K>> } = {
  Namespace: readNamespace,
  Node: readNode,
  Pod: readPod,
  Service: readService,
  EndpointSlice: readEndpointSlice,
  Ingress: readIngress,
  IngressClass: readIngressClass,
  Gateway: readGateway,
  GatewayClass: readGatewayClass,
  HTTPRoute: readHTTPRoute,
  GRPCRoute: readGRPCRoute,
  TLSRoute: readTLSRoute,
  TCPRoute: readTCPRoute,
  ReferenceGrant: readReferenceGrant,
  NetworkPolicy: readNetworkPolicy,
  ClusterNetworkPolicy: readClusterNetworkPolicy,
  AdminNetworkPolicy: readAdminNetworkPolicy,
  BaselineAdminNetworkPolicy: readBaselineAdminNetworkPolicy,
  ServiceCIDR: readServiceCIDR,
  IPPool: readIPPool,
  AddressBlock: readAddressBlock,
};

/**
 * The record of an object as the API server sent it (any JSON), or the reason why there is none. Never throws. Fields
 * that are absent get the value that Kubernetes defaults them to; what carries no network meaning is dropped.
 * Control and direction characters are removed from all texts. `intern` shares equal parts between records.
 */
export function toRecord(
  resource: Resource,
  object: unknown,
  intern: Intern = noIntern,
): { record: NetRecord } | { problem: Quarantine } {
  if (!isObject(object)) return { problem: problemOf({}, '', `is ${typeName(object)}, not an object`) };
  try {
    return { record: read(READERS[resource.kind], object, intern, resource) };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return { problem: problemOf(object, pathOfField(object, error.holder, error.field), error.message) };
  }
}

function read(reader: Read<NetRecord>, object: Json, intern: Intern, resource: Resource): NetRecord {
  return reader(readMeta(object, intern), object, intern, resource);
}

function problemOf(object: Json, field: string, message: string): Quarantine {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {};
  return {
    namespace: shown(metadata['namespace']),
    name: shown(metadata['name']),
    uid: shown(metadata['uid']),
    field: clean(field).slice(0, 256),
    message: `${clean(field).slice(0, 256)} ${message}`.trim(),
  };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? clean(value.slice(0, 253)) : '';
}
