import type {
  GatewayClassRecord,
  GatewayListener,
  GatewayRecord,
  ObjectRef,
  ReferenceGrantRecord,
} from '@netkaart/topology';
import { child, integer, list, maybeChild, text, type Json } from './fields.js';
import { conditionStatus } from './meta.js';
import { requiredPort } from './ports.js';
import type { Read } from './read.js';
import { GATEWAY_GROUP } from './route.js';
import { selector } from './selector.js';

export const readGatewayClass: Read<GatewayClassRecord> = (meta, object) => ({
  kind: 'GatewayClass',
  ...meta,
  controller: text(child(object, 'spec'), 'controllerName'),
  accepted: conditionStatus(child(object, 'status'), 'Accepted'),
});

/** Listeners and addresses keep their order. */
export const readGateway: Read<GatewayRecord> = (meta, object) => {
  const spec = child(object, 'spec');
  const status = child(object, 'status');
  const attached = new Map(list(status, 'listeners', (item) => [text(item, 'name'), integer(item, 'attachedRoutes')]));
  return {
    kind: 'Gateway',
    ...meta,
    className: text(spec, 'gatewayClassName'),
    listeners: list(spec, 'listeners', (item) => listener(item, attached)),
    requestedAddresses: list(spec, 'addresses', address),
    addresses: list(status, 'addresses', address),
    programmed: conditionStatus(status, 'Programmed'),
  };
};

/** Both sides are sets: sorted. */
export const readReferenceGrant: Read<ReferenceGrantRecord> = (meta, object) => {
  const spec = child(object, 'spec');
  return {
    kind: 'ReferenceGrant',
    ...meta,
    from: list(spec, 'from', (item) => ({
      group: text(item, 'group'),
      kind: text(item, 'kind'),
      namespace: text(item, 'namespace'),
    })).sort(byContent),
    to: list(spec, 'to', (item) => ({
      group: text(item, 'group'),
      kind: text(item, 'kind'),
      name: text(item, 'name'),
    })).sort(byContent),
  };
};

function listener(item: Json, attached: ReadonlyMap<string, number | null>): GatewayListener {
  const name = text(item, 'name');
  const tls = maybeChild(item, 'tls');
  const allowed = child(item, 'allowedRoutes');
  const namespaces = child(allowed, 'namespaces');
  return {
    name,
    hostname: text(item, 'hostname'),
    port: requiredPort(item, 'port'),
    protocol: text(item, 'protocol'),
    tlsMode: tls === null ? '' : text(tls, 'mode', 'Terminate'),
    certificateRefs: list(tls ?? {}, 'certificateRefs', certificateRef),
    allowedFrom: text(namespaces, 'from', 'Same'),
    allowedSelector: selector(namespaces, 'selector'),
    allowedKinds: list(allowed, 'kinds', (kind) => ({
      group: text(kind, 'group', GATEWAY_GROUP),
      kind: text(kind, 'kind'),
    })),
    attachedRoutes: attached.get(name) ?? null,
  };
}

function certificateRef(ref: Json): ObjectRef {
  return {
    group: text(ref, 'group'),
    kind: text(ref, 'kind', 'Secret'),
    namespace: text(ref, 'namespace'),
    name: text(ref, 'name'),
  };
}

function address(item: Json): { type: string; value: string } {
  return { type: text(item, 'type', 'IPAddress'), value: text(item, 'value') };
}

function byContent(a: object, b: object): number {
  const left = JSON.stringify(a);
  const right = JSON.stringify(b);
  return left < right ? -1 : left > right ? 1 : 0;
}
