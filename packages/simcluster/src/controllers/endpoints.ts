import type { SimCluster } from '../store/cluster.js';
import type { KubeObject } from '../store/object.js';
import type { TableEvent } from '../store/table.js';
import { desiredSlices, selects, type ServiceView } from './endpoints-of.js';
import { SliceSet } from './slice-set.js';

/**
 * Keeps the EndpointSlices of every Service with a selector as the endpoint slice controller does: from the pods'
 * labels, addresses, readiness, termination and named ports. It follows after each planned thing and at `settle`.
 */
export function runEndpointsController(cluster: SimCluster): void {
  const controller = new EndpointsController(cluster);
  for (const service of cluster.list('services')) controller.serviceChanged(service);
  for (const pod of cluster.list('pods')) controller.podChanged(pod);
  cluster.subscribe('services', (event) => controller.onService(event));
  cluster.subscribe('pods', (event) => controller.onPod(event));
  cluster.onSettle(() => controller.reconcile());
  controller.reconcile();
}

class EndpointsController {
  private readonly pods = new Map<string, Map<string, KubeObject>>();
  private readonly services = new Map<string, Map<string, ServiceView>>();
  private readonly slices = new Map<string, SliceSet>();
  private readonly dirty = new Set<ServiceView>();

  constructor(private readonly cluster: SimCluster) {}

  onService({ type, object }: TableEvent): void {
    if (type !== 'DELETED') return this.serviceChanged(object.read());
    const service = this.services.get(object.namespace)?.get(object.name);
    if (!service) return;
    this.services.get(object.namespace)?.delete(object.name);
    this.dirty.delete(service);
    this.slices.get(service.uid)?.deleteAll();
    this.slices.delete(service.uid);
  }

  onPod({ type, object, previous }: TableEvent): void {
    if (previous) this.mark(previous.read());
    if (type !== 'DELETED') return this.podChanged(object.read());
    this.pods.get(object.namespace)?.delete(object.name);
  }

  serviceChanged(object: KubeObject): void {
    const { selector, type } = object['spec'] as { selector?: Record<string, string>; type: string };
    if (!selector || type === 'ExternalName') return;
    const { namespace = '', name, uid = '' } = object.metadata;
    const service = { namespace, name, uid, object, selector };
    const old = this.services.get(namespace)?.get(name);
    if (old) this.dirty.delete(old);
    within(this.services, namespace).set(name, service);
    this.dirty.add(service);
  }

  podChanged(pod: KubeObject): void {
    within(this.pods, pod.metadata.namespace ?? '').set(pod.metadata.name, pod);
    this.mark(pod);
  }

  reconcile(): void {
    const due = [...this.dirty];
    this.dirty.clear();
    for (const service of due) this.reconcileService(service);
  }

  private reconcileService(service: ServiceView): void {
    const pods = [...(this.pods.get(service.namespace)?.values() ?? [])];
    const set = this.slices.get(service.uid) ?? new SliceSet(this.cluster, service);
    this.slices.set(service.uid, set);
    set.apply(desiredSlices(this.cluster, service, pods));
  }

  private mark(pod: KubeObject): void {
    const services = this.services.get(pod.metadata.namespace ?? '')?.values() ?? [];
    for (const service of services) if (selects(service.selector, pod)) this.dirty.add(service);
  }
}

function within<T>(groups: Map<string, Map<string, T>>, key: string): Map<string, T> {
  const group = groups.get(key) ?? new Map<string, T>();
  groups.set(key, group);
  return group;
}
