import type { ServiceRecord } from '@netkaart/topology';
import type { FieldRef } from './field-ref.js';
import type { RouteLink } from './graph.js';
import { type Remark, remark } from './remark.js';
import type { Sources } from './sources.js';

/** A backend as a rule names it; port null: none named. */
export interface Backend {
  readonly namespace: string;
  readonly name: string;
  readonly port: number | string | null;
  readonly share: number | null;
  readonly remarks: readonly Remark[];
}

/** The link from a rule to a backend Service, with a break where the Service or the port does not exist. */
export function backendLink(rule: string, backend: Backend, evidence: FieldRef, sources: Sources): RouteLink {
  const service = sources.find('Service', backend.namespace, backend.name);
  const port = service ? portNumber(service, backend.port) : null;
  const missing = service ? portRemark(service, backend, port, evidence) : serviceRemark(backend, evidence);
  return {
    id: `${rule}>${evidence.path}`,
    from: rule,
    fromType: 'rule',
    to: { namespace: backend.namespace, name: backend.name },
    uid: service?.uid ?? null,
    ports: port === null ? [] : [port],
    share: backend.share,
    remarks: missing ? [...backend.remarks, missing] : backend.remarks,
    evidence,
  };
}

/** The Service's port that a backend means, by number or by name; null when it has none such. */
function portNumber(service: ServiceRecord, port: number | string | null): number | null {
  if (port === null) return null;
  const found = service.ports.find((own) => (typeof port === 'number' ? own.port === port : own.name === port));
  if (found) return found.port;
  return service.clusterIPs[0] === 'None' && service.ports.length === 0 && typeof port === 'number' ? port : null;
}

function serviceRemark(backend: Backend, { uid, path }: FieldRef): Remark {
  return remark('service-missing', uid, path, { service: backend.name });
}

function portRemark(
  service: ServiceRecord,
  backend: Backend,
  port: number | null,
  { uid, path }: FieldRef,
): Remark | null {
  if (port !== null) return null;
  if (backend.port === null) return remark('port-unnamed', uid, path, { service: backend.name });
  if (service.type === 'ExternalName' && typeof backend.port === 'number') return null;
  const offered = service.ports
    .map((own) => (own.name === '' ? String(own.port) : `${own.name} ${own.port}`))
    .join(', ');
  return remark('port-missing', uid, `${path}.port`, {
    service: backend.name,
    port: backend.port,
    offered: offered || 'none',
  });
}
