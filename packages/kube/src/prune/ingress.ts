import type { IngressBackend, IngressClassRecord, IngressRecord, IngressRule } from '@netkaart/topology';
import { annotation, annotations } from './annotations.js';
import { child, list, maybeChild, sortedTexts, text, type Json } from './fields.js';
import { port } from './ports.js';
import type { Read } from './read.js';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const KEPT = new Set(
  ['use-regex', 'rewrite-target', 'service-upstream', 'backend-protocol'].map(
    (name) => `nginx.ingress.kubernetes.io/${name}`,
  ),
);

/** Rules and paths keep their order; the hosts of a TLS entry are sorted. */
export const readIngress: Read<IngressRecord> = (meta, object) => {
  const spec = child(object, 'spec');
  const className = text(spec, 'ingressClassName');
  const fromAnnotation = annotation(object, CLASS_ANNOTATION);
  return {
    kind: 'Ingress',
    ...meta,
    className: className || fromAnnotation,
    classFromAnnotation: className === '' && fromAnnotation !== '',
    defaultBackend: backend(spec, 'defaultBackend'),
    rules: list(spec, 'rules', rule),
    tls: list(spec, 'tls', (item) => ({ hosts: sortedTexts(item, 'hosts'), secretName: text(item, 'secretName') })),
    addresses: list(child(child(object, 'status'), 'loadBalancer'), 'ingress', (item) => ({
      ip: text(item, 'ip'),
      hostname: text(item, 'hostname'),
    })),
    annotations: annotations(object, (key, value) => (KEPT.has(key) ? value : null)),
  };
};

export const readIngressClass: Read<IngressClassRecord> = (meta, object) => ({
  kind: 'IngressClass',
  ...meta,
  controller: text(child(object, 'spec'), 'controller'),
  isDefault: annotation(object, 'ingressclass.kubernetes.io/is-default-class') === 'true',
});

function rule(item: Json): IngressRule {
  return {
    host: text(item, 'host'),
    paths: list(child(item, 'http'), 'paths', (path) => ({
      path: text(path, 'path'),
      pathType: text(path, 'pathType', 'ImplementationSpecific'),
      backend: backend(path, 'backend') ?? { service: null, resource: null },
    })),
  };
}

function backend(holder: Json, name: string): IngressBackend | null {
  const from = maybeChild(holder, name);
  if (from === null) return null;
  return { service: serviceBackend(from), resource: resourceBackend(from) };
}

function serviceBackend(from: Json): IngressBackend['service'] {
  const service = maybeChild(from, 'service');
  if (service === null) return null;
  const named = child(service, 'port');
  return { name: text(service, 'name'), port: port(named, 'number') ?? (text(named, 'name') || null) };
}

function resourceBackend(from: Json): IngressBackend['resource'] {
  const resource = maybeChild(from, 'resource');
  if (resource === null) return null;
  return { group: text(resource, 'apiGroup'), kind: text(resource, 'kind'), name: text(resource, 'name') };
}
