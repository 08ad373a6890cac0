import type { IngressRecord } from '@netkaart/topology';
import { type Remark, remark } from './remark.js';
import type { Sources } from './sources.js';

/** Which class serves an Ingress, and what is wrong with that. */
export interface ServedBy {
  readonly className: string;
  readonly remark: Remark | null;
}

/**
 * spec.ingressClassName, else the annotation, else the default class (networking/v1 types.go IngressSpec). A class that
 * does not exist is served by no controller; one named by annotation may be, since controllers may match the bare name.
 */
export function servedBy(ingress: IngressRecord, sources: Sources): ServedBy {
  const name = ingress.className;
  if (name === '') return byDefault(ingress, sources);
  if (sources.ingressClass(name)) return { className: name, remark: null };
  const code = ingress.classFromAnnotation ? 'class-annotation' : 'class-missing';
  const path = ingress.classFromAnnotation
    ? 'metadata.annotations[kubernetes.io/ingress.class]'
    : 'spec.ingressClassName';
  return { className: name, remark: remark(code, ingress.uid, path, { class: name }) };
}

function byDefault(ingress: IngressRecord, sources: Sources): ServedBy {
  const fallback = sources.defaultIngressClass();
  if (fallback) return { className: fallback.name, remark: null };
  return { className: '', remark: remark('class-unset', ingress.uid, 'spec.ingressClassName') };
}
