import type { IngressBackend, IngressRecord, ServiceRecord } from '@netkaart/topology';
import type { RecordIndex } from '../record-index.js';
import { metaOf } from './meta-fields.js';
import { ingressBackendOf } from './format.js';
import type { FieldTable } from './field.js';

export const INGRESS_FIELDS: FieldTable<'Ingress'> = {
  ...metaOf<'Ingress'>(),
  className: {
    path: (ingress) =>
      ingress.classFromAnnotation ? "metadata.annotations['kubernetes.io/ingress.class']" : 'spec.ingressClassName',
    links: (name, index) => [index.byName('IngressClass', '', name)],
  },
  classFromAnnotation: { path: "metadata.annotations['kubernetes.io/ingress.class']" },
  defaultBackend: {
    path: 'spec.defaultBackend',
    show: (backend) => (backend === null ? [] : [ingressBackendOf(backend)]),
    links: (backend, index, ingress) => [serviceOf(backend, index, ingress)],
  },
  rules: {
    path: 'spec.rules',
    show: (rules) =>
      rules.flatMap(({ host, paths }) =>
        paths.map((path) => `${host || '*'}${path.path} (${path.pathType}) → ${ingressBackendOf(path.backend)}`),
      ),
    links: (rules, index, ingress) =>
      rules.flatMap(({ paths }) => paths.map(({ backend }) => serviceOf(backend, index, ingress))),
  },
  tls: {
    path: 'spec.tls',
    show: (tls) => tls.map(({ hosts, secretName }) => `${hosts.join(' ') || '*'}: Secret ${secretName || 'not named'}`),
  },
  addresses: {
    path: 'status.loadBalancer.ingress',
    show: (addresses) => addresses.map(({ ip, hostname }) => [ip, hostname].filter(Boolean).join(' ')),
  },
  annotations: { path: 'metadata.annotations' },
};

function serviceOf(
  backend: IngressBackend | null,
  index: RecordIndex,
  { namespace }: IngressRecord,
): ServiceRecord | undefined {
  return backend?.service ? index.byName('Service', namespace, backend.service.name) : undefined;
}

export const INGRESS_CLASS_FIELDS: FieldTable<'IngressClass'> = {
  ...metaOf<'IngressClass'>(),
  controller: { path: 'spec.controller' },
  isDefault: { path: "metadata.annotations['ingressclass.kubernetes.io/is-default-class']" },
};
