import type { GatewayListener } from '@netkaart/topology';
import { metaOf } from './meta-fields.js';
import { refOf, selectorOf } from './format.js';
import type { FieldTable } from './field.js';

export const GATEWAY_FIELDS: FieldTable<'Gateway'> = {
  ...metaOf<'Gateway'>(),
  className: { path: 'spec.gatewayClassName', links: (name, index) => [index.byName('GatewayClass', '', name)] },
  listeners: { path: 'spec.listeners', show: (listeners) => listeners.map(listenerOf) },
  requestedAddresses: { path: 'spec.addresses', show: (addresses) => addresses.map(addressOf) },
  addresses: { path: 'status.addresses', show: (addresses) => addresses.map(addressOf) },
  programmed: { path: "status.conditions[?(@.type=='Programmed')].status" },
};

export const GATEWAY_CLASS_FIELDS: FieldTable<'GatewayClass'> = {
  ...metaOf<'GatewayClass'>(),
  controller: { path: 'spec.controllerName' },
  accepted: { path: "status.conditions[?(@.type=='Accepted')].status" },
};

function addressOf({ type, value }: { type: string; value: string }): string {
  return `${value} (${type})`;
}

function listenerOf(listener: GatewayListener): string {
  const { name, port, protocol, hostname, tlsMode, certificateRefs, allowedKinds, attachedRoutes } = listener;
  return [
    `${name}: ${port}/${protocol} ${hostname || '*'}`,
    tlsMode && `TLS ${tlsMode}`,
    certificateRefs.length > 0 && `certificates ${certificateRefs.map(refOf).join(' ')}`,
    `routes from ${allowedFromOf(listener)}`,
    allowedKinds.length > 0 && `kinds ${allowedKinds.map(({ kind }) => kind).join(' ')}`,
    attachedRoutes !== null && `${attachedRoutes} attached`,
  ]
    .filter(Boolean)
    .join(', ');
}

function allowedFromOf({ allowedFrom, allowedSelector }: GatewayListener): string {
  return allowedFrom === 'Selector' ? `namespaces ${selectorOf(allowedSelector)}` : allowedFrom;
}
