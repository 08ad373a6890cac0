import type { Labels, Meta } from './common.js';

export interface IngressBackend {
  /** Service backend, or null for a resource backend. */
  readonly service: { readonly name: string; readonly port: number | string | null } | null;
  readonly resource: { readonly group: string; readonly kind: string; readonly name: string } | null;
}
export interface IngressRule {
  readonly host: string;
  readonly paths: readonly { readonly path: string; readonly pathType: string; readonly backend: IngressBackend }[];
}
export interface IngressRecord extends Meta {
  readonly kind: 'Ingress';
  /** spec.ingressClassName, else the annotation kubernetes.io/ingress.class, else ''. */
  readonly className: string;
  readonly classFromAnnotation: boolean;
  readonly defaultBackend: IngressBackend | null;
  readonly rules: readonly IngressRule[];
  readonly tls: readonly { readonly hosts: readonly string[]; readonly secretName: string }[];
  /** status.loadBalancer.ingress */
  readonly addresses: readonly { readonly ip: string; readonly hostname: string }[];
  /** Allow-listed annotations (ingress-nginx regex, rewrite, service-upstream, backend-protocol). */
  readonly annotations: Labels;
}
export interface IngressClassRecord extends Meta {
  readonly kind: 'IngressClass';
  readonly controller: string;
  readonly isDefault: boolean;
}
