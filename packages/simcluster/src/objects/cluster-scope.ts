import { timestamp } from '../clock.js';
import type { KubeObject } from '../store/object.js';
import type { Labels } from './labels.js';

export function namespaceObject(name: string, createdMs: number, labels: Labels = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      creationTimestamp: timestamp(createdMs),
      labels: { 'kubernetes.io/metadata.name': name, ...labels },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

/** The ServiceCIDR that an API server makes from its flag. */
export function serviceCidrObject(cidrs: readonly string[], createdMs: number): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'ServiceCIDR',
    metadata: { name: 'kubernetes', creationTimestamp: timestamp(createdMs) },
    spec: { cidrs },
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: '',
          message: 'Kubernetes Service CIDR is ready',
          lastTransitionTime: timestamp(createdMs),
        },
      ],
    },
  };
}

export function ingressClassObject(
  name: string,
  controller: string,
  isDefault: boolean,
  createdMs: number,
): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: {
      name,
      creationTimestamp: timestamp(createdMs),
      annotations: { 'ingressclass.kubernetes.io/is-default-class': String(isDefault) },
    },
    spec: { controller },
  };
}
